"""When things happened: readable, ordered, in one known zone, and in agreement with the durations claimed."""
