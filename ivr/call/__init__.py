"""One live call: its ports, its session, its ears."""
