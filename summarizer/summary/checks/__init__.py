"""The layers of the checker: each compares one sentence with its sources in one respect. Pure."""
