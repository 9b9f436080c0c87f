"""Blameless language: whom a sentence makes responsible, and whether it judges them."""
