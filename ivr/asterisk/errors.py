"""What can go wrong between the line and Asterisk. Every text is a sentence for the person who runs the line."""


class AriError(Exception):
    """Asterisk did not do what it was asked to; the text names the request and what to look at."""


class ChannelGoneError(AriError):
    """The channel or bridge is no longer there (ARI answers 404, 409 or 412). Callers hang up: this is normal."""


class AriDisconnectedError(AriError):
    """There is no connection to Asterisk at the moment; the client is trying to get it back."""


class AriTimeoutError(AriError):
    """Asterisk did not answer a request in time."""


class MediaError(AriError):
    """The sound socket of a call could not be made or was lost."""
