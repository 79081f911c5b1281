"""What a LaTeX document cites, and the entries of a bibliography that it needs for that.

document ─cited_in─▶ Cited ─chosen─▶ papers, retired and unknown keys
                          └chosen_entries─▶ the text of a .bib file
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from review.cited.aux import aux_file
from review.cited.documents import Documents
from review.cited.tex import tex_file
from review.model import Paper, Problem
from review.serial import hint
from review.text.bibblock import Block
from review.text.bibscan import blocks

__all__ = ["Chosen", "Cited", "chosen", "chosen_entries", "cited_in"]

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Cited:
    """The keys that a document cites, each with the place where it first does.

    `everything` is set by `\\nocite{*}`; `problems` are files that could not be read.
    """

    keys: tuple[tuple[str, str], ...] = ()
    everything: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The papers that a document cites, under the keys that it cites them by.

    `retired` are pairs of such a key and the one of today; `unknown` the keys of nobody, each a
    problem that names the nearest key.
    """

    papers: tuple[Paper, ...]
    retired: tuple[tuple[str, str], ...] = ()
    unknown: tuple[Problem, ...] = ()


def cited_in(tex: Iterable[Path], aux: Iterable[Path]) -> Cited:
    """Return what the documents cite: LaTeX sources, and .aux or .bcf files that LaTeX wrote.

    Files that they name are read too where they lie in the folder of the document or below.
    Raises `SourceError` where one of the given files cannot be read.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for paths, read in ((tex, tex_file), (aux, aux_file)):
        for path in paths:
            documents = Documents(path)
            for key, where in read(documents):
                found.setdefault(key, where)
            problems += documents.problems
    everything = found.pop(EVERYTHING, None) is not None
    return Cited(tuple(found.items()), everything, tuple(problems))


def chosen(papers: Sequence[Paper], cited: Cited) -> Chosen:
    """Return the papers that are cited; one cited by a retired key stands under that key."""
    now = {paper.key: paper for paper in papers}
    before = {alias: paper for paper in papers for alias in paper.aliases if alias not in now}
    kept = {paper.key: paper for paper in papers} if cited.everything else {}
    retired, unknown = [], []
    for key, where in cited.keys:
        if key in now:
            kept[key] = now[key]
        elif key in before:
            kept[key] = replace(before[key], key=key)
            retired.append((key, before[key].key))
        else:
            unknown.append(_unknown(key, where, now))
    return Chosen(tuple(kept[key] for key in sorted(kept)), tuple(retired), tuple(unknown))


def _unknown(key: str, where: str, known: Iterable[str]) -> Problem:
    return Problem(where, f"cites {key!r}, which no entry is called{hint(key, known)}")


def chosen_entries(text: str, cited: Cited) -> tuple[str, tuple[Problem, ...]]:
    """Return the cited entries of the .bib file `text`, as they stand there, and unknown keys.

    Macros, preambles and the entries that cited ones inherit from stay, in the order of the file.
    """
    found = list(blocks(text))
    entries: dict[str, Block] = {}
    for block in found:
        for name in (block.key, *_names(block, "ids")) if block.key else ():
            entries.setdefault(name, block)
    wanted = [block for block in entries.values() if cited.everything]
    wanted += (entries[key] for key, _ in cited.keys if key in entries)
    kept = _with_parents(wanted, {name.casefold(): block for name, block in entries.items()})
    texts = [
        text[block.start : block.end].strip()
        for block in found
        if block.kind in ("string", "preamble") or id(block) in kept
    ]
    unknown = (_unknown(key, where, entries) for key, where in cited.keys if key not in entries)
    return "".join(("\n\n".join(texts), "\n" if texts else "")), tuple(unknown)


def _with_parents(wanted: Iterable[Block], entries: dict[str, Block]) -> set[int]:
    """Return the ids of the blocks and of all that they take fields from."""
    kept: set[int] = set()
    queue = list(wanted)
    while queue:
        block = queue.pop()
        if id(block) in kept:
            continue
        kept.add(id(block))
        parents = (name for field in _PARENTS for name in _names(block, field))
        queue += (entries[name.casefold()] for name in parents if name.casefold() in entries)
    return kept


_PARENTS = ("crossref", "xref", "xdata", "entryset", "related")


def _names(block: Block, field: str) -> Iterator[str]:
    yield from (name for part in block.fields.get(field, "").split(",") if (name := part.strip()))
