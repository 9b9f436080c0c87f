"""Tests of blameless language."""
