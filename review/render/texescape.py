"""Any Unicode text as ASCII that LaTeX prints and BibTeX cannot stumble over.

The result needs nothing but the LaTeX kernel and `\\usepackage[T1]{fontenc}`: a command of another
package is never written. Braces balance, `%` never starts a comment, `$` never starts a formula
unless the source holds a formula that is certain to compile, and that one is kept as it is.

A character that TeX cannot print becomes `?`, one for a run of them: the reader sees that something
stood there, and `unwritable` says what. Invisible characters are left out.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from review.text.markup import clean

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand for a brace that TeX sees, in what the `mark` of `escape` returns."""

UNKNOWN = "?"

_SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$", "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}", "<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}",
    "`": r"{\textquoteleft}", OPEN: "{", CLOSE: "}",
}  # fmt: skip
_SPECIAL |= dict.fromkeys(map(chr, [*range(32), 127]), "")
_ASCII = str.maketrans(_SPECIAL)
_EXTRA = {
    "∅": r"{$\emptyset$}", "∖": r"{$\setminus$}", "⩽": r"{$\leq$}", "⩾": r"{$\geq$}",
    "♭": r"{$\flat$}", "♮": r"{$\natural$}", "♯": r"{$\sharp$}", "ɛ": r"{$\varepsilon$}",
    "ℓ": r"{$\ell$}", "ℏ": r"{$\hbar$}", "′": r"{$'$}", "″": r"{$''$}", "→": r"{$\rightarrow$}",
    "←": r"{$\leftarrow$}", "↑": r"{$\uparrow$}", "↓": r"{$\downarrow$}", "⋆": r"{$\star$}",
    "∗": r"{$\ast$}", "√": r"{$\surd$}", "ȷ": r"{\j}", "\u00a0": " ", "‐": "-", "‑": "-",
    "−": r"{$-$}", "…": r"{\ldots}", "⟂": r"{$\perp$}", "÷": r"{$\div$}", "¬": r"{$\neg$}",
    "’": "'", "‘": r"{\textquoteleft}", "“": "``", "”": "''", "–": "--", "—": "---",
}  # fmt: skip
_EXTRA |= {
    greek: rf"{{$\mathrm{{{latin}}}$}}"
    for greek, latin in zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)
}
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0327": "c", "\u0328": "k", "\u0331": "b", "\u0326": "textcommabelow",
}  # fmt: skip

# What the kernel and T1 fonts print, found by compiling every replacement that pylatexenc has.
_TEXT_COMMANDS = frozenset(
    r"""" ' - . = ^ ` ~ AE DH DJ H L NG O OE TH ae c dh dj guillemotleft guillemotright
    guilsinglleft guilsinglright i j k l ng o oe quotedblbase quotesinglbase r ss
    textasciicaron textasciicircum textasciitilde textasteriskcentered textbaht textbigcircle
    textbrokenbar textbullet textcent textcircledP textcolonmonetary textcopyright textcurrency
    textdagger textdaggerdbl textdegree textdong textdownarrow textemdash textendash
    textestimated texteuro textexclamdown textflorin textfractionsolidus textinterrobang
    textleftarrow textlira textlnot textmho textmusicalnote textnaira textopenbullet textonehalf
    textonequarter textthreequarters textonesuperior texttwosuperior textthreesuperior textmu
    textparagraph textperiodcentered textpertenthousand textperthousand textpeso
    textquestiondown textquotedblleft textquotedblright textquoteleft textquoteright textrecipe
    textreferencemark textregistered textrightarrow textsection textsterling texttimes
    texttrademark textuparrow textwon textyen textordfeminine textordmasculine th u v""".split()
)
_MATH_COMMANDS = frozenset(
    r"""alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu
    xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta
    Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar Re Im aleph partial nabla infty emptyset
    forall exists neg angle top bot perp surd prime flat natural sharp wp clubsuit diamondsuit
    heartsuit spadesuit triangle times div pm mp cdot ast star circ bullet cap cup uplus sqcap
    sqcup vee wedge setminus wr diamond bigtriangleup bigtriangledown triangleleft triangleright
    oplus ominus otimes oslash odot bigcirc dagger ddagger amalg leq geq le ge neq ne equiv prec
    succ sim preceq succeq simeq ll gg asymp subset supset approx subseteq supseteq cong
    sqsubseteq sqsupseteq bowtie in ni notin propto vdash dashv models mid parallel smile frown
    doteq leftarrow rightarrow to gets uparrow downarrow updownarrow Leftarrow Rightarrow Uparrow
    Downarrow Updownarrow leftrightarrow Leftrightarrow mapsto longmapsto longleftarrow
    longrightarrow Longleftarrow Longrightarrow longleftrightarrow Longleftrightarrow
    hookleftarrow hookrightarrow leftharpoonup leftharpoondown rightharpoonup rightharpoondown
    rightleftharpoons nearrow searrow swarrow nwarrow sum prod coprod int oint bigcap bigcup
    bigvee bigwedge langle rangle lceil rceil lfloor rfloor Vert vert cdots ldots dots vdots ddots
    log ln exp min max sup inf lim sin cos tan arg det dim gcd deg ker Pr quad not""".split()
)
_ONE_ARGUMENT = frozenset(
    "mathrm mathbf mathcal mathit mathsf mathtt hat tilde bar vec dot ddot acute grave breve check"
    " overline underline widehat widetilde sqrt".split()
)
_FORMULA = re.compile(r"(?<![\\$])\$(?=[^\s$])([^$\n]{1,200}?)(?<![\s\\])\$(?![\d$])")
_FORMULA_TOKEN = re.compile(
    r"\\([A-Za-z]+)\s*|\\([,;!])|([A-Za-z0-9+\-*/=<>()\[\].,:;|!'@ ]|[{}^_])"
)
_WORDY = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{4,}")
_PROSE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,} +[A-Za-z]{2,}")
_SCRIPT = r"\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+\s*|[^{}])\s*"
_DOUBLE_SCRIPT = re.compile(rf"\^{_SCRIPT}(?:_{_SCRIPT})?[\^']|_{_SCRIPT}(?:\^{_SCRIPT})?_|'\s*\^")
_LOOSE_SCRIPT = re.compile(r"[\^_]\s*(?:\Z|[\^_}']|\\(?:sqrt|not)\b)")
_OPENING = re.compile(r'(?:(?<=[\s(\[/])|(?<=--)|(?<=[\ue000–—])|\A)"(?=[^\s"])')
_SINGLE = re.compile(r"(?:(?<=[\s(\[])|\A)'(?=[^\W\d_][^']{0,60}[\w.,!?…]'(?!\w))")
_LIGATURE = re.compile(r"([?!])(?=`)|,(?=,)")
_DOTLESS = re.compile(r"(\\[`'^\"])\\i\b")  # which biber makes two characters of
_TWICE = re.compile(r"\{(\{\$[^${}]+\$\})\}")
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()\[\]/+*=@!?-]*")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def same(text: str) -> str:
    """Return `text`: the `mark` of `escape` that braces nothing."""
    return text


def escape(text: str, mark: Callable[[str], str] = same) -> str:
    r"""Return plain `text` as ASCII TeX, white space made single spaces.

    `mark` may put `OPEN` and `CLOSE` around words whose capitals a style must keep; it sees the
    text between formulas. Certain formulas (`$\ell_1$`) are kept, braced.
    """
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text):
        return _ligatures(mark(text).translate(_ASCII))
    text = _PRIVATE.sub("\ufffd", unicodedata.normalize("NFC", text))
    parts: list[str] = []
    position = 0
    for found in _FORMULA.finditer(text):
        if is_formula(found[1]):
            parts += _escape(mark(text[position : found.start()])), "{$" + found[1].strip() + "$}"
            position = found.end()
    return " ".join(("".join(parts) + _escape(mark(text[position:]))).split())


def unwritable(text: str) -> str:
    """Return the visible characters of `text` that TeX cannot print, each once, in their order."""
    if text.isascii():
        return ""
    text = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(c for c in text if not c.isascii() and _is_lost(c)))


def _is_lost(character: str) -> bool:
    """Whether TeX prints `?`, or a letter without an accent that it lacks (the horn of ơ)."""
    marks = unicodedata.normalize("NFD", character)[1:]
    bare = _character(character).isascii() and any(
        unicodedata.combining(mark) and mark not in _ACCENTS for mark in marks
    )
    return _character(character) == UNKNOWN or (
        bare and character.isalpha() and not marks.isalpha()
    )


def repaired(text: str) -> str:
    """Return `text` on one line without LaTeX remnants and entities; certain formulas stay."""
    text = " ".join(text.split())
    formulas = [found[0] for found in _FORMULA.finditer(text) if is_formula(found[1])]
    text = _PRIVATE.sub("\ufffd", text)
    for formula in formulas:
        text = text.replace(formula, OPEN, 1)
    text = clean(text)
    for formula in formulas:
        text = text.replace(OPEN, formula, 1)
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def is_formula(source: str) -> bool:
    """Whether `source`, between dollars, is mathematics that surely compiles with the kernel."""
    position, depth, previous = 0, 0, ""
    while position < len(source):
        token = _FORMULA_TOKEN.match(source, position)
        if token is None:
            return False
        position = token.end()
        name = token[1]
        if name and name not in _MATH_COMMANDS and not _has_argument(name, source[position:]):
            return False
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth < 0 or (name == "not" and previous == "not"):
            return False
        previous = name or ""
    wrong = (
        _WORDY.search(source)
        or _PROSE.search(source)
        or _DOUBLE_SCRIPT.search(source)
        or _LOOSE_SCRIPT.search(source)
    )
    return depth == 0 and previous != "not" and not wrong


def _has_argument(name: str, rest: str) -> bool:
    if name == "frac":
        return re.match(r"\{[^{}]+\}\{[^{}]+\}", rest) is not None
    return name in _ONE_ARGUMENT and rest.startswith("{")


def _escape(text: str) -> str:
    text = _SINGLE.sub("`", _OPENING.sub("“", text).replace('"', "”"))
    if text.isascii():
        return _ligatures(text.translate(_ASCII))
    pieces: list[str] = []
    for character in text:
        piece = _SPECIAL.get(character, character)
        if not character.isascii() and character not in _SPECIAL:
            piece = _character(character)
        if piece != UNKNOWN or character == UNKNOWN or pieces[-1:] != [UNKNOWN]:
            pieces.append(piece)
    return _ligatures(_TWICE.sub(r"\1", "".join(pieces)))


def _ligatures(text: str) -> str:
    """Keep `?` and a quote, or two commas, from becoming one character of the font."""
    return _LIGATURE.sub(r"\g<0>{}", text) if "`" in text or ",," in text else text


@lru_cache(maxsize=8192)
def _character(character: str) -> str:
    """The TeX of one character outside ASCII: its own, or that of its parts."""
    if character in _EXTRA:
        return _EXTRA[character]
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me", "Cc") or character == "\u115f":
        return ""
    if category.startswith("Z"):
        return " "
    return _listed(character) or _composed(character) or UNKNOWN


def _listed(character: str) -> str:
    """The replacement in pylatexenc's table, if the kernel knows all of its commands."""
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    encoder = UnicodeToLatexEncoder(
        replacement_latex_protection="braces-all",
        unknown_char_policy=lambda _: "",
        unknown_char_warning=False,
    )
    tex = _DOTLESS.sub(r"\1{i}", str(encoder.unicode_to_latex(character)))
    formula = re.fullmatch(r"\{\\ensuremath\{(.*)\}\}", tex)
    if formula:
        return "{$" + formula[1] + "$}" if is_formula(formula[1]) else ""
    commands = re.findall(r"\\([A-Za-z]+|.)", tex)
    return tex if commands and _TEXT_COMMANDS.issuperset(commands) else ""


def _composed(character: str) -> str:
    """A letter under accents, a raised or lowered sign, or the plain form of a styled one."""
    kind, *points = unicodedata.decomposition(character).split() or [""]
    if kind in ("<super>", "<sub>"):
        base = escape("".join(chr(int(point, 16)) for point in points))
        sign = "^" if kind == "<super>" else "_"
        return "{$" + sign + r"\mathrm{" + base + "}$}" if base.isalnum() else base
    letter, *marks = list(unicodedata.normalize("NFD", character))
    base = _character(letter) if marks and not letter.isascii() else ""
    if base[:2] == "{$":  # a Greek letter
        tonos = "\u0301" in marks
        return rf"{{$\acute{{{base[2:-2]}}}$}}" if tonos else base
    if marks and letter.isascii() and letter.isalpha() and all(map(unicodedata.combining, marks)):
        tex = letter
        for mark in filter(_ACCENTS.__contains__, marks):
            tex = f"\\{_ACCENTS[mark]}{{{tex}}}"
        return "{" + tex + "}"
    plain = unicodedata.normalize("NFKC", character)
    return "" if plain == character else escape(plain)
