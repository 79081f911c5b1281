"""What LaTeX wrote about citations: .aux files (BibTeX, natbib, biblatex) and biber's .bcf."""

import re
from collections.abc import Iterator
from html import unescape

from review.cited.documents import Documents

_CITATION = re.compile(
    r"^\\(?:citation|abx@aux@cite(?:\{[^{}]*\})?|abx@aux@nocite(?:\{[^{}]*\})?)\s*\{([^{}]*)\}",
    re.MULTILINE,
)
_ALL = re.compile(r"^\\abx@aux@nociteall\b", re.MULTILINE)
_INPUT = re.compile(r"^\\@input\s*\{([^{}]*)\}", re.MULTILINE)
_KEY = re.compile(r"<bcf:citekey\b[^<>]*>([^<>]*)</bcf:citekey>")


def aux_file(documents: Documents) -> Iterator[tuple[str, str]]:
    """Yield the keys that a .aux file, the ones that it inputs, or a .bcf file cite, and where."""
    text = documents.main()
    name = documents.path.name
    if name.lower().endswith(".bcf"):
        for found in _KEY.finditer(text):
            if key := unescape(found[1]).strip():
                yield key, f"{name}:{_line(text, found.start())}"
        return
    waiting = [(name, text)]
    while waiting:
        name, text = waiting.pop()
        for found in _CITATION.finditer(text):
            for key in found[1].split(","):
                if key.strip():
                    yield key.strip(), f"{name}:{_line(text, found.start())}"
        if found_all := _ALL.search(text):
            yield "*", f"{name}:{_line(text, found_all.start())}"
        for found in _INPUT.finditer(text):
            where = f"{name}:{_line(text, found.start())}"
            if part := documents.read(found[1].strip(), where, ("",)):
                waiting.append(part)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
