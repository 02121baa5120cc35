"""Content → files that leave the house: each form is a function that takes content and gives its text or bytes."""
