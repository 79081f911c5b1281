"""Inline TeX formulas as Unicode, where the Unicode says exactly the same and nothing is lost."""

import re

SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
    "times": "×", "pm": "±", "mp": "∓", "cdot": "·", "div": "÷", "ast": "∗", "star": "⋆",
    "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥", "neq": "≠",
    "ne": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝", "ll": "≪",
    "gg": "≫", "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "mapsto": "↦",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "uparrow": "↑", "downarrow": "↓", "in": "∈",
    "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃",
    "nabla": "∇", "partial": "∂", "sum": "∑", "prod": "∏", "int": "∫", "dots": "…", "ldots": "…",
    "cdots": "⋯", "circ": "∘", "dagger": "†", "ddagger": "‡", "degree": "°", "prime": "′",
    "langle": "⟨", "rangle": "⟩", "oplus": "⊕", "otimes": "⊗", "perp": "⊥", "log": "log",
    "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "max": "max",
    "min": "min", "Pr": "Pr", "deg": "deg", "dim": "dim", "gcd": "gcd", "lim": "lim",
    "lbrace": "{", "rbrace": "}", "colon": ":", "quad": " ", "tilde": "~", "hbar": "ℏ",
    "left": "", "right": "", "big": "", "Big": "", "displaystyle": "", "limits": "",
}  # fmt: skip
"""The meaning of a TeX command without arguments."""

_ALPHABETS = ("mathrm", "mathit", "mathsf", "mathtt", "text", "textrm", "textit", "texttt",
              "textsf", "operatorname", "mathnormal", "mbox", "rm", "ensuremath", "textnormal",
              "mathcal", "mathbf", "boldsymbol", "bm", "mathfrak", "mathscr", "textbf")  # fmt: skip
_DOUBLE = dict(zip("CHNPQRZE", "ℂℍℕℙℚℝℤ𝔼", strict=True))
_ABOVE = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
_BELOW = dict(
    zip("0123456789+-−=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True)
)
_GROUP = re.compile(r"\{([^{}]*)\}")
_SCRIPT = re.compile(r"\s*([\^_])\s*(?:\{([^{}]*)\}|([^\s\\{}^_]))")
_SPACES = re.compile(r"\s+")
_FONT = re.compile(rf"\\(?:{'|'.join(_ALPHABETS)})\s*\{{([^{{}}\\]*)\}}")
_BLACKBOARD = re.compile(r"\\mathbb\s*(?:\{\s*([CHNPQRZE])\s*\}|([CHNPQRZE])(?![A-Za-z]))")
_ROOT = re.compile(r"\\sqrt\s*\{([A-Za-z0-9])\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([A-Za-z0-9]+)\}\s*\{([A-Za-z0-9]+)\}")
_DEGREES = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))")
_NAMED = re.compile(r"\\([A-Za-z]+)(\s*)")
_SPACING = re.compile(r"\\[,;:! ]|(?<!\\)~")
_SIGN = re.compile(r"\\([%&#_{}$|])")
_LEFT = re.compile(r"[\\{}^]|_(?![A-Za-z0-9])")


def formula(source: str) -> str | None:
    """Return the Unicode of the TeX formula `source` (without its dollars), or None if unsure."""
    text = _DEGREES.sub("°", source)
    text = _BLACKBOARD.sub(lambda found: _DOUBLE[found[1] or found[2]], text)
    text = _FONT.sub(r"\1", text)
    text = _ROOT.sub(r"√\1", text)
    text = _FRACTION.sub(r"\1/\2", text)
    text = _NAMED.sub(_symbol, text)
    text = _SPACING.sub(" ", text)
    text = _SCRIPT.sub(_script, text)
    text = _GROUP.sub(r"\1", text) if "_{" not in text and "^{" not in text else text
    if _LEFT.search(_SIGN.sub("", text)):
        return None
    return _SPACES.sub(" ", _SIGN.sub(r"\1", text)).strip()


def _symbol(found: re.Match[str]) -> str:
    known = SYMBOLS.get(found[1])
    if known is None:
        return found[0]
    follow = found.string[found.end() : found.end() + 1]
    glued = known.isalpha() and known.isascii() and (follow.isalnum() or follow == "\\")
    return known + (" " if glued else found[2])


def _script(found: re.Match[str]) -> str:
    """A superscript or subscript in Unicode, unchanged where Unicode lacks a letter of it."""
    inner = (found[2] if found[2] is not None else found[3]).strip()
    if inner in ("′", "*", "∗"):
        return inner if found[1] == "^" else found[0]
    table = _ABOVE if found[1] == "^" else _BELOW
    written = [table.get(character) for character in inner]
    if inner and None not in written:
        return "".join(filter(None, written))
    named = found[1] == "_" and inner.isascii() and inner.isalnum()
    return f"_{inner}" if named else found[0]
