"""An entry as text: the people in parts, the title as styles lower it, the fields without TeX."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from review.bibcheck.entry import Item

Decode = Callable[[str], str]

PARTS = frozenset(("inproceedings", "conference", "incollection", "inbook"))
THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "thesis": "Thesis"}
WHOLES = frozenset(("book", "phdthesis", "mastersthesis", "thesis", "proceedings"))
REPORTS = frozenset(("techreport", "report"))
_PLACES = {"article": "journal", "book": "publisher", "proceedings": "publisher",
           "misc": "howpublished", "booklet": "howpublished",
           "manual": "organization"}  # fmt: skip
MONTH_NAMES = {"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
         "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
         "nov": "November", "dec": "December"}  # fmt: skip


def commas(*parts: str) -> str:
    """Return the parts that are not empty, with commas between."""
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its parts."""

    given: str
    family: str
    suffix: str = ""

    @property
    def initials(self) -> str:
        """The initials of the given names, "A. B."."""
        words = re.findall(r"[^\s.~]+", self.given)
        return " ".join("-".join(f"{p[0]}." for p in word.split("-") if p) for word in words)


@dataclass(frozen=True, slots=True)
class Look:
    """An entry as text: who, what, where; `lowered` is the title as a style lowers it."""

    kind: str
    key: str
    names: tuple[Name, ...]
    more: bool
    editors: tuple[Name, ...]
    title: str
    lowered: str
    fields: Mapping[str, str]

    def get(self, *names: str) -> str:
        """Return the first of the fields that is stated."""
        return next((value for name in names if (value := self.fields.get(name, ""))), "")

    @property
    def year(self) -> str:
        """The year, or nothing."""
        return self.get("year")

    @property
    def place(self) -> str:
        """What the work is part of, or who published it, as BibTeX's styles read it."""
        if self.kind in THESES:
            return commas(self.get("type") or THESES[self.kind], self.get("school", "institution"))
        if self.kind in REPORTS:
            number = f"{self.get('type') or 'Technical Report'} {self.get('number')}".strip()
            return commas(number, self.get("institution", "school"))
        return self.get("booktitle" if self.kind in PARTS else _PLACES.get(self.kind, ""))

    @property
    def pages(self) -> str:
        """The pages, with a dash."""
        return re.sub(r"\s*(?:-+|–)\s*", "–", self.get("pages"))

    @property
    def volume(self) -> str:
        """The volume of a series that the work's book is, in words."""
        series = self.get("series")
        if volume := self.get("volume"):
            return f"volume {volume} of {series}" if series else f"volume {volume}"
        number = self.get("number")
        return f"number {number} in {series}" if number and series else series

    @property
    def month(self) -> str:
        """The month, in full where it is a macro."""
        return self.get("month")


def of_biblatex(one: Look) -> Look:
    """Return the entry with biblatex's fields and types under the names that BibTeX has."""
    fields = dict(one.fields)
    fields["journal"] = one.get("journal", "journaltitle")
    fields["year"] = one.get("year") or one.get("date")[:4]
    kind = {"online": "misc", "collection": "book", "mvbook": "book"}.get(one.kind, one.kind)
    return replace(one, kind=kind, fields=fields)


def look(item: Item, decode: Decode) -> Look:
    """Return an entry as text; `decode` makes text of TeX."""
    fields = {name: decode(value) for name, value in fields_of(item).items()}
    if "month" not in item.whole:  # a macro, which styles spell out
        month = fields.get("month", "")
        fields |= {"month": MONTH_NAMES.get(month.lower(), month)}
    names, more = _people(item.get("author") or item.get("editor"), decode)
    editors = _people(fields_of(item).get("editor", ""), decode)[0] if item.get("author") else ()
    title = item.get("title")
    return Look(
        item.kind, item.key, names, more, editors, decode(title), decode(lowered(title)), fields
    )


def fields_of(item: Item) -> dict[str, str]:
    """Return the fields of an entry, with those it inherits."""
    return {**item.inherited, **item.fields}


def _people(tex: str, decode: Decode) -> tuple[tuple[Name, ...], bool]:
    """Return the names as BibTeX takes them apart, and whether there are others."""
    import pybtex.errors
    from pybtex.database import Person
    from pybtex.database.input.bibtex import split_name_list

    found: list[Name] = []
    listed = split_name_list(" ".join(tex.split())) if tex else []
    with pybtex.errors.capture():
        for one in listed:
            if one != "others":
                person = Person(one)
                given = " ".join((*person.first_names, *person.middle_names))
                family = " ".join((*person.prelast_names, *person.last_names))
                suffix = " ".join(person.lineage_names)
                found.append(Name(decode(given), decode(family), decode(suffix)))
    return tuple(found), "others" in listed


_SIGN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)


def lowered(tex: str) -> str:
    r"""Return a title as `change.case$ "t"` makes it.

    All is small but the first letter, the letter after a colon and a space, and what stands in
    braces; in `{\…}` the names of commands are kept, and letters are not.
    """
    made: list[str] = []
    deep = 0
    special, keep, before = False, True, ""
    for found in _SIGN.finditer(tex):
        sign = found[0]
        if sign == "{":
            special = deep == 0 and tex[found.end() : found.end() + 1] == "\\"
        deep = max(0, deep + {"{": 1, "}": -1}.get(sign, 0))
        kept = keep or (deep > 0 and (not special or sign[0] == "\\"))
        made.append(sign if kept or not sign.isascii() else sign.lower())  # BibTeX knows ASCII
        if sign.isspace():
            keep = keep or before == ":"
        elif not (special and (sign == "{" or sign[0] == "\\")):
            keep = False
        before = sign if deep == 0 else ""
    return "".join(made)
