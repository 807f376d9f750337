"""One screen for a whole class: it votes at each menu, by hands or on a light page on its telephones."""
