r"""The citations in LaTeX sources: \cite and its kin of natbib, biblatex, apacite and classes.

Nothing is expanded: a command of the author's own that cites is not seen, the .aux file knows it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from review.cited.documents import Documents
from review.model import Problem

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_VERBATIM = re.compile(
    r"\\begin\s*\{(verbatim\*?|[BL]?Verbatim\*?|lstlisting|minted|comment|alltt|filecontents\*?)\}"
    r".*?(?:\\end\s*\{\1\}|\Z)"
    r"|\\(?:verb|lstinline|mintinline\{\w*\})\*?([^A-Za-z\s*{\[]).*?(?:\2|\n)"
    r"|\\iffalse\b.*?(?:\\fi\b|\Z)",
    re.DOTALL,
)
_END = re.compile(r"\\end\s*\{document\}")
_COMMAND = re.compile(
    r"\\(?:(?P<cite>[A-Za-z]*[Cc]ite[A-Za-z]*|bibentry)(?![A-Za-z@])"
    r"|(?P<input>input|include|subfile|subfileinclude|InputIfFileExists|@input)(?![A-Za-z@])"
    r"|(?P<import>import|subimport|includefrom|subincludefrom|inputfrom|subinputfrom)(?![A-Za-z@]))"
)
_NOT = frozenset(
    "citetext citestyle setcitestyle bibcite citereset citeindextrue citeindexfalse citepunct "
    "citetrackertrue citetrackerfalse citesetup citeform defaultcite defcitealias".split()
)
_DECLARES = re.compile(
    r"(?:Declare|Renew|New|Provide|renew|provide|if|set|use|mkbib|blx|abx|excite|incite|recite).*"
)
_KEY = re.compile(r"[^\s\\{}#%~,]+")
_BARE_NAME = re.compile(r"[ \t]+([^\s\\{}%]+)")
_GROUP = r"\{(?:[^\\{}]++|\\.|\{(?:[^\\{}]++|\\.|\{(?:[^\\{}]++|\\.)*+\})*+\})*+\}"
_ARGUMENTS = {
    opening: re.compile(rf"\{opening}(?:[^\\{{}}\{closing}]++|\\.|{_GROUP})*+\{closing}", re.DOTALL)
    for opening, closing in ("[]", "<>", "()", "{}")
}
_LONGEST = 2_000  # characters of an argument
_LINE = 10_000  # characters of a line in which a comment is looked for
MAX_COMMANDS = 50_000
"""Citations and inputs of one file; a thesis has 2,000."""


def tex_file(documents: Documents) -> Iterator[tuple[str, str]]:
    """Yield the keys that a LaTeX document cites, and where, in the order of its files.

    `*` stands for all of the bibliography, as in `\\nocite{*}`.
    """
    waiting = [("", documents.path.name, documents.main())]
    while waiting:
        folder, name, source = waiting.pop()
        text = bare(source)
        lines = [i for i, char in enumerate(text) if char == "\n"]
        parts: list[tuple[str, str, str]] = []
        for count, found in enumerate(_COMMAND.finditer(text)):
            where = f"{name}:{bisect_right(lines, found.start()) + 1}"
            if count == MAX_COMMANDS:
                documents.problems.append(Problem(where, "cites too often; the rest is not read"))
                break
            if found["cite"]:
                yield from ((key, where) for key in _keys(found["cite"], text, found.end()))
                continue
            below, file = _named(found, text, folder)
            if part := documents.read(file, where, (".tex", "", ".ltx")):
                parts.append((below, *part))
        waiting += reversed(parts)


def bare(source: str) -> str:
    """Return the source without comments, verbatim text and what follows the document.

    The lines keep their numbers.
    """
    text = _VERBATIM.sub(_blank, _COMMENT.sub(r"\1", _VERBATIM.sub(_uncommented, source)))
    end = _END.search(text)
    return text[: end.start()] if end else text


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _uncommented(found: re.Match[str]) -> str:
    """Blank verbatim text, in which % begins no comment, unless its own beginning is in one."""
    start = max(found.string.rfind("\n", 0, found.start()) + 1, found.start() - _LINE)
    line = found.string[start : found.start()]
    return found[0] if "%" in line and _COMMENT.search(line) else _blank(found)


# ── the arguments of a command ───────────────────────────────────────────────────────────────


def _keys(name: str, text: str, at: int) -> Iterator[str]:
    """Yield the keys that the arguments of a citation command name."""
    if name in _NOT or _DECLARES.match(name):
        return
    groups = _groups(text, at, most=200 if name.lower().endswith("cites") else 2)
    volume = name.lower().endswith(("volcite", "volcites"))
    keys = groups[1:2] if volume else groups if name.lower().endswith("cites") else groups[:1]
    for group in keys:
        for key in group.split(","):
            if _KEY.fullmatch(key.strip()):
                yield key.strip()


def _groups(text: str, at: int, most: int) -> list[str]:
    """Return the first arguments in braces from `at` on; what is optional is passed over."""
    groups: list[str] = []
    while len(groups) < most:
        while at < len(text) and (text[at].isspace() or text[at] == "*"):
            at += 1
        opening = text[at : at + 1]
        found = (
            _ARGUMENTS[opening].match(text, at, at + _LONGEST) if opening in _ARGUMENTS else None
        )
        if found is None or (groups and opening in "(<"):
            break
        if opening == "{":
            groups.append(found[0][1:-1])
        at = found.end()
    return groups


def _named(found: re.Match[str], text: str, folder: str) -> tuple[str, str]:
    """Return the folder in which a file's own names count, and the name of the file."""
    groups = _groups(text, found.end(), most=2 if found["import"] else 1)
    if found["import"]:
        if len(groups) < 2:
            return folder, ""
        below = groups[0].strip()
        below = f"{folder}{below}" if found["import"].startswith("sub") else below
        below = below if not below or below.endswith("/") else f"{below}/"
        return below, f"{below}{groups[1].strip()}"
    bare_name = _BARE_NAME.match(text, found.end()) if not groups else None
    name = groups[0].strip().strip('"') if groups else bare_name[1] if bare_name else ""
    return folder, f"{folder}{name}" if name else ""
