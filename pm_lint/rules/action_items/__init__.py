"""Rules about follow-ups: that they exist, are owned, tracked, bounded, and do more than repair."""
