"""The map of a story: its scenes and the ways between them, drawn for an author to look at or to walk."""
