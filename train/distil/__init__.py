"""Distillation of a small query encoder from the document encoder. See ../README.md."""
