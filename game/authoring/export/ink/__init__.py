"""A story as ink source."""
