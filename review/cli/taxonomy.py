"""The command that tells how a taxonomy fares with the papers filed into it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from review.cli.streams import EXAMPLES, folder, output, progress, write
from review.model import SURE
from review.serial import json_line, to_plain

if TYPE_CHECKING:
    from review.classify.advice import Advice
    from review.classify.health import Standing, Tree
    from review.pipeline import Checkup

_BLOCKS = "▁▂▃▄▅▆▇█"
_YEARS = 12  # years drawn, the last ones
_TITLE = 46  # letters of a topic's title in the tree, with its indent
_FEW = 3  # papers named of those that might move
_SHOWN = 8  # papers named of a suggestion; --json names all


@click.command(epilog=EXAMPLES + "  review taxonomy\n  review taxonomy my-survey --json")
@folder
@output
@click.option("--json", "as_json", is_flag=True, help="For programs: all of it, every paper named.")
def taxonomy(root: Path, output: str, as_json: bool) -> None:
    """Show the taxonomy with its papers, and what might be changed.

    Counts, growth, thin and overfull topics, near-duplicates, and suggestions to split, merge or
    add topics, each with the papers concerned. Changes nothing.
    """
    from review import pipeline

    with progress(3) as step:
        found = pipeline.examine(root, step)
    write(output, _plain(found) if as_json else "\n".join(_told(found)) + "\n")


def _plain(found: "Checkup") -> str:
    """Return the checkup as JSON; each paper named anywhere stands in `papers` with its title."""
    document: dict[str, Any] = {
        "counts": {
            "papers": found.tree.papers,
            "placed": found.tree.placed,
            "pinned": found.tree.pinned,
            "doubtful": len(found.tree.doubtful),
            "unplaced": len(found.tree.unplaced),
            "median": found.tree.median,
            "recent": found.tree.recent,
        },
        "years": to_plain(found.tree.years),
        "topics": to_plain(found.tree.standings),
        "doubtful": to_plain(found.tree.doubtful),
        "unplaced": to_plain(found.tree.unplaced),
        "near": to_plain(found.near),
        "suggestions": [
            {
                "kind": one.kind,
                "topics": list(one.topics),
                "why": one.why,
                "papers": list(one.papers),
                "headings": [{"title": name, "papers": list(keys)} for name, keys in one.groups],
                "moves": [{"topic": name, "papers": list(keys)} for name, keys in one.moves],
            }
            for one in found.advice
        ],
        "papers": {paper.key: paper.title for paper in found.papers},
    }
    return f"{json_line(document)}\n"


def _told(found: "Checkup") -> Iterator[str]:
    """Yield the lines of the report."""
    from review.classify.advice import reasons

    titles = {paper.key: _line(paper.title) or paper.key for paper in found.papers}
    topics = {one.topic: _line(one.title) for one in found.tree.standings}
    yield from _counted(found.tree)
    yield from _tree(found.tree)
    for state, head in (
        ("empty", "Empty topics"),
        ("thin", "Thin topics (fewer than 3 papers)"),
        ("overfull", "Overfull topics (more than 25 papers, and twice the median)"),
    ):
        held = [one for one in found.tree.standings if one.state == state]
        yield from _states(head, held, titles)
    if found.near:
        yield from ("", "Topics that are hard to tell apart")
    for pair in found.near:
        yield f"  {topics[pair.topics[0]]} / {topics[pair.topics[1]]}"
        yield f"    {reasons(pair)}"
    yield from ("", "Suggestions" if found.advice else "No suggestions.")
    for number, one in enumerate(found.advice, 1):
        yield from _advice(number, one, topics, titles)


def _counted(tree: "Tree") -> Iterator[str]:
    noun = "paper" if tree.papers == 1 else "papers"
    yield (
        f"{tree.papers} {noun}: {tree.placed} filed ({tree.pinned} by a person,"
        f" {len(tree.doubtful)} with confidence below {SURE:g}), {len(tree.unplaced)} outside"
    )
    if tree.standings:
        kept = sum(one.own > 0 for one in tree.standings)
        yield f"Topics that hold papers: {kept}, with {tree.median:g} in the median"


def _tree(tree: "Tree") -> Iterator[str]:
    """Yield the tree as a table: what is below each topic, what is doubtful, and when."""
    years = [year for year, _ in tree.years][-_YEARS:]
    span = f"{years[0]}–{years[-1]}" if years else ""
    wide = max(len(years), len(span))
    yield ""
    yield f"{'':{_TITLE}} papers  unsure  {span:{wide}}  last 2 years".rstrip()
    for one in tree.standings:
        name = "  " * one.depth + _line(one.title)
        name = name if len(name) <= _TITLE else f"{name[: _TITLE - 1]}…"
        share = "" if one.recent is None else f"{one.recent:4.0%}"
        mark = f"  {one.state}" if one.state else ""
        line = f"{name:{_TITLE}} {one.below:6}  {one.doubtful or '':6}  {_spark(one):{wide}}"
        yield f"{line}  {share:>12}{mark}".rstrip()


def _spark(one: "Standing") -> str:
    """Return a block for each of the last years, as high as its share of the topic's best year."""
    counts = [count for _, count in one.years][-_YEARS:]
    top = max(counts, default=0)
    return "".join(_BLOCKS[(8 * count - 1) // top] if count else "·" for count in counts)


def _states(head: str, topics: "Sequence[Standing]", titles: Mapping[str, str]) -> Iterator[str]:
    """Yield the topics of one state; of a thin one its papers, which are few."""
    if topics:
        yield from ("", head)
    for one in topics:
        yield f"  {one.below:3}  {_line(one.title)}"
        yield from _papers(one.papers, titles) if one.state == "thin" else ()


def _advice(
    number: int, one: "Advice", topics: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[str]:
    """Yield one suggestion: what, why, and the papers under the heading each would get."""
    names = [f"“{topics[topic]}”" for topic in one.topics]
    head = {
        "split": f"Split {' '.join(names)}",
        "merge": f"Merge {' and '.join(names)}, or say in their descriptions what sets them apart",
        "add": f"Add “{one.groups[0][0] if one.groups else ''}”"
        + (f" under {names[0]}" if names else ""),
    }[one.kind]
    yield from ("", f"{number:2}. {head}", f"    {one.why}.")
    for heading, keys in one.groups if one.kind == "split" else ():
        yield f"    → “{heading}”"
        yield from _papers(keys, titles)
    for topic, keys in one.moves:
        yield f"    next best under “{topics.get(topic, topic)}”: {len(keys)}"
        yield from _papers(keys, titles, _FEW)
    if one.kind == "add":
        yield from _papers(one.groups[0][1], titles)
    elif one.papers and not one.moves:
        yield from _papers(one.papers, titles)


def _papers(keys: Sequence[str], titles: Mapping[str, str], most: int = _SHOWN) -> Iterator[str]:
    for key in keys[:most]:
        yield f"        {key:24} {titles.get(key, '')}"
    if len(keys) > most:
        yield f"        and {len(keys) - most} more"


def _line(text: str) -> str:
    """Return `text` on one line, without what would steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
