"""A survey through two editions, with a person's hand between: is every promise kept?

A folder is begun with some exports and no taxonomy, and built. Then the taxonomy is edited (a topic
renamed, one added, one taken away), five works are pinned, two left out, two merged, one gets
another key; a paragraph is written into a protected part of a page and of a LaTeX section, and a
page is added. The other exports come, and all is built again.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.promise import Promise, holds, none, sends, twin
from review.config import dump_taxonomy, load_taxonomy
from review.model import Topic
from review.serial import dump_yaml

Row = dict[str, Any]
Stated = Mapping[str, Any]
EXPORTS = Path("../shared/data/import_files")
OTHER_FIELD = ("*psycinfo_124.ris", "*pubmed_176.ris", "*scopus_255.ris")
FIRST, SECOND = "2026-01-01", "2026-02-02"
NEW = Topic("cost-and-time", "Cost and time", "What it costs, and how long it takes.")
REASON = "Not about this: it was found by mistake."
WORDS = "We see this otherwise. *This paragraph is ours*, not the program's.\n"
PAGE = "# Our view\n\nWritten by hand; see the [topics](topics/index.md).\n"
_COUNT = re.compile(r"- \d+ → \d+ [a-z ]+|### [A-Z][a-z ]+ \(\d+\)")
LONGEST = 7_000  # characters of a diff that are shown


@dataclass(frozen=True, slots=True)
class Story:
    """A story told: the promises, what `review diff` said before the second build, and counts."""

    promises: tuple[Promise, ...]
    diff: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Edits:
    """What the person does, by citation keys and topic ids of the first edition."""

    renamed: str
    gone: str
    pins: Mapping[str, str]
    excluded: tuple[str, ...]
    merged: tuple[str, ...]
    rekeyed: str
    touched: frozenset[str] = field(default=frozenset())


def run() -> list[Row]:
    """Return the figures of the example's five dumps and of exports of another field."""
    dumps = sorted(Path("seeds").glob("*.txt"))
    exports = [path for pattern in OTHER_FIELD for path in sorted(EXPORTS.glob(pattern))]
    if len(exports) < len(OTHER_FIELD):
        raise FileNotFoundError(EXPORTS)
    rows: list[Row] = []
    for name, files, first in (("five dumps", dumps, 3), ("PsycINFO, PubMed, Scopus", exports, 2)):
        with tempfile.TemporaryDirectory() as folder:
            story = tell(Path(folder, "survey"), files[:first], files[first:])
        rows += [
            {"name": name, "figure": one.name, "value": one.value, "asked": one.asked}
            for one in story.promises
        ]
        rows.append({"text": _printed(name, story, titles=files is dumps)})
    return rows


def _printed(name: str, story: Story, *, titles: bool) -> str:
    """Return what `review diff` said; without titles, what of it is counts."""
    lines = story.diff.splitlines()
    kept = lines if titles else [line for line in lines if _COUNT.fullmatch(line)]
    text = "\n".join(kept)
    cut = f"{text[:LONGEST].rsplit(chr(10), 1)[0]}\n- …" if len(text) > LONGEST else text
    said = f"What `review diff --markdown` says before the second build ({name}):"
    return f"<details><summary>{said}</summary>\n\n{cut}\n\n</details>\n"


# ── the story ────────────────────────────────────────────────────────────────────────────────


def tell(root: Path, first: Sequence[Path], then: Sequence[Path]) -> Story:
    """Return how the story goes in the folder `root`, which is made."""
    _review("init", root, *first, "--title", "A story", "--no-build")
    with (root / "review.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"date: {FIRST}\nurl: https://example.org/story/\n")
    _review("build", root, "--no-html")
    before, pages = _stated(root), _pages(root)
    edits = _edits(before, load_taxonomy(root / "taxonomy.yml"))
    written = _edit(root, edits)
    for path in then:
        (root / "seeds" / path.name).write_bytes(path.read_bytes())
    settings = (root / "review.yml").read_text("utf-8").replace(FIRST, SECOND)
    (root / "review.yml").write_text(settings, "utf-8")
    told = json.loads(_review("diff", root, "--json").stdout)
    diff = _review("diff", root, "--markdown").stdout
    _review("build", root)
    after = _stated(root)
    promises = (
        *_stable(before, after, edits),
        *_addresses(root, pages, edits),
        *_hand(root, after, edits, written),
        _quiet(told, before),
        *_said(told, before, after, edits),
        *_sound(root),
    )
    return Story(promises, diff, after["counts"])


def _review(*arguments: str | Path, fails: bool = False) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "review", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not fails:
        raise RuntimeError(f"review {arguments[0]}: {done.stderr}")
    return done


def _stated(root: Path) -> Stated:
    return dict(json.loads((root / "site" / "survey.json").read_text("utf-8")))


def _pages(root: Path) -> tuple[str, ...]:
    site = root / "site"
    return tuple(sorted(path.relative_to(site).as_posix() for path in site.rglob("*.md")))


def _edits(survey: Stated, taxonomy: Sequence[Topic]) -> Edits:
    """Return what is done to a survey: the same whenever it is the same."""
    filed = _filed(survey)
    sizes = Counter(filed.values())
    leaves = [topic.id for root in taxonomy for topic in root.walk() if not topic.topics]
    beside = {t.id for root in taxonomy for t in root.topics if len(root.topics) > 1}
    renamed = max(leaves, key=lambda topic: (sizes[topic], topic))
    apart = [topic for topic in leaves if topic in beside and topic != renamed and sizes[topic]]
    gone = min(apart, key=lambda topic: (sizes[topic], topic))
    next_best = _next_best(survey, {*leaves} - {gone})
    others = [key for key in next_best if filed[key] not in (renamed, gone)]
    step = len(others) // 10
    chosen = [others[i * step] for i in range(10)]
    pins = {key: next_best[key] if i else NEW.id for i, key in enumerate(chosen[:5])}
    return Edits(
        renamed, gone, pins, tuple(chosen[5:7]), tuple(chosen[7:9]), chosen[9], frozenset(chosen)
    )


def _next_best(survey: Stated, leaves: set[str]) -> dict[str, str]:
    """Return the topic that fits each placed work best after its own, by key."""
    found = {
        one["paper"]: [topic for topic, _ in one["alternatives"] if topic in leaves]
        for one in survey["assignments"]
        if one["placed"]
    }
    return {key: topics[0] for key, topics in sorted(found.items()) if topics}


def _filed(survey: Stated) -> dict[str, str]:
    """Return the topic of each work that is placed, by key."""
    return {one["paper"]: one["topic"] for one in survey["assignments"] if one["placed"]}


def _edit(root: Path, edits: Edits) -> dict[str, bytes]:
    """Do what the person does, and return the files in which words of hers stand."""
    topics = [_edited(topic, edits) for topic in load_taxonomy(root / "taxonomy.yml")]
    topics = [*topics, NEW]
    (root / "taxonomy.yml").write_text(dump_taxonomy(topics), "utf-8")
    decisions = {
        "pins": [{"paper": key, "topic": topic} for key, topic in edits.pins.items()],
        "exclude": [{"paper": key, "reason": REASON} for key in edits.excluded],
        "merge": [list(edits.merged)],
        "keys": {edits.rekeyed: f"{edits.rekeyed}-again"},
    }
    (root / "curation.yml").write_text(dump_yaml(decisions), "utf-8")  # type: ignore[arg-type]
    for name, mark in (
        (f"topics/{edits.renamed}.md", "<!-- review:keep intro -->\n"),
        (f"topics/{edits.gone}.md", "<!-- review:keep end -->\n"),
        (f"papers/{edits.rekeyed}.md", "<!-- review:keep intro -->\n"),
        (_section(root), "% review:keep end\n"),
    ):
        path = root / "site" / name
        text = path.read_text("utf-8")
        path.write_text(text.replace(mark, mark + WORDS), "utf-8")
    (root / "site" / "our-view.md").write_text(PAGE, "utf-8")
    nav = (root / "mkdocs.yml").read_text("utf-8")
    nav = nav.replace("  - Overview: index.md\n", "  - Overview: index.md\n  - Ours: our-view.md\n")
    (root / "mkdocs.yml").write_text(nav, "utf-8")
    return {"our-view.md": PAGE.encode()}


def _section(root: Path) -> str:
    """Return the first file of the LaTeX review that has a protected part."""
    found = sorted((root / "site" / "sections").glob("*.tex"))
    return next(
        path.relative_to(root / "site").as_posix()
        for path in found
        if "% review:keep end\n" in path.read_text("utf-8")
    )


def _edited(topic: Topic, edits: Edits) -> Topic:
    title = f"{topic.title}, and more" if topic.id == edits.renamed else topic.title
    below = tuple(_edited(child, edits) for child in topic.topics if child.id != edits.gone)
    return Topic(topic.id, title, topic.description, topic.keywords, below)


# ── its promises ─────────────────────────────────────────────────────────────────────────────


def _stable(before: Stated, after: Stated, edits: Edits) -> Iterable[Promise]:
    """Yield what became of keys and places of works that the person left alone."""
    old, new = ({p["id"]: p["key"] for p in survey["papers"]} for survey in (before, after))
    alone = {id_: key for id_, key in old.items() if key not in edits.touched}
    yield none("citation keys changed", (k for i, k in alone.items() if new.get(i, k) != k))
    yield none("works lost", (key for id_, key in alone.items() if not _kept(id_, key, after)))
    was, now = _filed(before), _filed(after)
    there = [key for key in alone.values() if key in was and was[key] != edits.gone and key in now]
    moved = [key for key in there if was[key] != now[key]]
    asked = [key for key in moved if now[key] == NEW.id]
    share = 100 * (len(moved) - len(asked)) / len(there)
    yield Promise("old placements changed, %", f"{share:.1f}", "5", share <= 5)
    yield Promise("works that the new topic took from others", str(len(asked)), "", kept=True)
    pinned = {key: topic for key, topic in edits.pins.items() if now.get(key) != topic}
    yield none("pins not followed", pinned)


def _quiet(told: Stated, before: Stated) -> Promise:
    """Return what became of the sentences of sections whose works are the same."""
    fresh = {one["topic"] for one in told["sections"] if one["fresh"]}
    said = {
        section["topic"]: sum(
            not q.get("counted") for p in section["paragraphs"] for q in p["quotes"]
        )
        for section in before["sections"]
        if section["topic"] not in fresh
    }
    lost = sum(len(one["lost"]) for one in told["sections"] if one["topic"] in said)
    value = f"{lost} of {sum(said.values())}"
    return Promise("sentences gone from sections whose works stayed", value, "", kept=True)


def _kept(id_: str, key: str, survey: Stated) -> bool:
    """Whether a work is still there, be it as a part of another one."""
    return any(p["id"] == id_ or key in (p["key"], *p.get("aliases", ())) for p in survey["papers"])


def _addresses(root: Path, pages: Sequence[str], edits: Edits) -> Iterable[Promise]:
    """Yield whether every page is where it was, or says where to go."""
    yield none("addresses of pages that died", set(pages) - set(_pages(root)))
    html = {path: path.with_suffix(".html") for path in map(Path, pages)}
    yield none(
        "addresses of the website that died",
        (name for name in html.values() if not (root / "public" / name).is_file()),
    )
    left = [(root / "site/papers" / f"{key}.md").read_text("utf-8") for key in edits.excluded]
    yield none("works left out whose page does not say why", (t for t in left if REASON not in t))
    moved = [f"topics/{edits.gone}", f"papers/{edits.rekeyed}"]
    moved += [f"papers/{key}" for key in edits.merged]
    sent = [name for name in moved if sends(root / "public" / f"{name}.html")]
    yield Promise("pages that send on: a topic, a key, a part", str(len(sent)), "3", len(sent) == 3)
    sitemap = (root / "public" / "sitemap.xml").read_text("utf-8")
    yield none("of them in the sitemap", (name for name in sent if f"{name}.html" in sitemap))


def _hand(
    root: Path, after: Stated, edits: Edits, written: Mapping[str, bytes]
) -> Iterable[Promise]:
    """Yield whether what the person wrote and decided is there."""
    site = root / "site"
    page = (site / "topics" / f"{edits.renamed}.md").read_text("utf-8")
    section = (site / _section(root)).read_text("utf-8")
    yield holds("words in the protected part of a page stand", kept=WORDS in page)
    yield holds("words in a LaTeX section stand", kept=WORDS in section)
    kept = site / "kept" / "topics" / f"{edits.gone}.md"
    yield holds("words on the page of a topic that left are kept", kept=_has(kept))
    renamed = site / "papers" / f"{edits.rekeyed}-again.md"
    yield holds("words on the page of a work follow its new key", kept=_has(renamed))
    same = all((site / name).read_bytes() == content for name, content in written.items())
    yield holds("the page of her own is as it was", kept=same)
    methods = (site / "methods.md").read_text("utf-8")
    counted = after["counts"]["excluded"] == len(edits.excluded) == methods.count(REASON)
    yield holds("works left out are counted, and listed with the reason", kept=counted)
    merged = [p for p in after["papers"] if p["key"] in edits.merged]
    one = len(merged) == 1 and set(edits.merged) <= {merged[0]["key"], *merged[0]["aliases"]}
    yield holds("the two merged works are one", kept=one)


def _has(path: Path) -> bool:
    return path.is_file() and WORDS in path.read_text("utf-8")


def _said(told: Stated, before: Stated, after: Stated, edits: Edits) -> Iterable[Promise]:
    """Yield whether `review diff` told all of it beforehand."""
    old = {paper["id"] for paper in before["papers"]}
    added = {paper["key"] for paper in after["papers"] if paper["id"] not in old}
    yield holds("the diff names all new works", kept={w["key"] for w in told["added"]} == added)
    removed = {work["key"] for work in told["removed"]}
    yield holds("… the works left out", kept=removed == set(edits.excluded))
    merged = {one["before"] for one in told["merged"]}
    yield holds("… the merged ones", kept=len(merged & set(edits.merged)) == 1)
    yield holds("… the new key", kept=edits.rekeyed in {o["before"] for o in told["keys"]})
    topics = (told["topics_added"], len(told["topics_removed"]), len(told["topics_renamed"]))
    yield holds("… the topics", kept=topics == ([NEW.title], 1, 1))
    pinned = {one["work"]["key"] for one in told["moved"] if one["by"] == "person"}
    yield holds("… the pins", kept=set(edits.pins) <= pinned)


def _sound(root: Path) -> Iterable[Promise]:
    """Yield whether the survey keeps its promises, and is the same when it is built again."""
    checked = _review("check", root, fails=True)
    yield Promise("review check", f"exit {checked.returncode}", "exit 0", checked.returncode == 0)
    files = [path for path in sorted((root / "site").rglob("*")) if path.is_file()]
    files += [root / "review.lock", root / "mkdocs.yml"]
    once = {path: path.read_bytes() for path in files}
    _review("build", root, "--no-html", "--no-cache")
    changed = [path for path, content in once.items() if path.read_bytes() != content]
    yield none("files that another build changes", changed)
    elsewhere = root.with_name(f"{root.name}-again")
    shutil.copytree(root, elsewhere, ignore=shutil.ignore_patterns("site", "public", ".cache"))
    _review("build", elsewhere, "--no-html")
    made = [path for path in files if path.is_file() and WORDS.encode() not in once[path]]
    other = [p for p in made if p.name != "our-view.md" and once[p] != twin(elsewhere, root, p)]
    yield none("files that the inputs and review.lock alone make otherwise", other)
    new = (root / "site" / "index.md").read_text("utf-8")
    yield holds("the first page says what is new", kept=f"{SECOND}: " in new)
