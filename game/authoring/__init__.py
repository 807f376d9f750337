"""What an author makes of a story beside playing it."""
