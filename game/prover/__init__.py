"""Every state that a story can come to, and what can be said of all of them. Needs numpy."""
