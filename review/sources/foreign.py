"""JSON objects with names of their own: Zotero, Europe PMC, arXiv's snapshot, a table as JSON.

Their members are read like the columns of a table, by the same names.
"""

from review.model import Json, Origin, Record
from review.sources.columns import columns
from review.sources.nested import Object, at, list_at, text_at
from review.sources.rows import Row
from review.sources.table import record_of_row

MARKS = ('"itemType"', '"authorString"', '"authors_parsed"', '"Title"', '"TITLE"', '"Abstract"')
_OWN = ("itemType", "authorString", "authors_parsed")
_PAPER = frozenset("title abstract authors authors_complete venue venue_year extra".split())


def fits(value: Object) -> bool:
    """Return whether an object names a title or an abstract, but not as a paper line does."""
    inner = _inner(value)
    if any(name in inner for name in _OWN):
        return True
    return _PAPER.isdisjoint(inner) and columns(list(inner)).readable


def item(value: Object, origin: Origin) -> tuple[Record, list[str]]:
    """Return the record of an object, and what is wrong with its members."""
    inner = _inner(value)
    if "authors_parsed" in inner:
        inner = _snapshot(inner)
    cells: dict[str, str] = {}
    rest: dict[str, Json] = {}
    for name, member in inner.items():
        text = _cell(member)
        if text:
            cells[name] = text
        elif member not in ("", None, [], {}):
            rest[name] = member
    row = Row(origin.line, list(cells.values()))
    return record_of_row(row, columns(list(cells)), origin, rest)


def _inner(value: Object) -> Object:
    """Return what an item of Zotero's API holds, or the object."""
    data = value.get("data")
    return data if isinstance(data, dict) and "itemType" in data else value


def _cell(member: Json) -> str:
    """Return a member as a cell: the names of people by ";", other lists of text likewise."""
    if isinstance(member, list):
        named = [_name(one) if isinstance(one, dict) else text_at({"": one}, "") for one in member]
        return "; ".join(named) if all(named) else ""
    if isinstance(member, bool | float):
        return str(member)
    return member if isinstance(member, str) else text_at({"": member}, "")


def _name(one: Object) -> str:
    """Return the name of a creator or keyword; of Zotero's, who is an author."""
    family, given = text_at(one, "lastName"), text_at(one, "firstName")
    whole = f"{family}, {given}" if family and given else family or given
    return whole or text_at(one, "name") or text_at(one, "tag") or text_at(one, "fullName")


def _snapshot(value: Object) -> Object:
    """Return a line of arXiv's snapshot with its names as a table has them."""
    names = [[text_at({"": part}, "") for part in one] for one in list_at(value, "authors_parsed")
             if isinstance(one, list)]  # fmt: skip
    created = "".join(text_at(one, "created") for one in list_at(value, "versions")[:1])
    made: Object = {
        name: member
        for name, member in value.items()
        if name not in ("authors", "authors_parsed", "categories", "versions")
    }
    return made | {
        "authors": "; ".join(", ".join(filter(None, name[:2])) for name in names),
        "arxiv": text_at(value, "id"),
        "primary_class": text_at(value, "categories").split(" ")[0],
        "published": created.partition(",")[2],
        "categories": at(value, "categories"),
        "type": "preprint",
    }
