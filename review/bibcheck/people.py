"""Checks of the fields that list people."""

import re
from collections.abc import Iterator

from review.bibcheck.entry import File, Found, Text, names_of

_AND = re.compile(r"(?<!\s)\s+and(?=\s)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|filho|neto|ii|iii|iv|v|\d(?:nd|rd|th))\.?", re.I)
_ET_AL = re.compile(
    r"(?<!\s)(?P<before>\s+and\s+|\s*,\s*(?:and\s+)?|\s+)"
    r"(?:et\.?\s*al\b\.?|\{et\.? al\.?\})(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COMMANDS = re.compile(r"\\(?:[A-Za-z]+\s*|.)")


def masked(text: str) -> str:
    """Return `text` as long as it was, all that stands in braces as x."""
    if "{" not in text:
        return text
    shown: list[str] = []
    deep = 0
    for char in text:
        deep -= char == "}" and deep > 0
        shown.append("x" if deep or char in "{}" else char)
        deep += char == "{"
    return "".join(shown)


def _parts(text: Text) -> Iterator[tuple[int, str, str]]:
    """Yield each name with its place: as it stands, and masked."""
    hidden = masked(text.text)
    at = 0
    for end in [*(found.span() for found in _AND.finditer(hidden)), (len(hidden), 0)]:
        name = hidden[at : end[0]]
        begin = at + len(name) - len(name.lstrip())
        stop = at + len(name.rstrip())
        if begin < stop:
            yield begin, text.text[begin:stop], hidden[begin:stop]
        at = end[1]


def author_commas(file: File) -> Iterator[Found]:
    """Names with so many commas that they must be several, or that BibTeX reads amiss."""
    for text in _people(file):
        for at, name, hidden in _parts(text):
            parts = [part.strip() for part in hidden.split(",")]
            if "family=" in hidden or "given=" in hidden or _ET_AL.search(f" {hidden}"):
                continue
            if len(parts) > 1 and not parts[-1]:
                cut = at + len(hidden.rstrip(", "))
                change = (cut, at + len(hidden), "")
                yield text.found(at, f"{_short(name)} ends with a comma: remove it", change)
            elif len(parts) > 3 or (len(parts) == 3 and not _suffixed(parts)):
                message = (
                    f"{_short(name)} has too many commas for one name: write 'and' between names"
                )
                yield text.found(at, message)


def _suffixed(parts: list[str]) -> bool:
    return any(_SUFFIX.fullmatch(part) or set(part) == {"x"} for part in parts[1:])


def author_and(file: File) -> Iterator[Found]:
    """Names kept apart by ; or & instead of "and", or an "and" with no name beside it."""
    for text in _people(file):
        hidden = masked(text.text)
        if ";" in _COMMANDS.sub("", hidden):
            yield _semicolons(text, hidden)
        elif found := re.search(r"\s(?:\\?&|\\&)\s", hidden):
            yield text.found(found.start(), "& between names is part of a name: write 'and'")
        elif found := re.search(r"\A\s*and\s|\sand\s*\Z|\sand\s+and\s", hidden):
            yield text.found(found.start(), "'and' has no name beside it: remove it")


def _semicolons(text: Text, hidden: str) -> Found:
    parts = [part.strip() for part in hidden.split(";") if part.strip()]
    sure = len(parts) > 1 and not _AND.search(hidden) and all(p.count(",") == 1 for p in parts)
    marks = [i for i, char in enumerate(hidden) if char == ";" and hidden[i + 1 :].strip()]
    tail = re.search(r"(?<!\s)\s*;\s*\Z", hidden)
    changes = [
        (at, at + 1, " and" if hidden[at + 1 : at + 2].isspace() else " and ") for at in marks
    ]
    changes += [(tail.start(), tail.end(), "")] if tail else []
    message = "names are kept apart by semicolons: write 'and'"
    return text.found(hidden.index(";"), message, *(changes if sure else ()))


def et_al(file: File) -> Iterator[Found]:
    """ "et al." as a name."""
    for text in _people(file):
        if found := _ET_AL.search(text.text):
            change = (found.start(), len(text.text), " and others")
            sure = not found["rest"].strip(" .}") and bool(text.text[: found.start()].strip())
            message = "'et al.' is read as a name: write 'and others'"
            yield text.found(found.start(), message, *((change,) if sure else ()))


def author_caps(file: File) -> Iterator[Found]:
    """Names in capitals."""
    for text in _people(file):
        shouted = [(at, name) for at, name, _ in _parts(text) if _shouted(name)]
        if shouted:
            count = f" and {len(shouted) - 1} more" if shouted[1:] else ""
            at, name = shouted[0]
            message = f"{_short(name)}{count} in capitals: write them as they are printed elsewhere"
            yield text.found(at, message)


def _shouted(name: str) -> bool:
    """Whether the family name, or each word of a name without comma, is in capitals."""
    if name.startswith("{"):
        return False
    family, comma, given = name.partition(",")
    words = _WORD.findall(re.sub(r"[{}]", "", _COMMANDS.sub("", family)))
    long = [word for word in words if len(word) > 3]
    if not long or not all(word.isupper() for word in words):
        return False
    return bool(given.strip()) if comma else len(words) > 1


def _people(file: File) -> Iterator[Text]:
    for item in file.items:
        yield from names_of(item)


def _short(name: str) -> str:
    shown = " ".join(name.split())
    return repr(shown if len(shown) <= 40 else f"{shown[:39]}…")
