"""Text that fits a narrow column: cut at a length, and words that may break."""

import re

from markupsafe import Markup

from review.render.texescape import escape

_PIECE = 12  # letters of a long word between two places where it may break
_LONG = re.compile(rf"\w{{{2 * _PIECE},}}")
_JOINT = re.compile(r"(?<=[^\W\d_]{3}[_/.:+@–])(?=\w{2})")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]{3})")
_HYPHEN = re.compile(r"(?<=\w{7})-(?=\w)|(?<=\w)-(?=\w{7})")


def tex(source: str) -> Markup:
    """Return what is TeX already, so that the environment does not escape it again."""
    return Markup(source)  # noqa: S704


def spaced(text: str) -> str:
    """Return `text` escaped, with the spaces at its ends."""
    start, end = text[:1].isspace(), text[-1:].isspace() and text.strip()
    return f"{' ' if start else ''}{escape(text)}{' ' if end else ''}"


def breakable(text: str) -> Markup:
    r"""Return `text` as TeX whose names may break where their parts meet.

    TeX hyphenates words, but no `ConvNeXt/ImageNet`, no word beside a hyphen, and none of thirty
    letters.
    """
    parts = (_HYPHEN.split(part) for part in _JOINT.split(" ".join(text.split())))
    joined = (r"\nobreak-\hspace{0pt}".join(map(_pieces, part)) for part in parts)
    return tex(r"\hspace{0pt}".join(joined))


def _pieces(text: str) -> str:
    """The TeX of what has no joint: CamelCase and very long words break with a hyphen."""
    out: list[str] = []
    position = 0
    for found in _LONG.finditer(text):
        word = found[0]
        pieces = (escape(word[i : i + _PIECE]) for i in range(0, len(word), _PIECE))
        out += _camel(text[position : found.start()]), r"\-".join(pieces)
        position = found.end()
    return "".join((*out, _camel(text[position:])))


def _camel(text: str) -> str:
    return r"\-".join(map(spaced, _CAMEL.split(text)))


def clipped(text: str, most: int) -> str:
    """Return `text` of at most so many characters; what is longer ends in "…"."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;:-–") + "…"
