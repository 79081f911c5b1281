"""Checks of what TeX makes of the values: special characters, formulas, HTML, Unicode."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from unicodedata import name as name_of
from unicodedata import normalize

from review.bibcheck.entry import File, Found, Text

_VERBATIM = (
    r"\\(?:url|path|nolinkurl|verb|cite\w*|[a-z]+cite|ref|label|hspace|vspace|includegraphics)\*?"
    r"\s*(?:\[[^\]]*\])?\s*\{[^{}]*\}|\\href\s*\{[^{}]*\}"
)
_MATH = (
    r"\$\$(?:[^$\\]|\\.)+?\$\$|\$(?:[^$\\]|\\.)+?\$|\\\((?:[^\\]|\\[^)]){0,200}?\\\)"
    r"|\\\[(?:[^\\]|\\[^\]]){0,200}?\\\]"
    r"|\\ensuremath\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,99}\}){0,99}\}){0,400}\}"
)
_ENTITY = r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);"
_TOKEN = re.compile(
    rf"(?P<verbatim>{_VERBATIM})|(?P<math>{_MATH})|(?P<entity>\\?(?i:{_ENTITY}))|\\."
    r"|(?P<address>(?:https?|ftp)://[^\s{}]+)|(?P<special>[%&#_^])|(?P<dollar>\$)",
    re.DOTALL,
)
_SUSPECT = re.compile(r"[\\%&#_^$]")
_PROSE = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}\s+[A-Za-z]{3,}(?![^{]*\})")
_ENTITIES = re.compile(rf"\\?(?P<entity>{_ENTITY})", re.IGNORECASE)
_TAGS = (
    "i|b|u|em|strong|sub|sup|p|br|span|div|a|tt|font|small|li|ul|ol|h[1-6]|blockquote|scp|inf"
    "|jats:[a-z-]+|mml:[a-z]+|math|mrow|mi|mn|mo|msub|msup"
)
_TAG = re.compile(rf"<(?:(?:{_TAGS})(?:\s+[a-z:-]+\s*=\s*[\"'][^<>]*)?\s*/?|/(?:{_TAGS}))>", re.I)
_PAIR = re.compile(r"<(?P<tag>i|em|b|strong|sub|sup)>(?P<in>[^<>{}$\\]*)</(?P=tag)>", re.IGNORECASE)
_COMMANDS = {
    "i": r"\emph", "em": r"\emph", "b": r"\textbf", "strong": r"\textbf",
    "sub": r"\textsubscript", "sup": r"\textsuperscript",
}  # fmt: skip
_PLAIN = {
    "amp": r"\&", "quot": "''", "apos": "'", "#39": "'", "#x27": "'", "nbsp": "~", "ndash": "--",
    "mdash": "---", "#8211": "--", "#8212": "---", "#8217": "'", "rsquo": "'", "lsquo": "`",
    "#038": r"\&", "#38": r"\&", "lt": r"{\textless}", "gt": r"{\textgreater}",
}  # fmt: skip

# What pdfLaTeX prints of UTF-8 with T1 and the encodings the kernel loads (their .dfu files).
_PRINTABLE = (
    "A0-125 128-137 139-13E 141-148 14A-165 168-17E 192 1C4-1D4 1E2-1E3 1E6-1EB 1F0 1F4-1F5 "
    "218-21B 232-233 237 2C6 2C7 2D8-2D9 2DB-2DD E3F 1E02-1E03 1E0D 1E1E-1E21 1E25 1E30-1E31 1E37 "
    "1E43 1E45 1E47 1E5B 1E63 1E6D 1E8E-1E91 1E9E 1EF2-1EF3 200C 2010-2016 2018-201A 201C-201E "
    "2020-2022 2026 2030-2031 2039-203B 203D 2044 204E 2052 20A1 20A4 20A6 20A9 20AB-20AC 20B1 "
    "2103 2116-2117 211E 2120 2122 2126-2127 212E 2190-2193 2329-232A 2422-2423 25E6 25EF 266A "
    "27E8-27E9 3008-3009 FB00-FB06"
)
_RANGES = [part.partition("-")[::2] for part in _PRINTABLE.split()]
_CLASS = "".join(chr(int(a, 16)) + (f"-{chr(int(b, 16))}" if b else "") for a, b in _RANGES)
_UNKNOWN = re.compile(f"[^\\x00-\\x7f{_CLASS}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INVISIBLE = "\u200b\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\ufe0f\u2028"
_SPACES = "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "varphi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi",
    "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "≤": "leq", "≥": "geq", "≈": "approx",
    "∞": "infty", "≠": "neq", "∼": "sim", "∈": "in", "→": "rightarrow", "⋆": "star",
    "∗": "ast", "ℓ": "ell", "∂": "partial", "∇": "nabla", "≡": "equiv", "∪": "cup", "∩": "cap",
}  # fmt: skip
_DIRECT = {"−": "{$-$}", "ﬀ": "ff", "\u2032": "{$'$}", **dict.fromkeys(_SPACES, " "),
           **{sign: f"{{$\\{command}$}}" for sign, command in _GREEK.items()},
           **dict.fromkeys(_INVISIBLE, "")}  # fmt: skip
_COMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_MOJIBAKE = re.compile(r"(?:Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ˜“”\x9d\x94¦¢])+")


def special(file: File) -> Iterator[Found]:
    """Unescaped % & # _ ^ in text: TeX stops, or drops the rest of the line."""
    for text in file.printed():
        if not _SUSPECT.search(text.text):
            continue
        tokens = [f for f in _TOKEN.finditer(text.text) if f["special"]]
        for kind in "%&#_^":
            found = [f for f in tokens if f["special"] == kind]
            if found:
                sure = "" if kind == "^" else f"\\{kind}"
                changes = [(f.start(), f.end(), sure) for f in found if sure]
                times = f" ({len(found)} times)" if found[1:] else ""
                message = f"an unescaped {kind}{times}: write {sure or chr(92) + 'textasciicircum'}"
                yield text.found(found[0].start(), message, *changes)


def bare_address(file: File) -> Iterator[Found]:
    r"""Addresses in text without \url, whose characters TeX stumbles over."""
    for text in file.printed():
        if "://" not in text.text:
            continue
        for found in _TOKEN.finditer(text.text):
            if (address := found["address"]) and re.search(r"[%#_&^]", address):
                message = f"write \\url{{…}} around {address[:50]!r}, or a field url of its own"
                yield text.found(found.start(), message)


def mathematics(file: File) -> Iterator[Found]:
    """Dollar signs without a partner, and two of them around prose."""
    for text in file.printed():
        if "$" not in text.text:
            continue
        for found in _TOKEN.finditer(text.text):
            if found["dollar"]:
                message = "a $ without a partner: write \\$, or close the formula"
                yield text.found(found.start(), message)
                break
            if found["math"] and _PROSE.search(found["math"]) and "\\" not in found["math"]:
                shown = f"{found['math'][:40]!r}"
                yield text.found(
                    found.start(), f"{shown} is set as a formula: write \\$ for dollars"
                )


def braces(file: File) -> Iterator[Found]:
    r"""Braces that do not balance for TeX, to which \{ is a sign and no brace."""
    for text in file.printed():
        if "\\{" not in text.text and "\\}" not in text.text:
            continue
        plain = re.sub(r"\\.", "", text.text, flags=re.DOTALL)
        if plain.count("{") != plain.count("}"):
            message = "braces do not balance: write {\\textbraceleft} for \\{"
            yield text.found(0, message)


def html(file: File) -> Iterator[Found]:
    """Entities and tags of HTML, which are printed as they stand."""
    for text in file.printed():
        if "&" in text.text or "<" in text.text:
            yield from _html(text)
    for item in file.items:
        if "&amp;" in item.get("url") and "url" in item.whole:
            text = item.whole["url"]
            found = [(f.start(), f.end(), "&") for f in re.finditer("&amp;", text.text)]
            yield text.found(found[0][0], "&amp; is HTML: an address has &", *found)


def _html(text: Text) -> Iterator[Found]:
    hidden = _hidden(text.text)
    entities = [f for f in _ENTITIES.finditer(text.text) if _outside(hidden, f.start())]
    if entities:
        made = [(f.start(), f.end(), _PLAIN.get(f["entity"][1:-1].lower())) for f in entities]
        changes = [(a, b, to) for a, b, to in made if to is not None]
        message = f"{entities[0][0]} is HTML: write the character"
        yield text.found(entities[0].start(), message, *changes)
    if tag := _TAG.search(text.text):
        pairs = [
            (f.start(), f.end(), f"{_COMMANDS[f['tag'].lower()]}{{{f['in']}}}")
            for f in _PAIR.finditer(text.text)
            if _outside(hidden, f.start())
        ]
        message = f"{tag[0][:30]} is HTML: write it as TeX, such as \\emph{{…}}"
        yield text.found(tag.start(), message, *pairs)


def _hidden(text: str) -> list[tuple[int, int]]:
    """Return where formulas and addresses stand, in their order."""
    return [
        found.span()
        for found in _TOKEN.finditer(text)
        if found["math"] or found["verbatim"] or found["address"]
    ]


def _outside(hidden: list[tuple[int, int]], at: int) -> bool:
    """Whether a place is in no formula and no address."""
    before = bisect_left(hidden, (at, 0)) - 1
    return before < 0 or hidden[before][1] <= at


def characters(file: File) -> Iterator[Found]:
    """Characters that pdfLaTeX cannot print; XeLaTeX and LuaLaTeX can where the font has them."""
    for text in file.printed():
        if text.text.isascii() or not (unknown := _UNKNOWN.search(text.text)):
            continue
        shown = dict.fromkeys(_UNKNOWN.findall(text.text))
        names = ", ".join(f"U+{ord(c):04X} {name_of(c, 'unnamed')}" for c in list(shown)[:3])
        more = f" and {len(shown) - 3} more" if shown.keys() - set(list(shown)[:3]) else ""
        message = f"pdfLaTeX cannot print {names}{more}: write a command, or use LuaLaTeX"
        yield text.found(unknown.start(), message, *_printable(text.text))


def _printable(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the changes that are certain: invisible characters, accents, Greek outside formulas."""
    for found in _COMPOSED.finditer(text):
        whole = normalize("NFC", found[0])
        if not _UNKNOWN.search(whole):
            yield found.start(), found.end(), whole
    hidden = _hidden(text)
    for found in _UNKNOWN.finditer(text):
        to = _DIRECT.get(found[0])
        if to is not None and (len(to) < 2 or _outside(hidden, found.start())):
            yield found.start(), found.end(), to


def control(file: File) -> Iterator[Found]:
    """Control characters, which TeX cannot read."""
    for text in file.printed():
        if found := _CONTROL.search(text.text):
            code = f"U+{ord(found[0]):04X}"
            marks = [(f.start(), f.end(), "") for f in _CONTROL.finditer(text.text)]
            yield text.found(
                found.start(), f"holds the control character {code}: remove it", *marks
            )


def mojibake(file: File) -> Iterator[Found]:
    """Characters read in the wrong encoding somewhere on the way."""
    for text in file.printed():
        found = None if text.text.isascii() else _MOJIBAKE.search(text.text)
        if found:
            right = found[0].encode("cp1252", "replace").decode("utf-8", "replace")
            sure = "\ufffd" not in right and "?" not in right
            message = f"{found[0]!r} was UTF-8 read amiss" + (f": it is {right!r}" if sure else "")
            change = ((found.start(), found.end(), right),) if sure else ()
            yield text.found(found.start(), message, *change)
