"""What the document says about itself: whether it is there, readable and free of contradictions."""
