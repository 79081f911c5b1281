"""The table of input formats, and how the format of a text is told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from review.model import Batch
from review.sources import (
    atom,
    bibtex,
    endnote,
    endnotexml,
    jsonl,
    listing,
    markdown,
    medline,
    ovid,
    pubmedxml,
    refworks,
    ris,
    table,
    wos,
)
from review.sources.services import CSL, OPENALEX, PAPERS, SEMANTIC_SCHOLAR, in_a_list


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: the suffixes it goes by, how to tell it from its text, how to read it.

    `holds` is what suffices to tell it where the suffix says so too.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[str], bool]
    read: Callable[[str, str], Batch]
    holds: Callable[[str], bool] = lambda _: False


FORMATS: tuple[Format, ...] = (
    Format(pubmedxml.FORMAT, (), pubmedxml.sniff, pubmedxml.read),
    Format(endnotexml.FORMAT, (), endnotexml.sniff, endnotexml.read),
    Format(wos.FORMAT, (".ciw",), wos.sniff, wos.read),
    Format(medline.FORMAT, (".nbib", ".medline"), medline.sniff, medline.read),
    Format(endnote.FORMAT, (".enw",), endnote.sniff, endnote.read),
    Format(ovid.FORMAT, (), ovid.sniff, ovid.read),
    Format(refworks.FORMAT, (), refworks.sniff, refworks.read),
    Format(ris.FORMAT, (".ris",), ris.sniff, ris.read, ris.holds),
    Format(atom.FORMAT, (".atom", ".rss"), atom.sniff, atom.read),
    Format(OPENALEX.name, (), OPENALEX.sniff, OPENALEX.read),
    Format(SEMANTIC_SCHOLAR.name, (), SEMANTIC_SCHOLAR.sniff, SEMANTIC_SCHOLAR.read),
    Format(CSL.name, (), CSL.sniff, CSL.read),
    Format(PAPERS.name, (".json",), in_a_list, PAPERS.read),
    Format(
        bibtex.FORMAT,
        (".bib", ".bibtex", ".biblatex"),
        bibtex.sniff,
        bibtex.read,
        bibtex.holds,
    ),
    Format(markdown.FORMAT, (".md", ".markdown"), markdown.sniff, markdown.read, markdown.holds),
    Format(jsonl.FORMAT, (".jsonl", ".ndjson"), jsonl.sniff, jsonl.read, jsonl.holds),
    Format(table.FORMAT, (".csv", ".tsv", ".tab"), table.sniff, table.read),
    Format(listing.FORMAT, (".txt", ".text", ".md"), listing.sniff, listing.read),
)
"""In the order in which their `sniff` is asked: what is marked most plainly first (tags, entries,
elements), a dialect before the notation it is written in, JSON Lines behind the other kinds of
JSON. The listing stays the last: it is what a text is that is nothing else."""


PACKED = (".gz", ".xz", ".bz2")


def format_of(text: str, name: str) -> Format | None:
    """Return the format of the text of the file `name`, or None where neither tells it.

    The content decides before the suffix, because a .txt may hold any of the formats; a broken
    start does not hide what the suffix says.
    """
    suffix = _suffix(name)
    named = [row for row in FORMATS if suffix in row.suffixes]
    if held := next((row for row in named if row.holds(text)), None):
        return held
    if sniffed := next((row for row in FORMATS if row.sniff(text)), None):
        return sniffed
    if FORMATS[-1] in named:
        return FORMATS[-1]
    return named[0] if named else None


def _suffix(name: str) -> str:
    """Return the suffix of the name, the one before it for a packed file: ".ris" of "a.ris.gz"."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix in PACKED else path.suffix
