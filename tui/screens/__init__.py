"""One file for each screen; rare ones are imported by the action that opens them."""
