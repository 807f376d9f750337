"""A small finished story to begin from: the files under `template/` are one, and are copied."""
