"""Versions of flows, what of them is live, and the one-switch message."""
