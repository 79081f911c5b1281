"""How an entry will look: text in the manner of six styles, close to what they print.

The rules are read off `plain.bst`, `alpha.bst`, `plainnat.bst`, `IEEEtran.bst`,
`ACM-Reference-Format.bst` and biblatex-apa for the usual types; what is rare is left out.
`review.bibcheck.real` runs `bibtex` itself instead, for the first five.
"""

from collections.abc import Callable, Sequence

from review.bibcheck.look import (
    MONTH_NAMES,
    PARTS,
    THESES,
    WHOLES,
    Decode,
    Look,
    Name,
    commas,
    look,
    of_biblatex,
)

__all__ = ["STYLES", "Decode", "Look", "look"]

Shown = Callable[[Look], str]


# ── the styles ───────────────────────────────────────────────────────────────────────────────


def _sentences(*parts: str) -> str:
    stated = (part for part in parts if part)
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in stated)


def _joined(names: Sequence[str], more: bool, two: str = " and ", many: str = ", and ") -> str:
    if more:
        return ", ".join((*names, "et al.")) if names[1:] else " ".join((*names, "et al."))
    if len(names) < 3:
        return two.join(names)
    return f"{', '.join(names[:-1])}{many}{names[-1]}"


def _full(one: Look) -> str:
    return _named(one.names, one.more)


def _named(names: Sequence[Name], more: bool) -> str:
    return _joined([commas(f"{n.given} {n.family}".strip(), n.suffix) for n in names], more)


def _short(names: Sequence[Name], more: bool) -> str:
    shown = [commas(f"{n.initials} {n.family}".strip(), n.suffix) for n in names]
    return _joined(shown, more)


def _numbers(one: Look) -> str:
    """Volume, number and pages as the standard styles print them: 3(2):12–34."""
    number = f"({one.get('number')})" if one.get("number") else ""
    volume = f"{one.get('volume')}{number}"
    return f"{volume}:{one.pages}" if volume and one.pages else volume or _pages(one)


def _pages(one: Look) -> str:
    return f"pages {one.pages}" if one.pages else ""


def _body(one: Look, when: str, *further: str) -> str:
    """What follows the authors in the standard styles of BibTeX."""
    title = one.title if one.kind in WHOLES else one.lowered
    if one.kind == "article":
        return _sentences(title, commas(one.place, _numbers(one), when), *further, one.get("note"))
    if one.kind in PARTS:
        return _sentences(title, *_part(one, when), *further, one.get("note"))
    series = one.volume if one.kind == "book" else ""
    where = commas(series, one.place, one.get("address"))
    where = _sentences(series, commas(one.place, one.get("address"))) if series else where
    edition = f"{one.get('edition').lower()} edition" if one.get("edition") else ""
    if not one.place and one.kind not in WHOLES:
        return _sentences(commas(title, where, when), *further, one.get("note"))
    return _sentences(title, commas(where, edition, when), *further, one.get("note"))


def _part(one: Look, when: str) -> tuple[str, ...]:
    """Where a part of a book stands: the date goes with the address, else with the publisher."""
    word = "editors" if one.editors[1:] else "editor"
    editors = commas(_named(one.editors, more=False), word) if one.editors else ""
    book = f"In {commas(editors, one.place)}" if one.place else ""
    where, house = commas(book, one.volume, _pages(one)), one.get("publisher")
    if one.get("address"):
        return commas(where, one.get("address"), when), house
    return (where, commas(house, when)) if house else (commas(where, when),)


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
    number = "isbn" if one.kind in PARTS | WHOLES else "issn"
    stated = ((number.upper(), number), ("doi:", "doi"), ("URL", "url"))
    tail = [f"{word} {one.get(name)}" for word, name in stated if one.get(name)]
    return f"[{label}({one.year})] {_sentences(_full(one), _body(one, _when(one), *tail))}"


def ieee(one: Look) -> str:
    """Return the entry as `IEEEtran` prints it."""
    names = _short(one.names, one.more)
    volume, number = one.get("volume"), one.get("number")
    pages = one.pages and ("pp. " if "–" in one.pages else "p. ") + one.pages
    url = f" [Online]. Available: {one.get('url')}" if one.get("url") else ""
    if one.kind == "book":
        where = f"{one.get('address')}: {one.get('publisher')}".strip(": ")
        return f"[1] {_sentences(commas(names, one.title), commas(where, one.year))}{url}"
    full = one.month in MONTH_NAMES.values() and len(one.month) > 4
    date = f"{one.month[:3]}. {one.year}" if full else _when(one)
    comma = "" if one.lowered[-1:] in ("?", "!") else ","
    lead = f"[1] {names + ', ' if names else ''}“{one.lowered}{comma}”"
    count = f"vol. {volume}" if volume else ""
    if one.kind not in PARTS:
        issue = f"no. {number}" if number and one.kind == "article" else ""
        return f"{_sentences(f'{lead} {commas(one.place, count, issue, pages, date)}')}{url}"
    series = f"ser. {one.get('series')}" if one.get("series") else ""
    word = "Eds." if one.editors[1:] else "Ed."
    editors = commas(_short(one.editors, more=False), word) if one.editors else ""
    book = f"in {one.place}" if one.place else ""
    house = ": ".join(filter(None, (one.get("address"), one.get("publisher"))))
    if not house:
        return f"{_sentences(f'{lead} {commas(book, series, editors, count, date, pages)}')}{url}"
    where = f"{lead} {commas(book, series, editors, count)}"
    return f"{_sentences(where, commas(house, date, pages))}{url}"


def acm(one: Look) -> str:
    """Return the entry as `ACM-Reference-Format` prints it."""
    volume, number = one.get("volume"), one.get("number")
    doi = f"https://doi.org/{one.get('doi')}" if one.get("doi") else one.get("url")
    eprint = f"arXiv:{one.get('eprint')}" if one.get("eprint") else ""
    if one.kind == "article":
        facts = f"{one.place} {commas(volume, number)}".strip()
        where = commas(f"{facts} ({_when(one)})", one.pages)
    elif one.kind in PARTS:
        series = commas(one.get("series"), f"Vol. {volume}" if volume else "")
        word = "(Eds.)" if one.editors[1:] else "(Ed.)"
        editors = f"{_named(one.editors, more=False)} {word}" if one.editors else ""
        book = commas(f"In {one.place}" + (f" ({series})" if series else ""), editors)
        where = _sentences(book, commas(one.get("publisher"), one.get("address"), one.pages))
    else:
        where = commas(one.place, one.get("address"))
    names = _full(one)
    text = _sentences(names, one.year, one.title, where)
    return " ".join(filter(None, ("[1]", text, eprint, doi, _sentences(one.get("note")))))


def apa(one: Look) -> str:
    """Return the entry as biblatex-apa prints it."""
    one = of_biblatex(one)
    names = [commas(n.family, n.initials, n.suffix) for n in one.names]
    people = _joined(names, one.more, ", & ", ", & ")
    issue = f"({one.get('number')})" if one.get("number") and one.get("volume") else ""
    volume = f"{one.get('volume')}{issue}"
    pages = f" (pp. {one.pages})" if one.pages else ""
    where = commas(one.place, volume, one.pages)
    if one.kind in PARTS:
        where = f"In {one.place}{pages}" if one.place else ""
    elif one.kind in THESES:
        where = f"[{THESES[one.kind]}]. {one.get('school', 'institution')}"
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
