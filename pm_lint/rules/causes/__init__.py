"""Rules about causes: that there is more than one, that they go deep, and that each is followed up."""
