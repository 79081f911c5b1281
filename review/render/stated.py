"""What kind of publication a work says it is, where it says all that the styles demand of it.

plain.bst and its kin complain about a missing publisher, a volume beside a number, a number alone.
A work that lacks what its entry type demands stays `@misc`; a number that a type cannot take is
written as `issue`, which classic styles pass over and biblatex reads.
"""

from collections.abc import Mapping

from review.model import Paper
from review.render.texescape import escape, repaired
from review.render.venue import Publication, is_repository, publication

_KINDS = {
    "article": "article", "inproceedings": "inproceedings", "incollection": "incollection",
    "book": "book", "proceedings": "proceedings", "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip
_DEMANDED = {
    "article": ("journal",), "inproceedings": ("booktitle",),
    "incollection": ("booktitle", "publisher"), "book": ("publisher",), "proceedings": (),
    "phdthesis": ("school",), "mastersthesis": ("school",), "techreport": ("institution",),
}  # fmt: skip
_FACTS = {
    "article": "volume number pages issn",
    "inproceedings": "volume number series pages publisher address isbn issn",
    "incollection": "volume number series pages publisher address edition isbn",
    "book": "volume number series publisher address edition isbn",
    "proceedings": "volume number series publisher address isbn",
    "phdthesis": "address",
    "mastersthesis": "address",
    "techreport": "number address",
    "misc": "",
}
_MASTER = ("mastersthesis", "mathesis", "master")
EDITED = frozenset("inproceedings incollection book proceedings".split())
"""Entry types that take editors."""


def stated(paper: Paper) -> Publication | None:
    """Return what the work's own `type` and details say, or None where a demanded one is missing.

    The year is that of the publication where both are known.
    """
    kind = _KINDS.get(paper.detail("type"), "")
    year = paper.venue_year or paper.year
    if not kind or not year or (is_repository(paper.venue) and kind == "article"):
        return None
    if (kind == "proceedings") == bool(paper.authors):  # styles print editors of proceedings alone
        return None
    if kind == "phdthesis" and _master(paper):
        kind = "mastersthesis"
    fields = {**_whole(kind, paper, year), **facts(kind, paper), "year": str(year)}
    if not all(escape(repaired(fields.get(name) or "")) for name in _DEMANDED[kind]):
        return None
    return Publication(kind, tuple(fields.items()))


def facts(kind: str, paper: Paper) -> dict[str, str]:
    """Return the further fields of an entry of `kind` that the work states."""
    found = {name: text for name in _FACTS[kind].split() if (text := paper.detail(name))}
    if "pages" in found:
        found["pages"] = found["pages"].replace("-", "--")
    lone = (
        "volume" not in found if kind == "article" else "series" not in found or "volume" in found
    )
    if "number" in found and lone and kind != "techreport":
        found["issue"] = found.pop("number")
    return found


def _whole(kind: str, paper: Paper, year: int) -> dict[str, str]:
    """Return what the work is part of, or where it was made."""
    if kind in ("phdthesis", "mastersthesis"):
        return {"school": paper.detail("institution")}
    if kind == "techreport":
        return {"institution": paper.detail("institution")}
    if kind in ("book", "proceedings"):
        return {}
    name = "journal" if kind == "article" else "booktitle"
    read = publication(paper.venue, year)
    parts: Mapping[str, str] = dict(read.fields) if read and read.kind == kind else {}
    apart = parts if {"pages", "volume"} & parts.keys() else {}  # "ACL 2025 (pp. 1-9)"
    return {name: " ".join(paper.venue.split()), **apart}


def _master(paper: Paper) -> bool:
    said = {paper.detail("entrytype").casefold(), paper.detail("genre").casefold()}
    return any(word in text for text in said for word in _MASTER)
