"""Whether links lead somewhere, and still will next year."""
