"""FLOIP 1.0.0-rc4: our flows as its containers, and its containers as our flows."""
