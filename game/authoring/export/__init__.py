"""A story in the form of another program: one module for each format."""
