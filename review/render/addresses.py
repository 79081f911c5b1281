"""Web addresses in the words of papers, as a printed review sets them."""

import re

IN_TEXT = re.compile(r"(https?://[^\s<>\"{}\\]*[^\s<>\"{}\\.,;:!?()\[\]'’”])")
"""An address amid words; a sign that ends the sentence does not belong to it."""

_ALONE = re.compile(r"https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)+/\S+")
_USUAL = re.compile(r"^https?://(?:www\.)?(?:(?:github|gitlab)\.com/(?=[^/]))?", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Return whether all of `text` is an address, with or without its protocol."""
    return _ALONE.fullmatch(text) is not None


def brief(target: str) -> str:
    """Return an address for a narrow column: without what every reader would guess."""
    return _USUAL.sub("", target).rstrip("/")
