"""The app in a browser on this computer: ``nutgraf --serve``."""
