"""Whether a reader who was not there can follow."""
