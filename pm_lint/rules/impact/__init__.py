"""Whether the impact is measured and the summary tells it."""
