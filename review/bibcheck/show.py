"""How an entry will look: text in the manner of six styles, close to what they print.

The rules are read off `plain.bst`, `alpha.bst`, `plainnat.bst`, `IEEEtran.bst`,
`ACM-Reference-Format.bst` and biblatex-apa for the usual types; what is rare is left out.
`review.bibcheck.real` runs `bibtex` itself instead, for the first five.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from review.bibcheck.entry import Item

Decode = Callable[[str], str]
Shown = Callable[["Look"], str]

_PARTS = frozenset(("inproceedings", "conference", "incollection", "inbook"))
_THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "thesis": "Thesis"}
_WHOLES = frozenset(("book", "phdthesis", "mastersthesis", "thesis", "proceedings"))
_REPORTS = frozenset(("techreport", "report"))
_LONG = {"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
         "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
         "nov": "November", "dec": "December"}  # fmt: skip


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
    title: str
    lowered: str
    fields: Mapping[str, str]

    def get(self, *names: str) -> str:
        """Return the first of the fields that is stated."""
        return next((value for name in names if (value := self.fields.get(name, ""))), "")

    @property
    def year(self) -> str:
        """The year, or nothing."""
        return self.get("year") or self.get("date")[:4]

    @property
    def place(self) -> str:
        """What the work is part of, or who published it."""
        if self.kind in _THESES:
            return _list(self.get("type") or _THESES[self.kind], self.get("school", "institution"))
        if self.kind in _REPORTS:
            number = f"{self.get('type') or 'Technical Report'} {self.get('number')}".strip()
            return _list(number, self.get("institution", "school"))
        return self.get("journal", "journaltitle", "booktitle", "howpublished", "publisher")

    @property
    def pages(self) -> str:
        """The pages, with a dash."""
        return re.sub(r"\s*(?:-+|–)\s*", "–", self.get("pages"))

    @property
    def month(self) -> str:
        """The month, in full."""
        return _LONG.get(self.get("month").lower(), self.get("month"))


def look(item: Item, decode: Decode) -> Look:
    """Return an entry as text; `decode` makes text of TeX."""
    fields = {name: decode(value) for name, value in {**item.inherited, **item.fields}.items()}
    names, more = _people(item.get("author") or item.get("editor"), decode)
    title = item.get("title")
    return Look(item.kind, item.key, names, more, decode(title), decode(lowered(title)), fields)


def _people(tex: str, decode: Decode) -> tuple[tuple[Name, ...], bool]:
    """Return the names as BibTeX takes them apart, and whether there are others."""
    import pybtex.errors
    from pybtex.database import Person
    from pybtex.database.input.bibtex import split_name_list

    found: list[Name] = []
    listed = split_name_list(tex) if tex else []
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


# ── the styles ───────────────────────────────────────────────────────────────────────────────


def _list(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _sentences(*parts: str) -> str:
    stated = (part for part in parts if part)
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in stated)


def _joined(names: Sequence[str], one: Look, two: str = " and ", many: str = ", and ") -> str:
    if one.more:
        return ", ".join((*names, "et al.")) if names[1:] else " ".join((*names, "et al."))
    if len(names) < 3:
        return two.join(names)
    return f"{', '.join(names[:-1])}{many}{names[-1]}"


def _full(one: Look) -> str:
    return _joined([_list(f"{n.given} {n.family}".strip(), n.suffix) for n in one.names], one)


def _numbers(one: Look) -> str:
    """Volume, number and pages as the standard styles print them: 3(2):12–34."""
    number = f"({one.get('number')})" if one.get("number") else ""
    volume = f"{one.get('volume')}{number}"
    return f"{volume}:{one.pages}" if volume and one.pages else volume or _pages(one)


def _pages(one: Look) -> str:
    return f"pages {one.pages}" if one.pages else ""


def _body(one: Look, when: str) -> str:
    """What follows the authors in the standard styles of BibTeX."""
    title = one.title if one.kind in _WHOLES else one.lowered
    if one.kind == "article":
        return _sentences(title, _list(one.place, _numbers(one), when), one.get("note"))
    if one.kind in _PARTS:
        where = _list(f"In {one.place}" if one.place else "", _pages(one), one.get("address"))
        house = one.get("publisher")
        tail = (where, _list(house, when)) if house else (_list(where, when),)
        return _sentences(title, *tail, one.get("note"))
    where = _list(one.place, one.get("address"), when)
    if not one.place and one.kind not in _WHOLES:
        return _sentences(_list(title, where), one.get("note"))
    return _sentences(title, where, one.get("note"))


def _when(one: Look) -> str:
    return f"{one.month} {one.year}".strip()


def plain(one: Look) -> str:
    """Return the entry as `plain` prints it."""
    return f"[1] {_sentences(_full(one), _body(one, _when(one)))}"


def alpha(one: Look) -> str:
    """Return the entry as `alpha` prints it: under a label of letters."""
    families = [name.family for name in one.names]
    alone = len(families) == 1 and not one.more
    letters = families[0][:3] if alone else "".join(f[:1] for f in families[:3])
    label = (letters if families else one.key[:3]) + ("+" if one.more or families[4:] else "")
    return f"[{label}{one.year[-2:]}] {_sentences(_full(one), _body(one, _when(one)))}"


def plainnat(one: Look) -> str:
    """Return the entry as `plainnat` prints it: under authors and year."""
    families = [name.family for name in one.names]
    if one.more or len(families) > 2:
        families = [f"{families[0] if families else ''} et al."]
    label = " and ".join(families) or one.key[:3]
    doi, url = one.get("doi"), one.get("url")
    tail = _sentences(f"doi: {doi}" if doi else "", f"URL {url}" if url else "")
    return f"[{label}({one.year})] {_sentences(_full(one), _body(one, _when(one)), tail)}"


def ieee(one: Look) -> str:
    """Return the entry as `IEEEtran` prints it."""
    names = _joined([f"{n.initials} {n.family}".strip() for n in one.names], one)
    volume, number = one.get("volume"), one.get("number")
    pages = one.pages and ("pp. " if "–" in one.pages else "p. ") + one.pages
    if one.kind == "book":
        where = f"{one.get('address')}: {one.get('publisher')}".strip(": ")
        return f"[1] {_list(names, one.title)}. {_list(where, one.year)}."
    where = f"in {one.place}" if one.kind in _PARTS and one.place else one.place
    issue = f"no. {number}" if number and one.kind == "article" else ""
    month = one.month if len(one.month) < 5 else f"{one.month[:3]}."
    date = f"{month} {one.year}".strip()
    dated = (pages, date) if one.kind == "article" else (date, pages)
    facts = _list(where, f"vol. {volume}" if volume else "", issue, *dated)
    return f"[1] {names + ', ' if names else ''}“{one.lowered},” {facts}."


def acm(one: Look) -> str:
    """Return the entry as `ACM-Reference-Format` prints it."""
    volume, number = one.get("volume"), one.get("number")
    doi = f"doi:{one.get('doi')}" if one.get("doi") else one.get("url")
    if one.kind == "article":
        facts = f"{one.place} {_list(volume, number)}".strip()
        where = _list(f"{facts} ({_when(one)})", one.pages)
    elif one.kind in _PARTS:
        where = _sentences(_list(f"In {one.place}"), _list(one.get("publisher"), one.pages))
    else:
        where = _list(one.place, one.get("address"))
    names = _full(one)
    return f"[1] {_sentences(names, one.year, one.title, where)} {doi}".rstrip()


def apa(one: Look) -> str:
    """Return the entry as biblatex-apa prints it."""
    names = [_list(n.family, n.initials, n.suffix) for n in one.names]
    people = _joined(names, one, ", & ", ", & ")
    issue = f"({one.get('number')})" if one.get("number") and one.get("volume") else ""
    volume = f"{one.get('volume')}{issue}"
    pages = f" (pp. {one.pages})" if one.pages else ""
    where = _list(one.place, volume, one.pages)
    if one.kind in _PARTS:
        where = f"In {one.place}{pages}" if one.place else ""
    elif one.kind in _THESES:
        where = f"[{_THESES[one.kind]}]. {one.get('school', 'institution')}"
    doi = f"https://doi.org/{one.get('doi')}" if one.get("doi") else one.get("url")
    title = f"{people or one.lowered} ({one.year or 'n.d.'})"
    return f"{_sentences(title, one.lowered if people else '', where)} {doi}".rstrip()


STYLES: dict[str, Shown] = {
    "plain": plain,
    "alpha": alpha,
    "plainnat": plainnat,
    "IEEEtran": ieee,
    "ACM-Reference-Format": acm,
    "apa": apa,
}
"""The styles by the names of their files; `apa` is that of biblatex."""
