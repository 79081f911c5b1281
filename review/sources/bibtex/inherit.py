"""What an entry takes from others: `crossref` and `xdata` (biblatex manual, appendix B)."""

from collections.abc import Mapping

from review.text.bibblock import Block

_PARTS = frozenset(
    """inproceedings conference incollection inbook bookinbook suppbook suppcollection inreference
    article suppperiodical""".split()
)
_OWN = frozenset(
    """title subtitle titleaddon shorttitle author doi url urldate eprint eprinttype eprintclass
    archiveprefix primaryclass abstract annotation annote keywords keyword note pages pagetotal file
    ids crossref xref xdata entryset execute label options presort sortkey sortname sorttitle
    related relatedtype shorthand key indextitle comment comments timestamp owner groups""".split()
)
"""What belongs to the parent alone where the child is a part of it."""

_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_DEEPEST = 10
_ROUND = "leads round in a circle, or too far"

Fields = dict[str, str]


def inherited(block: Block, parents: Mapping[str, Block]) -> tuple[Fields, list[str]]:
    """Return the fields of an entry with those it inherits, and which parents are not there.

    `parents` are the entries by their keys in lower case. A part of a book or of proceedings
    takes the title of the whole as `booktitle`, never its identifiers; other entries take every
    field that they lack except the identifiers.
    """
    return _fields(block, parents, frozenset())


def _fields(
    block: Block, parents: Mapping[str, Block], above: frozenset[str]
) -> tuple[Fields, list[str]]:
    fields = dict(block.fields)
    missing: list[str] = []
    if "crossref" not in fields and "xdata" not in fields:
        return fields, missing
    above |= {block.key.casefold()}
    keys = [("xdata", key.strip()) for key in fields.get("xdata", "").split(",")]
    for by, key in [*keys, ("crossref", fields.get("crossref", "").strip())]:
        if not key:
            continue
        parent = parents.get(key.casefold())
        if parent is None:
            missing.append(f"{by} {key[:60]!r} is no entry of this file; nothing is taken from it")
            continue
        if key.casefold() in above or len(above) > _DEEPEST:
            missing.append(f"{by} {key[:60]!r} {_ROUND}")
            continue
        given, further = _fields(parent, parents, above)
        missing += (fault for fault in further if fault.endswith(_ROUND))
        taken = given if by == "xdata" else _passed(block.kind, parent.kind, given)
        fields = {**taken, **fields}
    return fields, missing


def _passed(child: str, parent: str, given: Fields) -> Fields:
    """Return what a parent passes on to a child."""
    if child == parent or child not in _PARTS:
        kept = _OWN - {"title", "subtitle", "author", "titleaddon", "shorttitle"}
        return {name: value for name, value in given.items() if name not in kept}
    journal = {"title": "journaltitle", "subtitle": "journalsubtitle"}
    renamed = journal if parent == "periodical" else _RENAMED
    passed = {name: value for name, value in given.items() if name not in _OWN}
    passed |= {to: given[name] for name, to in renamed.items() if name in given}
    if child in ("inbook", "bookinbook", "suppbook") and "author" in given:
        passed["author"] = given["author"]
    return passed
