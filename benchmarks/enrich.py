"""Works found again in a snapshot of 60,000: exact titles, and titles with noise of seven kinds."""

import random
import re
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from review.enrich import Index, enrich
from review.identity import merge
from review.model import Problem, Record, Work
from review.sources import read_file
from review.sources.stream import stream
from review.text.terms import title_key

SEEDS = Path("../shared/data/seeds")
SNAPSHOT = Path("../shared/data/metadata/snapshot_60k.jsonl.xz")
ROUNDS = 10  # draws of the tenth of the titles that are noisy
Noise = Callable[[str, random.Random], str]
Row = dict[str, Any]


def run() -> list[Row]:
    """Return recall and false matches over the seeds, in percent of the works the snapshot has.

    A false match is a fact joined to a work of another title. With the true works taken out of
    the snapshot every match is false. Raises `FileNotFoundError` where the data is absent.
    """
    works = _seeds()
    facts = _snapshot(works)
    truth = _truth(works, facts)
    rows = [*_exact(works, truth), *_tenth(works, facts, truth)]
    for kind, noise in KINDS.items():
        rows += _all_noisy(kind, noise, works, facts, truth)
    untitled = [replace(work, abstract="") for work in works]
    for kind in ("1–3 typos", "subtitle dropped", "another subtitle"):
        rows += _all_noisy(f"{kind}, no abstract known", KINDS[kind], untitled, facts, truth)
    return rows


def _seeds() -> list[Work]:
    paths = sorted(SEEDS.glob("*.txt"))
    if not paths or not SNAPSHOT.exists():
        raise FileNotFoundError(SEEDS if not paths else SNAPSHOT)
    return list(merge([r for path in paths for r in read_file(path, path.name).records]))


def _snapshot(works: Sequence[Work]) -> list[Record]:
    """Return all facts of the snapshot, since each kind of noise sifts them anew."""
    found = stream(SNAPSHOT, "snapshot", lambda _: True)
    return [one for one in found if isinstance(one, Record)]


def _truth(works: Sequence[Work], facts: Sequence[Record]) -> dict[str | int, int]:
    """Return, by the id of a work, the line of the fact that has its title."""
    lines = {_compact(fact.title): fact.origin.line for fact in facts}
    return {work.id: lines[k] for work in works if (k := _compact(work.title)) in lines}


def _compact(title: str) -> str:
    return title_key(title).replace(" ", "")


def _exact(works: Sequence[Work], truth: dict[str | int, int]) -> list[Row]:
    """Return the figures of the titles as they are, read and matched as the command does it."""
    start = time.process_time()
    index = Index(works)
    found = list(stream(SNAPSHOT, "snapshot", index.wants))
    facts = [one for one in found if isinstance(one, Record)]
    right, false = _score(works, facts, index, truth)
    seconds = time.process_time() - start
    problems = sum(isinstance(one, Problem) for one in found)
    return [
        _row("titles as they are", "works", len(works), "362"),
        _row("titles as they are", "found", right, "353"),
        _row("titles as they are", "false matches", false, "0"),
        _row("titles as they are", "problems of the snapshot", problems, "0"),
        _row("titles as they are", "CPU s for 60,000 works", round(seconds, 1), "≤ 6"),
    ]


def _score(
    works: Sequence[Work], facts: Sequence[Record], index: Index, truth: dict[str | int, int]
) -> tuple[int, int]:
    """Return how many works were joined to their fact, and how many to another one."""
    done = enrich(works, facts, index.vocabulary)
    right = false = 0
    for work in done.works:
        said = {note.source for note in work.provenance if note.source.startswith("snapshot:")}
        right += f"snapshot:{truth.get(work.id)}" in said
        false += bool(said - {f"snapshot:{truth.get(work.id)}"})
    return right, false


def _sifted(works: Sequence[Work], facts: Sequence[Record]) -> tuple[list[Record], Index]:
    index = Index(works)
    return [fact for fact in facts if index.wants(fact)], index


def _tenth(
    works: Sequence[Work], facts: Sequence[Record], truth: dict[str | int, int]
) -> list[Row]:
    """Return the figures where a tenth of the titles have noise of some kind, over many draws."""
    recalls, falses, wrong = [], 0, 0
    rest = _without(facts, truth)
    for draw in range(ROUNDS):
        rng = random.Random(draw)
        chosen = set(rng.sample(range(len(works)), round(len(works) / 10)))
        kinds = list(KINDS.values())
        noisy = [
            replace(work, title=rng.choice(kinds)(work.title, rng)) if i in chosen else work
            for i, work in enumerate(works)
        ]
        right, false = _score(noisy, *_sifted(noisy, facts), truth)
        recalls.append(right)
        falses += false
        wrong += _score(noisy, *_sifted(noisy, rest), {})[1]
    mean = 100 * sum(recalls) / len(recalls) / len(truth)
    name = f"a tenth of the titles noisy ({ROUNDS} draws)"
    return [
        _row(name, "recall, %", round(mean, 1), "97"),
        _row(name, "recall of the worst draw, %", round(100 * min(recalls) / len(truth), 1), "97"),
        _row(name, "false matches, all draws", falses, "0"),
        _row(name, "matches where the true works are left out, all draws", wrong, "0"),
    ]


def _all_noisy(
    kind: str,
    noise: Noise,
    works: Sequence[Work],
    facts: Sequence[Record],
    truth: dict[str | int, int],
) -> list[Row]:
    """Return the figures of the works whose title the noise changes."""
    rng = random.Random(kind)
    noisy = [replace(work, title=noise(work.title, rng)) for work in works]
    changed = [new for old, new in zip(works, noisy, strict=True) if new.title != old.title]
    present = sum(work.id in truth for work in changed)
    right, false = _score(changed, *_sifted(changed, facts), truth)
    wrong = _score(changed, *_sifted(changed, _without(facts, truth)), {})[1]
    name = f"every title noisy: {kind} ({present})"
    return [
        _row(name, "recall, %", round(100 * right / present, 1), ""),
        _row(name, "false matches", false, "0"),
        _row(name, "matches where the true works are left out", wrong, "0"),
    ]


def _without(facts: Sequence[Record], truth: dict[str | int, int]) -> list[Record]:
    lines = set(truth.values())
    return [fact for fact in facts if fact.origin.line not in lines]


def _row(name: str, figure: str, value: float, asked: str) -> Row:
    return {"name": name, "figure": figure, "value": value, "asked": asked}


# ── noise ────────────────────────────────────────────────────────────────────────────────────

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SUBTITLES = (
    "A New Perspective",
    "Theory and Practice",
    "An Empirical Study",
    "Methods and Results",
    "Towards a Better Understanding",
    "A Unified Framework",
)


def _typos(title: str, rng: random.Random) -> str:
    """Return the title with one to three letters left out, put in, changed or swapped."""
    text = list(title)
    for _ in range(rng.randint(1, 3)):
        i = rng.randrange(len(text) - 1)
        match rng.randrange(4):
            case 0:
                del text[i]
            case 1:
                text.insert(i, rng.choice(_LETTERS))
            case 2:
                text[i] = rng.choice(_LETTERS)
            case _:
                text[i], text[i + 1] = text[i + 1], text[i]
    return "".join(text)


def _dropped(title: str, _: random.Random) -> str:
    return title.partition(":")[0].strip() if len(title.partition(":")[0].split()) > 1 else title


def _added(title: str, rng: random.Random) -> str:
    return f"{title}: {rng.choice(_SUBTITLES)}"


def _changed(title: str, rng: random.Random) -> str:
    head, colon, _ = title.partition(":")
    return f"{head}: {rng.choice(_SUBTITLES)}" if colon else title


def _unspaced(title: str, rng: random.Random) -> str:
    """Return the title with half of its spaces lost."""
    return re.sub(" ", lambda _: rng.choice(("", " ")), title)


def _cased(title: str, rng: random.Random) -> str:
    return rng.choice((title.upper(), title.lower()))


def _stripped(title: str, _: random.Random) -> str:
    """Return the title without accents, hyphens, quotes and markup."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\"'`$\\{}^_]", "", plain)


KINDS: dict[str, Noise] = {
    "1–3 typos": _typos,
    "subtitle dropped": _dropped,
    "subtitle added": _added,
    "another subtitle": _changed,
    "lost spaces": _unspaced,
    "upper or lower case": _cased,
    "lost accents, hyphens, markup": _stripped,
}
