"""Whether the sections that a reader looks for are there, filled, in order and finished."""
