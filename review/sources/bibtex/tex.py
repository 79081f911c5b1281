r"""LaTeX in the values of a .bib file as Unicode text.

Accents, symbols, fonts, ligatures and braces are read; formulas stay formulas (`$O(n^2)$`), but
one that is a single symbol is that symbol. A command that is not known stays as it stands, with
its arguments: nothing is executed, and nothing disappears.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from review.sources.fields import squeeze

_SPECIAL = re.compile(r"[\\{}$~`]|--|''")
_TOKEN = re.compile(
    r"(?P<math>(?<!\$)\$(?!\$)(?:[^$\\]|\\.){1,400}?\$|\$\$(?:[^$\\]|\\.){1,400}?\$\$|"
    r"\\\((?:[^\\]|\\[^)]){1,400}?\\\))"
    r"|\\(?P<name>[A-Za-z]+)\*?(?P<space>\s*)|\\(?P<sign>.)|(?P<plain>``|''|-{2,3}|[{}~`])",
    re.DOTALL,
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_NUMBERED = re.compile(r"\d+(?=\{)")
_DEEPEST = 50

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "textcommabelow": "\u0326", "U": "\u030e",
    "G": "\u030f", "t": "\u0361",
}  # fmt: skip
_PLAIN = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "{": "", "}": ""}
_SIGNS = {
    **{sign: sign for sign in "%&#_${}"}, **dict.fromkeys(" ,;:\n\t\\", " "),
    **dict.fromkeys("!/-@", ""),
}  # fmt: skip
_FONTS = frozenset(
    """textit textbf texttt textsc textrm textsf textsl textmd textup textnormal textlf emph
    mkbibemph mkbibitalic mkbibbold underline uline uppercase lowercase mbox hbox fbox text
    nocase bibstring textsuperscript textsubscript MakeUppercase MakeLowercase textnohyphenation
    hspace noopsort mathrm""".split()
)
_QUOTES = frozenset(("enquote", "mkbibquote"))
_VERBATIM = frozenset(("url", "path", "nolinkurl", "href"))
_TWO_ARGUMENTS = frozenset(("href", "texorpdfstring", "foreignlanguage", "textcolor"))
_SWITCHES = frozenset(
    """em it bf sc rm tt sl sf itshape bfseries scshape upshape slshape mdseries rmfamily sffamily
    ttfamily normalfont small footnotesize scriptsize tiny large relax noindent protect xspace
    selectlanguage""".split()
)
_WORDS = {
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "hyphen": "-",
    "slash": "/", "space": " ", "par": " ", "newline": " ", "quad": " ", "ldots": "…",
    "dots": "…", "textellipsis": "…", "textquotesingle": "'", "textquotedbl": '"',
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textasciitilde": "~", "textasciicircum": "^",
    "textasciigrave": "`", "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
    "textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_", "textdollar": "$",
    "psq": " sq.", "psqq": " sqq.",
    "i": "ı", "j": "ȷ", "DJ": "Đ", "dj": "đ", "DH": "Ð", "dh": "ð", "TH": "Þ", "th": "þ",
    "NG": "Ŋ", "ng": "ŋ", "texttrademark": "™", "textendash": "–", "textemdash": "—",
    "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "quotedblbase": "„", "quotesinglbase": "‚", "textdegree": "°", "textmu": "µ",
}  # fmt: skip
_FORMULAS = {"'": "′", "''": "″", "-": "−", "*": "∗"}
_RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_SCRIPT = re.compile(r"([\^_])\\mathrm\{(\d+)\}")


@lru_cache(maxsize=1 << 15)
def decode(tex: str) -> str:
    """Return the text that TeX would print, on one line, in Unicode's composed form (NFC)."""
    if not _SPECIAL.search(tex):
        return squeeze(tex if tex.isascii() else normalize("NFC", tex))
    text = "".join(_walk(tex, 0, len(tex), _pairs(tex), 0))
    return squeeze(normalize("NFC", text))


def verbatim(tex: str) -> str:
    r"""Return an address or identifier as it is meant: without `\url{…}` and escapes."""
    text = "".join(tex.split()) if "\n" in tex else tex.strip()
    if found := re.search(r"\\(?:url|path|href|nolinkurl)\{([^{}\s]*)\}", text):
        text = found[1]
    if "\\" in text:
        text = re.sub(r"\{?\\textasciitilde\s*(?:\{\})?\}?|\\~(?:\{\})?", "~", text)
        text = re.sub(r"\{?\\textunderscore\s*(?:\{\})?\}?", "_", text)
        text = re.sub(r"\{\\([%&#_$])\}|\\([%&#_$~{}])", lambda m: m[1] or m[2], text)
    return re.sub(r"[{}]", "", text) if text.startswith("{") or "{}" in text else text


def _pairs(tex: str) -> dict[int, int]:
    """Return where each group ends, by where it begins."""
    ends: dict[int, int] = {}
    begun: list[int] = []
    for found in _BRACE.finditer(tex):
        if found[0] == "{":
            begun.append(found.start())
        elif found[0] == "}" and begun:
            ends[begun.pop()] = found.start()
    return ends


def _walk(tex: str, at: int, stop: int, ends: dict[int, int], deep: int) -> Iterator[str]:
    """Yield the text of `tex[at:stop]` in pieces."""
    while found := _TOKEN.search(tex, at, stop):
        yield tex[at : found.start()]
        at = found.end()
        if found["math"]:
            yield _formula(found["math"])
        elif found["plain"]:
            yield _PLAIN[found["plain"]]
        else:
            piece, at = _command(tex, found, stop, ends, deep)
            yield piece
    yield tex[at:stop]


def _command(
    tex: str, found: re.Match[str], stop: int, ends: dict[int, int], deep: int
) -> tuple[str, int]:
    """Return the text of the command at `found` with its arguments, and where they end."""
    name, at = found["name"] or found["sign"], found.end()
    if name in _ACCENTS:
        return _accented(tex, found, stop, ends, deep)
    if found["sign"]:
        return _SIGNS.get(name, found[0]), at
    text = _symbol(found)
    if at not in ends or deep > _DEEPEST:
        numbered = _NUMBERED.match(tex, at, stop) if text == found[0] else None
        if numbered and numbered.end() in ends:
            return _unknown(tex, found.start(), ends[numbered.end()], ends)
        return text, at
    if read := _argument(tex, name, at, ends, deep):
        return read
    return (text, at) if text != found[0] else _unknown(tex, found.start(), ends[at], ends)


def _argument(
    tex: str, name: str, at: int, ends: dict[int, int], deep: int
) -> tuple[str, int] | None:
    """Return what a command that takes an argument prints, and where that ends."""
    begin, end = at + 1, ends[at]
    if name in _TWO_ARGUMENTS and end + 1 in ends:
        begin, end = end + 2, ends[end + 1]
    elif name in _VERBATIM:
        return verbatim(tex[begin:end]), end + 1
    elif name == "ensuremath":
        return _formula(f"${tex[begin:end]}$"), end + 1
    elif name not in _FONTS and name not in _QUOTES:
        return None
    text = "".join(_walk(tex, begin, end, ends, deep + 1))
    return (f"“{text}”" if name in _QUOTES else text), end + 1


def _unknown(tex: str, at: int, end: int, ends: dict[int, int]) -> tuple[str, int]:
    """Return a command that is not known, as it stands with all of its arguments."""
    while end + 1 in ends:
        end = ends[end + 1]
    return tex[at : end + 1], end + 1


def _symbol(found: re.Match[str]) -> str:
    """Return what a command without an argument prints; itself where that is not known."""
    name = found["name"]
    if name in _SWITCHES:
        return ""
    return _WORDS.get(name) or symbols().get(name) or found[0]


def _accented(
    tex: str, found: re.Match[str], stop: int, ends: dict[int, int], deep: int
) -> tuple[str, int]:
    """Return the letter that follows with its accent, and where it ends."""
    accent = _ACCENTS[found["name"] or found["sign"]]
    at = found.end()
    while at < stop and tex[at].isspace():
        at += 1
    if at >= stop or deep > _DEEPEST:
        return found[0], found.end()
    if at in ends:
        base, end = "".join(_walk(tex, at + 1, ends[at], ends, deep + 1)), ends[at] + 1
    elif command := _TOKEN.match(tex, at, stop):
        if not command["name"] and not command["sign"]:
            return found[0], found.end()
        base, end = _command(tex, command, stop, ends, deep + 1)
    else:
        base, end = tex[at], at + 1
    base = {"ı": "i", "ȷ": "j"}.get(base.strip(), base.strip())
    if not base:
        alone = {"^": "^", "~": "~"}.get(found["sign"] or "", "")
        return alone, end
    return normalize("NFC", base[0] + accent) + base[1:], end


def _formula(tex: str) -> str:
    """Return a formula as it stands, or the character where it is a single symbol."""
    inside = tex.strip("$").removeprefix("\\(").removesuffix("\\)").strip()
    if inside in _FORMULAS:
        return _FORMULAS[inside]
    if (name := inside.removeprefix("\\")) != inside and name.isalpha():
        return _WORDS.get(name) or symbols().get(name) or tex
    if script := _SCRIPT.fullmatch(inside):
        return "".join((_RAISED if script[1] == "^" else _LOWERED)[digit] for digit in script[2])
    return tex


@cache
def symbols() -> dict[str, str]:
    """Return the character that each command without arguments prints (pylatexenc's table)."""
    from pylatexenc.latex2text import get_default_latex_context_db

    table: dict[str, str] = {}
    for specs in get_default_latex_context_db().iter_macro_specs():
        text = specs.simplify_repl
        if isinstance(text, str) and len(text) == 1 and not text.isascii():
            table.setdefault(specs.macroname, text)
    return table
