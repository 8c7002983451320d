"""The running line."""
