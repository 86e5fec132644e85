"""Articles on one event beside each other: what they share, what only one says, who speaks, which words differ. Pure."""
