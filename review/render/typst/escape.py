"""Any text as Typst: a string literal, in which nothing but a quote and a backslash has a meaning.

Paper text is never markup, so no character of it (`#`, `$`, `*`, `@`, `<`, `//`, a leading `=`)
can start anything.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from markupsafe import Markup

_GAP = re.compile(r"[\s\x1c-\x1f\x85]+")
_BREAK = "#sym.zws;"
_PIECE = 12
_PRINTABLE = re.compile(r"[ -~]*")
_JOINERS = "\u200c\u200d"  # they shape letters and emoji; every other invisible character goes
_GONE = ("Cc", "Cf")
_NOTHING = ("Cs", "Co")  # no font has a sign for them


def typst(source: str) -> Markup:
    """Return what is Typst already, so that the environment does not escape it again."""
    return Markup(source)  # noqa: S704


def visible(text: str) -> str:
    """Return `text` in NFC with single spaces, without what nobody can see; U+FFFD for what no
    font can show."""
    text = _GAP.sub(" ", text)
    if _PRINTABLE.fullmatch(text):
        return text
    return "".join(map(_seen, unicodedata.normalize("NFC", text)))


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category in _GONE:
        return character if character in _JOINERS else ""
    if (
        category in _NOTHING
        or ord(character) & 0xFFFE == 0xFFFE
        or "\ufdd0" <= character <= "\ufdef"
    ):
        return "\ufffd"
    return character


def string(text: str) -> Markup:
    """Return `text` as a string literal, for the code of a document."""
    literal = visible(text).replace("\\", "\\\\").replace('"', '\\"')
    return typst(f'"{literal}"')


def escape(text: str) -> Markup:
    """Return `text` as content that shows just that, its outer spaces kept."""
    return typst(f"#{string(text)};") if visible(text) else Markup()


def breakable(text: str, longest: int) -> Markup:
    """Return `text` as content in which words longer than `longest` may break where it matters."""
    pieces: list[str] = []
    position = 0
    for found in re.finditer(rf"\S{{{longest + 1},}}", text):
        pieces += escape(text[position : found.start()]), _BREAK.join(map(escape, _cut(found[0])))
        position = found.end()
    return typst("".join((*pieces, escape(text[position:]))))


def _cut(word: str) -> list[str]:
    """A long word in pieces: after its signs, else of equal length."""
    parts = [part for part in re.split(r"(?<=[/_.:+@–-])(?=\w)", word) if part]
    return [part[i : i + _PIECE] for part in parts for i in range(0, len(part), _PIECE)]


def value(data: object) -> Markup:
    """Return text, numbers, sequences and mappings as a value in the code of a document."""
    if isinstance(data, Markup):
        return data
    if isinstance(data, str):
        return string(data)
    if isinstance(data, Mapping):
        pairs = [f"{string(str(name))}: {value(item)}" for name, item in data.items()]
        return typst(f"({', '.join(pairs) or ':'})")
    if isinstance(data, Sequence):
        return typst("(" + "".join(f"{value(item)}, " for item in data).rstrip() + ")")
    return typst(_WORDS[data] if data is None or isinstance(data, bool) else str(data))


_WORDS = {None: "none", True: "true", False: "false"}
