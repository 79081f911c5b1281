"""Repairs of markup that a plain text should not hold: LaTeX remnants, entities, mojibake.

Each repair is an edit of op `markup`, so the source stays as it is and everybody can re-derive
the repaired text. What cannot be repaired for certain stays and makes the text not clean.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html.entities import html5

from review.model import Edit
from review.text.edits import replay
from review.text.formula import SYMBOLS, formula

_Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str | None]]
_Change = tuple[int, int, str]

_WORDS = {
    "LaTeX": "LaTeX", "TeX": "TeX", "textasciitilde": "~", "ldots": "…",
    "dots": "…", "textendash": "–", "textemdash": "—", "textquotesingle": "'", "newline": " ",
    "textbackslash": "\\", "noindent": "", "xspace": "", "par": " ", "item": "•",
    "copyright": "©", "textregistered": "®", "texttrademark": "™", "degree": "°", "ss": "ß",
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "i": "ı",
    "smallskip": " ", "bigskip": " ", "medskip": " ", "small": "", "bf": "", "it": "", "em": "",
    "tt": "", "sc": "", "rm": "", "sl": "", "bfseries": "", "itshape": "", "centering": "",
    "textdegree": "°", "textmu": "µ", "textless": "<", "textgreater": ">", "textbar": "|",
}  # fmt: skip
_DOTTED = {"eg": "e.g.", "ie": "i.e.", "etal": "et al.", "etc": "etc.", "wrt": "w.r.t.",
           "cf": "cf.", "vs": "vs.", "aka": "a.k.a.", "iid": "i.i.d."}  # fmt: skip
_FONTS = (
    r"text(?:bf|it|tt|sc|rm|sf|sl|normal|up|md|color\{\w+\})|emph|underline|uline|textsuperscript|"
    r"textsubscript|mbox|hbox|texorpdfstring|centerline|enquote|textquote"
)
_POINTERS = r"cite[a-z]*|ref|eqref|label|footnotemark|footnote|vspace|hspace|thanks"
_BARE = r"\d[\d.,]*%?|https?://[^\s{}]+|[A-Za-z][A-Za-z0-9-]*"
_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303",
            "=": "\u0304", ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306",
            "H": "\u030b", "r": "\u030a", "k": "\u0328"}  # fmt: skip
_ENTITY = re.compile(r"&(?:#(\d{2,7})|#[xX]([0-9a-fA-F]{2,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_MOJIBAKE = re.compile(
    r"[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    r"|[âã][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}"
)
_OWNER = r"[^.!?\n]{0,160}(?:\b(?:Inc|Ltd|B\.V|Co|LLC|S\.A|IEEE)\.?[^.!?\n]{0,60})?"
_HOLDERS = r"(?:19|20)\d\d\b|(?:by )?(?:the )?authors?\b|published (?:by|under)\b"
_TAIL = re.compile(
    r"\s*(?:[(\[]\s*PsycINFO Database Record\s*)?"
    rf"(?:(?:(?:Crown )?Copyright\s*)?(?:©|\(c\)|\[copyright\])\s*(?:Copyright\s*)?(?:{_HOLDERS})"
    rf"|(?:Crown )?Copyright\s+(?:19|20)\d\d\b){_OWNER}(?:\.\s*All rights reserved)?\.?[)\]]?\.?"
    r"\s*\Z|\s*\bAll rights reserved\.?\s*\Z",
    re.IGNORECASE,
)
_SPELT = {"long dash": "—", "plus or minus": " ± ", "registered trademark": "®",
          "trademark": "™", "degree": "°", "degrees": "°", "copyright": "©", "center dot": "·",
          "plus-minus": " ± "}  # fmt: skip
"""Signs that databases spell out in brackets."""

_SIGNS = (
    "  ",
    *(f"{name}]" for name in _SPELT),
    *"\\${}~&ÂÃâã©^`",
    *"-- (cid:173) (c) (C) opyright PsycI OPYRIGHT reserved RESERVED".split(),
)
_COUNTED = (("times", re.compile(r"\d ?times")), ("sim", re.compile(r"sim\d")))
"""Of these one stands in whatever a rule changes first."""

_REMNANT = re.compile(r"[\\${}^_\ufffd]")
_UNCLEAN = re.compile(
    r"\\[A-Za-z]+|\\(?!\w)|\{|\}|\$[^\s\d]|[A-Za-z0-9)]\^\S|_\{|\^\{|\b(?:sum|prod|int|frac)_\w"
    r"|\ufffd"
)
_PASSES = 12


def _entity(found: re.Match[str]) -> str | None:
    if found[3]:
        return html5.get(found[3] + ";")
    number = int(found[1] or found[2], 10 if found[1] else 16)
    valid = 0x20 < number < 0x110000 and not 0xD7FF < number < 0xE000 and number != 0x7F
    return chr(number) if valid else None


def _mojibake(found: re.Match[str]) -> str | None:
    """UTF-8 that was read as Windows-1252 (or Latin-1), put right."""
    try:
        octets = b"".join(
            character.encode("latin-1" if ord(character) < 256 else "cp1252")
            for character in found[0]
        )
        text = octets.decode()
    except UnicodeError:
        return None
    return text if text.isprintable() or text == "\u00a0" else None


def _named(found: re.Match[str]) -> str | None:
    """A command without an argument; a space it swallowed comes back before a word."""
    known = _WORDS.get(found[1])
    if known is None:
        known = SYMBOLS.get(found[1], "")
        if not known or known.isascii():  # `\in` and `\log` mean something in formulas only
            return None
    spaced = found[2] and not found[0].endswith("{}") and known[-1:] != " "
    return known + (" " if spaced else "")


def _spelled(found: re.Match[str]) -> str:
    """A sign spelled out in brackets, with the spaces that stood around it."""
    return found[1] + _SPELT[found[2]] + found[3]


def _dotted(found: re.Match[str]) -> str:
    return _DOTTED[found[1]]


def _accent(found: re.Match[str]) -> str | None:
    from unicodedata import normalize

    letter = {"\\i": "i", "\\j": "j"}.get(found[2] or found[3], found[2] or found[3])
    text = normalize("NFC", letter + _ACCENTS[found[1]])
    return text if len(text) == 1 else None


def _constant(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _: text


def _group(number: int) -> Callable[[re.Match[str]], str]:
    return lambda found: found[number]


def _math(found: re.Match[str]) -> str | None:
    return formula(found[1])


_GREEK = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|"
    "psi|omega"
)


def _subscript(found: re.Match[str]) -> str:
    """A Greek letter whose backslash was lost, with its subscript."""
    return f"{SYMBOLS[found[1]]}_{found[2]}"


_RULES: tuple[_Rule, ...] = (
    (" ", _TAIL, _constant("")),
    ("&", _ENTITY, _entity),
    ("\xc2\xc3\xe2\xe3", _MOJIBAKE, _mojibake),
    (
        "\\",
        re.compile(r"\\(['`^\"~=.])\s*(?:\{\s*([A-Za-z]|\\[ij])\s*\}|([A-Za-z]|\\[ij]\b))"),
        _accent,
    ),
    ("\\", re.compile(r"\\([cvuHrk])(?:\{\s*([A-Za-z]|\\[ij])\s*\}|\s+([A-Za-z])\b)"), _accent),
    ("$", re.compile(r"\$\$?((?![\s\d])(?:[^$\\]|\\.)*?(?<!\s))\$\$?"), _math),
    ("$", re.compile(r"\$\$?((?!\s)(?:[^$\\]|\\.)+?(?<!\s))\$\$?(?!\d)"), _math),
    ("\\", re.compile(r"\\\(((?:[^$\\]|\\[^()])+?)\\\)"), _math),
    ("{", re.compile(r"\{(https?://[^\s{}]+)\}\{\1\}"), _group(1)),
    ("\\", re.compile(r"\\href\s*\{https?://[^\s{}]+\}\s*\{([^{}]*)\}"), _group(1)),
    ("\\", re.compile(r"\\(?:url|href)\s*\{(https?://[^\s{}]+)\}(?:\{\1\})?"), _group(1)),
    ("\\", re.compile(rf"\\(?:{_FONTS})\s*\{{([^{{}}]*)\}}"), _group(1)),
    ("\\", re.compile(r"\{\\(?:bf|it|em|tt|sc|rm|sl|sf)\s+([^{}\\]*)\}"), _group(1)),
    (
        "\\",
        re.compile(rf"[\s~]*\\(?:{_POINTERS})\*?\s*(?:\[[^\]]*\])?\{{[^{{}}]*\}}"),
        _constant(""),
    ),
    ("\\", re.compile(r"\\(eg|ie|etal|etc|wrt|cf|vs|aka|iid)\b(?:\{\}|\\(?=\s))?\.?"), _dotted),
    ("\\", re.compile(r"\\([A-Za-z]+)(?:\{\}|(\s+)(?=\w)|(?![A-Za-z{]))"), _named),
    ("\\", re.compile(r"\\([%&#_$])"), _group(1)),
    ("\\", re.compile(r"\\[,;:!]|\\ (?=\S)|\\\\(?=\s)"), _constant(" ")),
    ("~", re.compile(r"(?<=[\w.,)])~(?=[\w(\[])"), _constant(" ")),
    ("{", re.compile(rf"(?<![\w}}^\\])\{{({_BARE})\}}(?![{{\w])"), _group(1)),
    ("c", re.compile(r"(?<=[a-z])\(cid:173\)\s*(?=[a-z])"), _constant("")),
    ("{", re.compile(r"\{([Α-ω])\}"), _group(1)),
    ("^", re.compile(r"(?<=[A-Za-z])\^(?:\{\*\}|\*)"), _constant("*")),
    ("_", re.compile(rf"(?<![\w\\])({_GREEK})_\{{(\w+)\}}"), _subscript),
    ("s", re.compile(r"(?<![\w\\])sim(?=\d+(?:\.\d|%))"), _constant("∼")),
    ("'", re.compile(r"``([^`'“”]{1,200}?)''"), lambda found: f"“{found[1]}”"),
    ("-", re.compile(r"(?<=\w)\s?---\s?(?=\w)|(?<=\w) --- "), _constant("—")),
    ("-", re.compile(r"(?<=[\w.,)%]) -- (?=[\w(])"), _constant(" – ")),
    ("-", re.compile(r"(?<=\d)--(?=\d)"), _constant("–")),
    ("t", re.compile(r"(?<=\d)times(?=\d|\b)"), _constant("×")),
    ("t", re.compile(r"(?<=\d) times (?=\d)"), _constant("×")),
    ("`", re.compile(r"``"), _constant("“")),
    ("^", re.compile(r"(?<=\d)\^\{?\\?circ\}?"), _constant("°")),
    (
        "[",
        re.compile(rf"( ?)\[({'|'.join(_SPELT)})\]( ?)"),
        lambda found: _SPELT[found[2]] if "±" in _SPELT[found[2]] else _spelled(found),
    ),
    (" ", re.compile(r"(?<=\S)[ \t]{2,}(?=\S)"), _constant(" ")),
)


def markup_edits(text: str, start: int = 0, end: int | None = None) -> tuple[Edit, ...]:
    """Return the repairs of `text[start:end]`: ascending, disjoint, with offsets into `text`."""
    stop = len(text) if end is None else end
    if not _suspicious(text):
        return ()
    source = text[start:stop]
    if stop - start < len(text) and not _suspicious(source):
        return ()
    changes = _all_changes(source)
    return tuple(Edit("markup", start + a, start + b, to) for a, b, to in changes)


@lru_cache(maxsize=16_384)  # a title and a venue are shown on many pages
def clean(text: str) -> str:
    """Return `text` repaired, for titles and display; cleaning twice changes nothing more."""
    return replay(text, 0, len(text), markup_edits(text))


def cleaned(texts: Sequence[str]) -> list[str]:
    """Return each of `texts` repaired, quickly where there is nothing to repair in any."""
    return [*map(clean, texts)] if _suspicious("\n".join(texts)) else [*texts]


def is_clean(text: str) -> bool:
    """Whether no markup is left after the repairs, so the text may be quoted as prose."""
    return not _REMNANT.search(text) or not _UNCLEAN.search(clean(text))


@lru_cache(maxsize=16)  # one abstract is asked for many of its sentences
def _suspicious(text: str) -> bool:
    """Whether a rule may find anything in `text`; where not, neither in any part of it."""
    if any(map(text.__contains__, _SIGNS)):
        return True
    return any(sign in text and pattern.search(text) for sign, pattern in _COUNTED)


@lru_cache(maxsize=256)  # one sentence is asked for several times in a row
def _all_changes(source: str) -> list[_Change]:
    """The changes of `source` that all rules make together, until none finds anything."""
    text, kept = source, list(range(len(source)))
    for _ in range(_PASSES):
        before = text
        for needed, pattern, repair in _RULES:
            if any(character in text for character in needed):
                text, kept = _apply(pattern, repair, text, kept)
        if text == before:
            break
    return _changes(source, text, kept)


def _apply(
    pattern: re.Pattern[str],
    repair: Callable[[re.Match[str]], str | None],
    text: str,
    kept: list[int],
) -> tuple[str, list[int]]:
    """Apply one rule; `kept` holds each character's place in the source, -1 for a new one."""
    if not pattern.search(text):
        return text, kept
    parts: list[str] = []
    places: list[int] = []
    position = 0
    for match in pattern.finditer(text):
        to = repair(match)
        if to is None or to == match[0]:
            continue
        start, end = match.span()
        inside = match[0].find(to) if len(to) > 1 else -1
        fresh = [-1] * len(to) if inside < 0 else kept[start + inside : start + inside + len(to)]
        parts += text[position:start], to
        places += kept[position:start] + fresh
        position = end
    return "".join(parts) + text[position:], places + kept[position:]


def _changes(source: str, text: str, kept: list[int]) -> list[_Change]:
    """The shortest changes that leave every kept character in its place."""
    changes: list[_Change] = []
    start, to = 0, ""
    for character, place in zip(text, kept, strict=True):
        if place < 0:
            to += character
            continue
        if place > start or to:
            changes.append((start, place, to))
        start, to = place + 1, ""
    if start < len(source) or to:
        changes.append((start, len(source), to))
    return changes
