"""Checks of what an entry states: fields missing, empty, misspelled, misplaced or made up."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from review.bibcheck.entry import Change, File, Found, Item
from review.bibcheck.kinds import ALIASES, BIBLATEX, CLASSIC, INSTEAD, KNOWN, USEFUL, WANTED

_NOTHING = re.compile(r"[\s{}~]*")
_PLACEHOLDER = re.compile(
    r"\W*(?:anonymous|anon|unknown(?: authors?)?|no (?:author|date|title|publisher|journal)"
    r"|n\.?\s?a|n\s?/\s?a|none|null|nan|undefined|untitled|todo|tb[ad]|to be added|n\.?\s?d"
    r"|0{4}|\?+(?:\s*-+\s*\?+)?)\W*|\W+",
    re.IGNORECASE,
)  # fmt: skip
_CHECKED = frozenset("author editor title journal journaltitle booktitle publisher year date pages"
                     " volume number school institution".split())  # fmt: skip
# Types that are right without an author, and what styles then sort them by.
_SORTED = {
    "misc": ("author", "key"),
    "booklet": ("author", "key"),
    "manual": ("author", "organization", "key"),
    "proceedings": ("editor", "organization", "key"),
}
_WORD = 40  # characters that a placeholder has at most
_BOOKS = frozenset("book inbook incollection inproceedings conference proceedings".split())


def unknown_type(file: File) -> Iterator[Found]:
    """Types that the styles do not know, and print as @misc."""
    known = BIBLATEX if file.biblatex else CLASSIC
    for item in file.items:
        if item.kind in known or item.kind.startswith("ieeetran"):
            continue
        better = _near(item.kind, tuple(known)) or INSTEAD.get(item.kind)
        advice = f": write @{better}" if better else ""
        whose = "biblatex does" if file.biblatex else "the standard styles of BibTeX do"
        yield item.found(f"{whose} not know @{item.kind}{advice}")


def unknown_field(file: File) -> Iterator[Found]:
    """Names of fields that are a misspelling: a style does not see them."""
    for item in file.items:
        for name in item.fields:
            if name in KNOWN - {"authors", "editors", "titles", "journals"} or not name.isalpha():
                continue
            meant = _near(name, WANTED)
            if meant and not item.has(meant):
                yield item.found(f"{name!r} is no field that a style reads: write {meant}", name)


def _near(word: str, known: tuple[str, ...]) -> str:
    """Return the known word that `word` is but for one letter or two letters exchanged."""
    return next((one for one in known if _slip(word, one)), "")


def _slip(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 1 or a == b:
        return False
    begin = next((i for i, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), -1)
    if begin < 0:
        return True
    rest_a, rest_b = a[begin:], b[begin:]
    exchanged = rest_a[1::-1] + rest_a[2:] == rest_b
    return exchanged or rest_b in (rest_a[1:], rest_a) or rest_a == rest_b[1:] or (
        rest_a[1:] == rest_b[1:]
    )  # fmt: skip


def missing_field(file: File) -> Iterator[Found]:
    """Fields that the type demands and the entry does not have."""
    table = BIBLATEX if file.biblatex else CLASSIC
    for item in file.items:
        if item.broken or item.open or item.kind not in table:
            continue
        skip = _other_container(item)
        wanted = [name.split("/") for name in table[item.kind]]
        missing = [n for n in wanted if not any(map(item.has, n)) and skip not in n]
        if missing:
            listed = ", ".join(map(" or ".join, missing))
            yield item.found(f"@{item.kind} needs {listed}{_named_otherwise(item, missing)}")


def _named_otherwise(item: Item, missing: list[list[str]]) -> str:
    """Return a note on the fields that hold what is missing under another name."""
    held = (
        f"; {other} is there: rename it {name}"
        for names in missing
        for name in names
        for other in ALIASES.get(name, ())
        if item.has(other)
    )
    return "".join(held)


Lacking = tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]
"""For each type its entries, and of how many each useful field is not stated."""


def lacking(stated: Iterable[tuple[str, Collection[str]]]) -> Lacking:
    """Return what entries lack, given the type of each and what of `USEFUL` it does not state.

    Types with most entries come first; a field that all of them state is left out.
    """
    kinds = Counter[str]()
    without: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, names in stated:
        kinds[kind] += 1
        without[kind].update(names)
    return tuple(
        (kind, total, tuple(_counted(without[kind], USEFUL.get(kind, USEFUL["misc"]))))
        for kind, total in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    )


def _counted(without: Mapping[str, int], useful: Iterable[str]) -> Iterator[tuple[str, int]]:
    for names in useful:
        if names in without:
            yield names.replace("year/date", "year").replace("/", " or "), without[names]


def unstated(item: Item) -> tuple[str, ...]:
    """Return the useful fields that the entry does not state."""
    useful = USEFUL.get(item.kind, USEFUL["misc"])
    return tuple(names for names in useful if not any(map(item.has, names.split("/"))))


def _other_container(item: Item) -> str:
    """Return the container that the type demands, where the entry has that of another type."""
    journal = item.has("journal") or item.has("journaltitle")
    if item.kind == "article" and not journal and item.has("booktitle"):
        return "journal"
    if item.kind in ("inproceedings", "conference", "incollection"):
        return "booktitle" if journal and not item.has("booktitle") else ""
    return ""


def wrong_type(file: File) -> Iterator[Found]:
    """Entries whose fields are those of another type."""
    for item in file.items:
        container = _other_container(item)
        if container == "journal":
            message = "@article has a booktitle and no journal: write @inproceedings"
            yield item.found(message, "booktitle")
        elif container:
            message = f"@{item.kind} has a journal and no booktitle: write @article, or booktitle"
            yield item.found(message, "journal" if item.has("journal") else "journaltitle")


def misplaced_field(file: File) -> Iterator[Found]:
    """Fields of which the standard styles print one alone, or none without another."""
    for item in file.items:
        if file.biblatex or item.get("crossref"):
            continue
        if item.kind in ("book", "inbook") and item.get("author") and item.get("editor"):
            message = f"@{item.kind} prints author or editor, not both: the editor is lost"
            yield item.found(message, "editor")
        if item.kind in _BOOKS and item.get("volume") and item.get("number"):
            yield item.found("prints volume or number, not both: the number is lost", "number")
        if item.get("number") and not item.get("volume"):
            if item.kind == "article":
                yield item.found("a number without a volume: state the volume", "number")
            elif item.kind in _BOOKS and not item.get("series"):
                yield item.found("a number without the series it counts: state it", "number")


def sort_key(file: File) -> Iterator[Found]:
    """Entries that BibTeX cannot sort: nobody to sort by, and no key."""
    for item in file.items:
        names = _SORTED.get(item.kind, ())
        if not file.biblatex and not item.broken and names and not any(map(item.has, names)):
            yield item.found(f"nothing to sort by: state {' or '.join(names)}; a key will do")


def empty_field(file: File) -> Iterator[Found]:
    """Fields that say nothing."""
    for item in file.items:
        for place in item.places:
            if _NOTHING.fullmatch(place.value):
                name = place.name.lower()
                change = Change(*_line_of(file.text, place.at, place.end), "")
                message = f"{name} is empty: leave it out"
                yield Found(item.key, place.at, message, name, (change,))


_AFTER = re.compile(r"[ \t]*,?[ \t]*(?=(\r?\n)?)")


def _line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the field with its comma, and its whole line where nothing else stands on it."""
    after = _AFTER.match(text, end)
    stop = after.end() if after else end
    if "," not in text[end:stop]:
        return start, end
    begin = text.rfind("\n", 0, start) + 1
    if after and after[1] and not text[begin:start].strip():
        return begin, after.end(1)
    return start, stop


def repeated_field(file: File) -> Iterator[Found]:
    """Fields that stand twice: BibTeX takes the first, biber the last."""
    for item in file.items:
        counts = Counter(place.name.lower() for place in item.places)
        for place in item.places:
            name = place.name.lower()
            if counts[name] > 1 and place.at != item.place(name):
                same = place.value == item.fields[name]
                advice = "remove one" if same else "remove one; they differ"
                yield Found(item.key, place.at, f"{name} stands twice: {advice}", name)


def placeholder(file: File) -> Iterator[Found]:
    """Words that stand where nothing is known, and would be printed."""
    for item in file.items:
        for name in _CHECKED.intersection(item.fields):
            value = item.get(name)
            if len(value) < _WORD and value.strip("{} ") and _PLACEHOLDER.fullmatch(value):
                message = f"{name} {value[:30]!r} says nothing and is printed: leave it out"
                yield item.found(message, name)
