"""Model files: which there are, which this machine has, and how one is fetched and proved."""
