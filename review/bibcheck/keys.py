"""Checks of the frame: syntax, keys, macros, references between entries, works that stand twice."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from review.bibcheck.entry import Change, File, Found, Item, references
from review.text.bibblock import JOURNALS, MONTHS

Same = Callable[[str, str], Sequence[Sequence[int]]]
"""Given the text and the name of a file, the lines of the entries that describe one work."""

_BAD_KEY = re.compile(r"[^\x21-\x7e]|[%#{}\"'()~\\,=]")
_COMMENTED = re.compile(r"^[ \t]*%[^\n@]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()
)


def syntax(file: File) -> Iterator[Found]:
    """What BibTeX stumbles over: braces, quotation marks and commas missing or too many."""
    for block in file.blocks:
        for fault in block.faults:
            if fault.kind == "syntax":
                yield Found(block.key, file.start(fault.line), fault.message)


def commented(file: File) -> Iterator[Found]:
    """Entries behind a % sign, which is no comment in a .bib file."""
    for block in file.blocks:
        if block.kind:
            continue
        for found in _COMMENTED.finditer(file.text, block.start, block.end):
            yield Found(
                "", found.start(), "BibTeX reads this entry: % is no comment; write @comment"
            )


def undefined_string(file: File) -> Iterator[Found]:
    """Macros that neither the file nor a style defines: their text is lost."""
    defined = {place.name.casefold() for string in file.strings for place in string.places}
    known = {*defined, *JOURNALS, *MONTHS}
    for item in (*file.strings, *file.items):
        for place in item.places:
            for piece in place.pieces:
                name = file.text[piece.start : piece.end]
                if piece.bare and not name[:1].isdigit() and name.casefold() not in known:
                    month = place.name.lower() == "month" and name.lower() in _MONTH_NAMES
                    fix = (Change(piece.start, piece.end, name[:3].lower()),) if month else ()
                    message = f"the macro {name[:40]!r} is not defined: define it with @string"
                    message = f"{name} is no macro: write {name[:3].lower()}" if month else message
                    yield Found(item.key, piece.start, message, place.name.lower(), fix)


def missing_key(file: File) -> Iterator[Found]:
    """Entries that nothing can cite."""
    for item in file.items:
        if not item.key and not item.broken:
            yield Found("", item.at, f"@{item.kind} has no key: nothing can cite it")


def duplicate_key(file: File) -> Iterator[Found]:
    """Keys that stand twice: BibTeX stops at the second."""
    for first, item in _again(file.items, lambda item: item.key):
        message = f"the key stands at line {file.line(first.at)} already: rename or remove one"
        yield Found(item.key, item.at, message)


def case_key(file: File) -> Iterator[Found]:
    """Keys that differ in case alone, which BibTeX takes for one."""
    for first, item in _again(file.items, lambda item: item.key.casefold()):
        if first.key != item.key:
            where = f"{first.key!r} of line {file.line(first.at)}"
            yield Found(item.key, item.at, f"differs from {where} in case alone: rename one")


def _again(items: Sequence[Item], called: Callable[[Item], str]) -> Iterator[tuple[Item, Item]]:
    """Yield each entry that is called as an earlier one, with that."""
    seen: dict[str, Item] = {}
    for item in items:
        if item.key and seen.setdefault(called(item), item) is not item:
            yield seen[called(item)], item


def odd_key(file: File) -> Iterator[Found]:
    """Keys with characters that \\cite, BibTeX or biber cannot read."""
    for item in file.items:
        if odd := "".join(dict.fromkeys(_BAD_KEY.findall(item.key))):
            shown = odd if odd.isprintable() and odd.strip() else repr(odd)
            message = f"the key holds {shown}: use letters, digits and - : . _ + / only"
            yield Found(item.key, item.key_at, message)


def lost_crossref(file: File) -> Iterator[Found]:
    """References to entries that are not there, or that BibTeX has read too early to know."""
    places: dict[str, int] = {}
    for item in file.items:
        places.setdefault(item.key.casefold(), item.at)
    for item in file.items:
        for key in references(item.fields):
            at = places.get(key.casefold())
            name = "crossref" if "crossref" in item.fields else "xdata"
            if at is None:
                yield item.found(f"refers to {key!r}, which is not in this file", name)
            elif at < item.at and name == "crossref" and not file.biblatex:
                yield item.found(f"{key!r} must stand after this entry for BibTeX: move it", name)


def duplicate_work(file: File, same: Same) -> Iterator[Found]:
    """Entries with different keys that describe one work."""
    at_line: dict[int, list[Item]] = defaultdict(list)
    for item in file.items:
        at_line[file.line(item.at)].append(item)
    for lines in same(file.text, file.name):
        found = [item for line in sorted(set(lines)) for item in at_line.get(line, ())[:1]]
        for item in found[1:]:
            if item.key.casefold() != found[0].key.casefold():
                yield Found(item.key, item.at, same_as(found[0].key, file.line(found[0].at)))


def same_as(key: str, line: int) -> str:
    """Return what is said of an entry that describes the work of that with `key` at `line`."""
    return f"is the same work as {key!r} of line {line}: cite one of them"
