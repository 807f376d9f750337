"""What runs in the browser's Python. Of the page it knows what it is handed, and no more."""
