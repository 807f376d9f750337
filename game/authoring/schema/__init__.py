"""What an editor is told of an author's files, so that it completes and checks while one types."""
