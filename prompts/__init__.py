"""The built-in prompt templates, one readable file each, as package data."""
