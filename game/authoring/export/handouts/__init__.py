"""What a class needs on paper."""
