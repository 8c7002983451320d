"""What can be wrong with prompts and words."""


class PromptError(Exception):
    """A text, a word or a recording cannot be used; the text says which file, where, and what to do."""
