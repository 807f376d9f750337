"""A story as a printed booklet of numbered paragraphs."""
