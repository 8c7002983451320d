"""A flow as a drawing: a frozen graph, and its text for Mermaid and for Graphviz. Pure."""
