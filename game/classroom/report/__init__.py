"""What is left of a lesson on paper: one page without script or anything from outside, and a table."""
