"""The pupil's side of a class: the same game, handed in as it is played, that stops when the class stops."""
