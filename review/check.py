"""The promises of a written survey, each a function that returns the problems it finds."""

import hashlib
import json
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from review.errors import CheckError
from review.model import Edit, Excerpt, Page, Problem
from review.serial import hint
from review.text.edits import replay
from review.text.kept import Parts, fill, parts
from review.text.titles import OPENINGS, named

Stated = dict[str, Any]
Allowed = Callable[[str, Excerpt], str | None]

CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
MARK = re.compile(r"\[@([^\[\]\s]+)\]")
TEX_CITE = re.compile(r"\\(?:no)?cite[a-z]*\*?(?:\[[^\]]*\])*\{([^}]*)\}")
BIB_KEY = re.compile(r"^@(?!comment|string|preamble)\w+\{([^,\s]+),", re.MULTILINE | re.IGNORECASE)
MD_LINK = re.compile(r"\]\(<?([^()\s<>]+)>?(?:\s+\"[^\"]*\")?\)")
HTML_LINK = re.compile(r"\b(?:href|src)=\"([^\"]+)\"")
_PDF = "review.pdf"  # stands in the website beside the pages, never in site/
ANCHOR = re.compile(r"\bid=\"([^\"]+)\"|\{\s*#([\w:.-]+)[^}]*\}")


HEADING = re.compile(r"^#{1,6}[ \t]+([^{}\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)
REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)", re.MULTILINE)
_CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[ \t]*$|\Z)"
    r"|(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\2(?!`)",
    re.MULTILINE | re.DOTALL,
)
_SHOWN = 80  # characters of a line that was edited


def load_survey(path: Path) -> Stated:
    """Return the written `survey.json`; raises `CheckError` where it is missing or not JSON."""
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CheckError("there is no such file: run review build") from error
    except ValueError as error:
        raise CheckError(f"is not JSON ({error}): run review build") from error
    if not _is_survey(stated):
        raise CheckError("is not a survey: run review build")
    return dict(stated)


def _is_survey(stated: Any) -> bool:
    """Return whether everything that is checked below is where it belongs."""
    try:
        papers = [paper["key"] for paper in stated.get("papers", [])]
        quoted = [quote.get("paper") for _, quote in _quotes(stated)]
        also = [set(quote.get("also", [])) for _, quote in _quotes(stated)]
        bare = [set(section.get("bare", [])) for section in stated["sections"]]
        rows = [row for section in stated["sections"] for row in section.get("table", [])]
        quoted += [row.get("paper") for row in rows]
    except (AttributeError, KeyError, TypeError):
        return False
    return all(
        isinstance(key, str | None) for key in (*papers, *quoted, *set().union(*bare, *also))
    )


def quotes(stated: Stated, abstracts: Mapping[str, str], allowed: Allowed) -> Iterator[Problem]:
    """Yield a problem for each quote that its edits do not make from the paper's abstract.

    `abstracts` are read from the seeds, by citation key; `allowed` says why an edit is not one of
    the closed list.
    """
    for where, quote in _quotes(stated):
        for other in set(quote.get("also", ())) - set(abstracts):
            yield Problem(where, f"cites {other!r}, which the seeds do not hold")
        if quote.get("counted"):
            continue
        key = str(quote.get("paper"))
        if reason := _untrue(key, quote, abstracts, allowed):
            yield Problem(where, reason)
        elif {mark for edit in quote["edits"] for mark in MARK.findall(edit["to"])} != {key}:
            yield Problem(where, f"the sentence of {key} does not cite it: {quote['text']!r}")


def _untrue(
    key: str, quote: Mapping[str, Any], abstracts: Mapping[str, str], allowed: Allowed
) -> str | None:
    """Return why the words of `quote` are not made from the abstract of `key`, or None."""
    if key not in abstracts:
        return f"quotes {key!r}, which the seeds do not hold"
    try:
        excerpt = _excerpt(quote)
        text = replay(abstracts[key], excerpt.start, excerpt.end, excerpt.edits)
    except (KeyError, TypeError, ValueError) as error:
        return f"the edits of {key} do not replay: {error}"
    if text != excerpt.text:
        return f"the edits of {key} give {text!r}, not {excerpt.text!r}"
    if reason := allowed(abstracts[key], excerpt):
        return f"an edit of {key} is not in the closed list: {reason}"
    return None


def cells(stated: Stated, abstracts: Mapping[str, str], allowed: Allowed) -> Iterator[Problem]:
    """Yield a problem for each cell of a comparison table that the abstract does not make.

    A cell says nothing in words of its own: its only edits are repairs and pointers left out.
    """
    for section in stated["sections"]:
        where = f"site/survey.json ({section['topic']})"
        for row in section.get("table", ()):
            key = str(row.get("paper"))
            spoken = (row.get("does"), row.get("headline"))
            for cell in filter(None, (*spoken, *row.get("data", ()), *row.get("links", ()))):
                if reason := _untrue(key, cell, abstracts, allowed):
                    yield Problem(where, f"in the table, {reason}")
                elif {edit["op"] for edit in cell["edits"]} - {"markup", "pointer"}:
                    yield Problem(where, f"in the table, {key} is not told in its own words")


def lists(stated: Stated, titles: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each counted sentence that names works otherwise than the seeds do.

    `titles` are read from the seeds, by citation key. A work that is named is listed in `also`.
    """
    for where, quote in _quotes(stated):
        if not quote.get("counted"):
            continue
        keys, text = quote.get("also", []), str(quote.get("text"))
        works = [(key, titles.get(key, "")) for key in keys]
        made = [named(works, opening) for opening in OPENINGS] if works else []
        if text not in made and (works or MARK.search(text)):
            yield Problem(where, f"names works otherwise than the seeds do: {text!r}")


def _quotes(stated: Stated) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every quote of the written survey with the place it stands in."""
    paragraphs: list[tuple[str, Any]] = [("overview", stated.get("overview", []))]
    for section in stated["sections"]:
        paragraphs.append((str(section["topic"]), section["paragraphs"]))
    for term in stated.get("terms", []):
        yield "site/survey.json (glossary)", term["said"]
    for topic, listed in paragraphs:
        for paragraph in listed:
            for quote in paragraph["quotes"]:
                yield f"site/survey.json ({topic})", quote


def _excerpt(quote: Mapping[str, Any]) -> Excerpt:
    edits = quote["edits"]
    return Excerpt(quote["text"], quote["start"], quote["end"], tuple(Edit(**e) for e in edits))


def _files(site: Path, pattern: str) -> dict[Path, str]:
    """Return the text of the files of that name; what is not UTF-8 in them is not checked.

    What waits in `kept/` is no part of the site.
    """
    found = sorted(path for path in site.rglob(pattern) if path.is_file())
    found = [path for path in found if path.relative_to(site).parts[0] != "kept"]
    return {path: path.read_text(encoding="utf-8", errors="replace") for path in found}


def citations(site: Path, aliases: Mapping[str, str] = MappingProxyType({})) -> Iterator[Problem]:
    """Yield a problem for each citation of the LaTeX files that `references.bib` does not hold.

    `aliases` are the keys that works had, with those that they have now.
    """
    known = set(BIB_KEY.findall(_files(site, "references.bib").get(site / "references.bib", "")))
    for path, text in _files(site, "*.tex").items():
        for match in TEX_CITE.finditer(text):
            for key in (part.strip() for part in match[1].split(",")):
                if key not in known and key != "*":
                    reason = f"cites {key!r}, which references.bib does not hold"
                    now = aliases.get(key, "")
                    nearest = f"; it is {now!r} now" if now else hint(key, sorted(known))
                    yield _at(site, path, text, match.start(), f"{reason}{nearest}")


def links(site: Path) -> Iterator[Problem]:
    """Yield a problem for each link inside the site that leads to no file or no anchor.

    In what a person wrote, `[@key]` is one: only LaTeX makes a citation of a key.
    """
    site = site.resolve()
    files, manifest = _files(site, "*.md"), _manifest(site)
    anchors = {path: _anchors(text) for path, text in files.items()}
    for path, text in files.items():
        name = path.relative_to(site).as_posix()
        words = parts(text.encode(), name).words if name in manifest else {"": text.encode()}
        hers = any(map(bytes.strip, words.values()))
        shown = _shown(text, name, words) if hers else text
        kinds = (MD_LINK, HTML_LINK, REFERENCE) if hers else (MD_LINK, HTML_LINK)
        for match in chain.from_iterable(kind.finditer(shown) for kind in kinds):
            if reason := _dead(match[1], path, anchors):
                yield _at(site, path, shown, match.start(), reason)
        for match in MARK.finditer(shown) if hers else ():
            link = posixpath.relpath(f"papers/{match[1]}.md", posixpath.dirname(name) or ".")
            if "" in words or any(match[0].encode() in one for one in words.values()):
                reason = f"{match[0]} is no link on a page; write [words]({link})"
                yield _at(site, path, shown, match.start(), reason)


def unmerged(site: Path) -> Iterator[Problem]:
    """Yield a problem for each place at which git left the texts of two branches."""
    for pattern in ("*.md", "*.tex"):
        for path, text in _files(site, pattern).items():
            for match in CONFLICT.finditer(text):
                reason = "a conflict marker of git: choose between the texts of the two branches"
                yield _at(site, path, text, match.start(), reason)


def _at(site: Path, path: Path, text: str, index: int, reason: str) -> Problem:
    line = text.count("\n", 0, index) + 1
    return Problem(f"site/{path.relative_to(site).as_posix()}:{line}", reason)


def _shown(text: str, name: str, words: Mapping[str, bytes]) -> str:
    """Return the page with blanks for what stands as code in the words of a person."""
    blank = {place: _CODE.sub(_blank, one.decode(errors="replace")) for place, one in words.items()}
    if "" in words:
        return blank[""]
    return fill(text.encode(), name, {k: v.encode() for k, v in blank.items()}).decode()


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _anchors(text: str) -> set[str]:
    given = {first or second for first, second in ANCHOR.findall(text)}
    return given | {_slug(title) for title in HEADING.findall(text)}


def _slug(title: str) -> str:
    """Return the anchor that MkDocs gives a heading that has none of its own."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _dead(link: str, page: Path, anchors: Mapping[Path, set[str]]) -> str | None:
    """Return why `link`, found on `page`, leads nowhere, or None."""
    if link == _PDF or re.match(r"[a-z][a-z0-9+.-]*:|//|#__", link, re.IGNORECASE):
        return None
    file, _, anchor = unquote(link).partition("#")
    target = Path(page.parent, file).resolve() if file else page.resolve()
    if not target.exists():
        beside = sorted(path.name for path in anchors if path.parent == target.parent)
        return f"links to {link!r}, which does not exist{hint(target.name, beside)}"
    if anchor and anchor not in anchors.get(target, {anchor}):
        nearest = hint(anchor, sorted(anchors[target]))
        return f"links to {link!r}, an anchor that does not exist{nearest}"
    return None


def coverage(stated: Stated) -> Iterator[Problem]:
    """Yield a problem for each paper that no section cites and none lists without an abstract."""
    cited = {str(quote.get("paper")) for _, quote in _quotes(stated)}
    cited.update(key for _, quote in _quotes(stated) for key in quote.get("also", []))
    for section in stated["sections"]:
        cited.update(section.get("bare", []))
    for paper in stated.get("papers", []):
        key = paper["key"]
        if key not in cited:
            yield Problem("site/survey.json", f"{key} is cited nowhere")


def freshness(root: Path, pages: Iterable[Page], others: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each file on the disk that is not what the inputs give.

    `others` are the written files outside `site/`, relative to `root`. A file that differs from
    `site/manifest.json` too was edited by hand; the rest is out of date.
    """
    site = root / "site"
    manifest = _manifest(site)
    made = {f"site/{page.path}": page.text for page in pages} | dict(others)
    for name, text in sorted(made.items()):
        path = root / name
        if not path.is_file():
            yield Problem(name, "is missing: run review build")
            continue
        found = path.read_bytes()
        held = parts(found, name)
        wanted = fill(text.encode(), name, held.words)
        if found != wanted:
            known = manifest.get(name.removeprefix("site/"))
            edited = known is not None and known != hashlib.sha256(held.bare).hexdigest()
            line = _first_difference(found.decode(errors="replace"), wanted.decode())
            if edited:
                yield _edited(name, line, held, found, wanted)
            else:
                yield Problem(f"{name}:{line}", "is out of date: run review build")
    for name in sorted(set(manifest) - {page.removeprefix("site/") for page in made}):
        yield Problem(f"site/{name}", "is no longer part of the survey: run review build")


def _edited(name: str, line: int, held: Parts, found: bytes, wanted: bytes) -> Problem:
    """Return the problem of a file that a person edited: a damaged marker, or both texts."""
    if held.damage:
        return Problem(f"{name}:{held.damage[0].line}", held.damage[0].message)
    is_, was = (_clipped(text.split(b"\n")[line - 1 : line]) for text in (found, wanted))
    message = f"was edited by hand: {is_} where the build writes {was}; see review build"
    return Problem(f"{name}:{line}", message)


def _clipped(lines: list[bytes]) -> str:
    text = b"".join(lines).decode(errors="replace")
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _manifest(site: Path) -> dict[str, str]:
    path = site / "manifest.json"
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["files"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def _first_difference(found: str, wanted: str) -> int:
    """Return the first line, counted from 1, in which the two texts differ."""
    pairs = zip(found.split("\n"), wanted.split("\n"), strict=False)
    return next(
        (number for number, (a, b) in enumerate(pairs, 1) if a != b),
        min(found.count("\n"), wanted.count("\n")) + 1,
    )
