"""Recording prompts by phone: an invited speaker hears each sentence in a language they know, and says it in theirs."""
