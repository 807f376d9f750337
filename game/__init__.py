"""A narrative engine: stories written as data, proved sound, played in a terminal."""
