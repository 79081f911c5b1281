"""Works named by their titles: the sentence for works of which none can be quoted."""

import re
from collections.abc import Sequence

from review.text.markup import clean
from review.text.spans import NEVER_LAST, SELDOM_LAST

OPENINGS = ("Also filed here", "Filed here")
"""How the sentence begins: after other sentences of its topic, and alone."""

DOUBTED = "filed here with less certainty"
"""What a section says of works that the program filed there with little confidence."""

_SPEECH = re.compile(r"[\"“]([^\"“”]*)[\"”]")
_GAP = re.compile(r"\s+")
_LAST = re.compile(r"(?<=[^.\s])\.(?P<close>[\])]?)\s*\Z")
_WORD = re.compile(r"[^\s(\[“\"‘'/-]*\Z")


def shown(title: str) -> str:
    """Return `title` as it is shown: repaired, without the full stop that some databases add."""
    return unstopped(clean(title))


def unstopped(text: str) -> str:
    """Return a title without its last full stop.

    What belongs to the last word stays: "etc.", "vs.", "Washington, D.C.", an initial, "…".
    """
    found = _LAST.search(text)
    if found is None:
        return text
    word = _WORD.search(text, 0, found.start())
    last = word[0] if word else ""
    kept = "." in last or last.casefold() in NEVER_LAST | SELDOM_LAST | {"etc", "no"}
    if kept or (len(last) == 1 and last.isalpha() and last.isupper()):
        return text
    return text[: found.start()] + found["close"]


def named(works: Sequence[tuple[str, str]], opening: str) -> str:
    """Return "Also filed here: “One” [@a], “Two” [@b] and “Three” [@c]." of (key, title) pairs.

    A mark is a citation: what looks like one in a title is set apart.
    """
    items = [f"{_title(title) or f'“{key}”'} [@{key}]" for key, title in works]
    return f"{opening}: {' and '.join(filter(None, (', '.join(items[:-1]), items[-1])))}."


def _title(title: str) -> str:
    """Return a title in quotation marks, those inside it single; nothing where there is none."""
    text = _GAP.sub(" ", shown(title)).strip().replace("[@", "[ @")
    inner = _SPEECH.sub(r"‘\1’", text)
    return f"“{inner}”" if text else ""
