"""Checks of titles: capitals that styles would lower, capitals throughout, a full stop."""

import re
from collections.abc import Iterator

from review.bibcheck.entry import File, Found, Text
from review.bibcheck.kinds import TITLES

_COMMANDS = re.compile(r"\\[A-Za-z]+\s*|\\.|\$[^$]*\$|[{}]")
_LOWERED = re.compile(
    r"\\(?:[A-Za-z]+\s*|.)(?:\{[^{}]*\})?|\$(?P<math>[^$]*)\$|(?P<word>[^\W_]+(?:['’][^\W_]+)*"
    r"(?:-[^\W_]+)*)",
    re.DOTALL,
)
_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"(?:(?P<word>[^\W\d_]{4,})|[^\W_]*\d|\))[}\s]*(?P<stop>\.)[}\s]*\Z")
_ABBREVIATED = frozenset(
    "corp dept proc univ inst bros prof assoc suppl conf symp trans intl natl chap".split()
)
_END = 80  # characters in which a title ends
_SHOUT = 4  # words from which a title in capitals is no name


def all_caps(file: File) -> Iterator[Found]:
    """Titles in capitals throughout."""
    for item in file.items:
        for name in TITLES:
            plain = _COMMANDS.sub(" ", item.get(name))
            words = re.findall(r"[^\W\d_]{2,}", plain)
            if len(words) >= _SHOUT and plain.upper() == plain and plain.lower() != plain:
                yield item.found(f"the {name} is in capitals: write it as a sentence", name)


def unprotected(file: File) -> Iterator[Found]:
    """Acronyms, names in mixed case and formulas in titles, which styles would lower."""
    for item in file.items:
        text = item.whole.get("title")
        if text and not text.text.isupper() and _titled(text.text):
            found = [(start, end) for start, end in _exposed(text.text)]
            if found:
                shown = ", ".join(dict.fromkeys(text.text[a:b] for a, b in found))
                shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
                changes = [(a, b, f"{{{text.text[a:b]}}}") for a, b in found]
                message = f"styles lower the capitals of {shown}: put braces around"
                yield text.found(found[0][0], message, *changes)


def _titled(text: str) -> bool:
    """Whether the title has small letters: one in capitals has a check of its own."""
    plain = _COMMANDS.sub(" ", text)
    return plain.upper() != plain


def _exposed(text: str) -> Iterator[tuple[int, int]]:
    """Yield what a style would lower at brace depth 0 and should not."""
    for begin, end in _shallow(text):
        for found in _LOWERED.finditer(text, begin, end):
            if found["math"] and found["math"].lower() != found["math"]:
                yield found.span()
            elif found["word"]:
                yield from _words(found)


def _shallow(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text` that stand in no braces; words beside braces are left out."""
    deep = begin = 0
    for at, char in enumerate(text):
        if char == "{":
            if not deep and begin < at:
                yield begin, _back(text, begin, at)
            deep += 1
        elif char == "}":
            deep -= deep > 0
            begin = at + 1
    if not deep and begin < len(text):
        yield begin, len(text)


def _back(text: str, begin: int, at: int) -> int:
    r"""Return where the stretch ends: before a command whose argument the braces hold."""
    found = re.search(r"\\(?:[A-Za-z]+|.)\s*\Z", text[begin:at])
    return begin + found.start() if found else at


def _words(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a compound whose capitals carry meaning; X-ray, U-Net as a whole."""
    word, start = found["word"], found.start()
    parts = list(_PART.finditer(word))
    first = parts[0][0]
    single = len(first) == 1 and first.isupper() and len(parts) > 1
    if single and (first != "A" or len(parts[1][0]) == 1):
        yield found.span()
        return
    for part in parts:
        if part[0][1:].lower() != part[0][1:]:
            yield start + part.start(), start + part.end()


def full_stop(file: File) -> Iterator[Found]:
    """Titles that end with a full stop: styles set one themselves."""
    for text in _titles(file):
        found = _STOP.search(text.text, max(0, len(text.text) - _END))
        if found and (found["word"] or "").lower() not in _ABBREVIATED:
            at = found.start("stop")
            yield text.found(at, "the title ends with a full stop: leave it out", (at, at + 1, ""))


def _titles(file: File) -> Iterator[Text]:
    for item in file.items:
        yield from (item.whole[name] for name in TITLES if name in item.whole)
