"""What the papers of a stop say, read from the books for whoever may have them; drawn later."""
