"""The grammar of one reference line: where it can be read, who made it, when, and what work it is."""
