"""From a document to a draft: a reader a format → typed lines → a grammar a section → content, and all that is none."""
