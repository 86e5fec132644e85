"""Parts of screens: each shows one thing and decides nothing."""
