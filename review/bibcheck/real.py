"""What the real `bibtex` prints, where TeX is installed."""

import re
import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from review.bibcheck.show import Decode
from review.errors import SourceError

STYLES = ("plain", "alpha", "plainnat", "IEEEtran", "ACM-Reference-Format")
"""The styles that are `.bst` files."""

_ITEM = re.compile(
    r"\\bibitem(?P<label>\[(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\])?"
    r"\s*(?:%\n\s*)?\{(?P<key>[^}]*)\}"
)
_TIME = 60  # seconds


def printed(text: str, key: str, style: str, decode: Decode) -> str:
    """Return an entry as `bibtex` prints it, as text.

    Raises `SourceError` where TeX is not installed, or the style prints nothing.
    """
    if not which("bibtex"):
        raise SourceError("bibtex is not installed: leave out --tex for an approximation")
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "all.bib").write_text(text, encoding="utf-8")
        aux = f"\\relax\n\\citation{{{key}}}\n\\bibstyle{{{style}}}\n\\bibdata{{all}}\n"
        (root / "a.aux").write_text(aux, encoding="utf-8")
        command = ["bibtex", "-terse", "a"]
        subprocess.run(command, cwd=root, capture_output=True, timeout=_TIME, check=False)
        bbl = root / "a.bbl"
        made = bbl.read_text(encoding="utf-8", errors="replace") if bbl.exists() else ""
    found = _ITEM.search(made)
    if not found:
        raise SourceError(f"{style}: bibtex prints nothing for {key!r}")
    body = made[found.end() :].split("\\end{thebibliography}")[0]
    label = decode(_plain(found["label"][1:-1])) if found["label"] else "1"
    return f"[{label}] {decode(_plain(body))}"


_LAYOUT = (
    (re.compile(r"(?<!\\)%[^\n]*\n\s*"), ""),
    (re.compile(r"\\hskip\s[^\\]*\\relax\s*"), " "),
    (re.compile(r"\\urldef\\tempurl\s*(?:%\s*)?(?:\\url)?\{([^{}]*)\}\s*"), r"\1 "),
    (re.compile(r"\\(?:bibinfo|bibfield|natexlab)\s*\{[^{}]*\}"), ""),
    (re.compile(r"\\showeprint\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}"), r"arXiv:\1"),
    (re.compile(r"\\doi\s*(?=\{)"), "doi: "),
    (re.compile(r"\\(?:etalchar|show[A-Za-z]+|url|path)\s*(?=\{)"), ""),
    (re.compile(r"\\(?:newblock|protect|em|it|sc|bf|relax|BIBentry\w+|tempurl)\b\s*"), ""),
    (re.compile(r"\\penalty\s*\d+\s*"), ""),
)


def _plain(tex: str) -> str:
    """Return a piece of a .bbl without the commands that lay it out."""
    for pattern, to in _LAYOUT:
        tex = pattern.sub(to, tex)
    return tex
