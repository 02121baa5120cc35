"""Search among what is published: everyday words in, proven articles out."""
