"""Papers that people filed: the corpora, their taxonomies, and where each paper belongs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.config import load_taxonomy
from review.identity import merge
from review.model import Entry, Topic
from review.sources import read_file
from review.text.terms import title_key

DATA = Path("../shared/data")
Gold = Mapping[str | int, tuple[frozenset[str], frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Filed:
    """A corpus; `gold` maps ids to the topics a paper belongs to and those it also touches."""

    entries: tuple[Entry, ...]
    taxonomy: tuple[Topic, ...]
    gold: Gold

    @property
    def roots(self) -> dict[str, str]:
        """Topic id -> the id of the top-level topic above it."""
        return {topic.id: root.id for root in self.taxonomy for topic in root.walk()}


def lines(name: str) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file of the data folder."""
    with (DATA / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def seeds() -> Filed:
    """Return the example corpus; about a third of it is labelled."""
    labels = {title_key(row["title"]): row for row in lines("seeds/labels_dev.jsonl")}
    records = [
        record
        for path in sorted(Path("seeds").glob("*.txt"))
        for record in read_file(path, path.as_posix()).records
    ]
    works = merge(records)
    gold = {
        work.id: (frozenset(row["topic"]), frozenset(row["also"]))
        for work in works
        if (row := labels.get(title_key(work.title)))
    }
    return Filed(works, load_taxonomy(Path("taxonomy.yml")), gold)


def acl() -> Filed:
    """Return the papers of ACL 2020; topics are the names of the tracks."""
    rows = lines("acl_tracks/acl2020.jsonl")
    return _flat(rows, {row["id"]: (row["track"],) for row in rows})


def ijcai() -> Filed:
    """Return papers of IJCAI; topics are the names of the areas."""
    rows = lines("ijcai_areas/papers.jsonl")
    return _flat(rows, {row["id"]: (row["area"],) for row in rows})


def reading_list(name: str) -> Filed:
    """Return a reading list under `survey_lists/`; topics are its sections, two levels deep."""
    rows = [row for row in lines(f"survey_lists/{name}.jsonl") if row.get("paths")]
    children: dict[str, set[str]] = {}
    for path in (path for row in rows for path in row["paths"]):
        children.setdefault(path[0], set()).update(path[1:2])
    taxonomy = tuple(
        Topic(top, top, topics=tuple(Topic(f"{top} / {low}", low) for low in sorted(lows)))
        for top, lows in sorted(children.items())
    )
    gold = {row["id"]: [" / ".join(path[:2]) for path in row["paths"]] for row in rows}
    return Filed(_entries(rows), taxonomy, _gold(gold))


def nlp() -> Filed:
    """Return papers with several labels each, in a described tree of two levels."""
    nodes = [node for node in lines("nlp_taxonomy/taxonomy_nodes.jsonl") if node["level"]]
    rows = lines("nlp_taxonomy/papers.jsonl")
    children: dict[str, list[dict[str, Any]]] = {}
    for node in nodes:
        children.setdefault(node["parents"][0], []).append(node)
    tops = children["Natural Language Processing"]
    taxonomy = tuple(_node(top, children.get(top["name"], ())) for top in tops)
    return Filed(_entries(rows), taxonomy, _gold({row["id"]: row["canonical"] for row in rows}))


def _node(node: Mapping[str, Any], children: Sequence[Mapping[str, Any]]) -> Topic:
    topics = tuple(_node(child, ()) for child in children)
    name = node["name"]
    return Topic(name, name, node["description"] or "", tuple(node["synonyms"]), topics)


def _flat(rows: Sequence[Mapping[str, Any]], gold: Mapping[str, Sequence[str]]) -> Filed:
    names = sorted({name for topics in gold.values() for name in topics})
    return Filed(_entries(rows), tuple(Topic(name, name) for name in names), _gold(gold))


def _entries(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(id=row["id"], title=row["title"], abstract=row["abstract"] or "") for row in rows
    )


def _gold(topics: Mapping[str, Iterable[str]]) -> Gold:
    return {paper: (frozenset(names), frozenset()) for paper, names in topics.items()}
