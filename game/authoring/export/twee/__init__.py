"""A story as Twee 3 for Twine and its SugarCube format."""
