"""Works found again in a snapshot of 60,000: exact titles, and titles with noise of seven kinds."""

import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from review.enrich import Index, Vocabulary, enrich
from review.identity import merge
from review.model import Problem, Record, Work
from review.sources import read_file
from review.sources.stream import stream
from review.text.terms import title_key

SEEDS = Path("../shared/data/seeds")
SNAPSHOT = Path("../shared/data/metadata/snapshot_60k.jsonl.xz")
ROUNDS = 5  # draws of the tenth of the titles that are noisy
Noise = Callable[[str, random.Random], str]
Row = dict[str, Any]
Truth = dict[str | int, Record]


def run() -> list[Row]:
    """Return recall and false matches over the seeds, in percent of the works the snapshot has.

    A false match is a fact of other people joined to a work. With the true works taken out of the
    snapshot, a match of the same people is their paper under another title; it is counted apart.
    Raises `FileNotFoundError` where the data is absent.
    """
    works = _seeds()
    found = stream(SNAPSHOT, "snapshot", lambda _: True)
    facts = [one for one in found if isinstance(one, Record)]
    truth = _truth(works, facts)
    rows = [*_exact(works, truth), *_tenth(works, facts, truth)]
    for kind, noise in KINDS.items():
        rows += _all_noisy(kind, noise, works, facts, truth)
    untold = [replace(work, abstract="") for work in works]
    for kind in ("1–3 typos", "subtitle dropped", "another subtitle"):
        rows += _all_noisy(f"{kind}, abstract unknown", KINDS[kind], untold, facts, truth)
    return rows


def _seeds() -> list[Work]:
    paths = sorted(SEEDS.glob("*.txt"))
    if not paths or not SNAPSHOT.exists():
        raise FileNotFoundError(SEEDS if not paths else SNAPSHOT)
    return list(merge([r for path in paths for r in read_file(path, path.name).records]))


def _truth(works: Sequence[Work], facts: Sequence[Record]) -> Truth:
    """Return, by the id of a work, the fact that has its title."""
    titled = {_compact(fact.title): fact for fact in facts}
    return {work.id: titled[k] for work in works if (k := _compact(work.title)) in titled}


def _compact(title: str) -> str:
    return title_key(title).replace(" ", "")


def _exact(works: Sequence[Work], truth: Truth) -> list[Row]:
    """Return the figures of the titles as they are, read and matched as the command does it."""
    start = time.process_time()
    index = Index(works)
    found = list(stream(SNAPSHOT, "snapshot", index.wants))
    facts = [one for one in found if isinstance(one, Record)]
    score = _score(works, facts, index.vocabulary, truth)
    seconds = time.process_time() - start
    problems = sum(isinstance(one, Problem) for one in found)
    name = "titles as they are"
    return [
        _row(name, "works", len(works), "362"),
        _row(name, "found", score["right"], "353"),
        _row(name, "false matches", score["false"] + score["retitled"], "0"),
        _row(name, "problems of the snapshot", problems, "0"),
        _row(name, "CPU s for 60,000 works", round(seconds, 1), "≤ 6"),
    ]


def _score(
    works: Sequence[Work], facts: Sequence[Record], vocabulary: Vocabulary, truth: Truth
) -> Counter[str]:
    """Return how many matches are right, of the same people under another title, and false."""
    at = {str(fact.origin): fact for fact in facts}
    score: Counter[str] = Counter()
    for work in enrich(works, facts, vocabulary).works:
        true = truth.get(work.id)
        said = {note.source for note in work.provenance if note.source in at}
        for fact in (at[source] for source in said):
            right = true is not None and fact.origin == true.origin
            same = true is not None and 2 * len(_people(fact) & _people(true)) >= len(_people(true))
            score["right" if right else "retitled" if same else "false"] += 1
    return score


def _people(fact: Record) -> set[str]:
    return {title_key(author.family) for author in fact.authors}


def _both(
    works: Sequence[Work], facts: Sequence[Record], truth: Truth
) -> tuple[Counter[str], Counter[str]]:
    """Return the score with all facts, and the score without those that are true."""
    index = Index(works)
    sifted = [fact for fact in facts if index.wants(fact)]
    true = {fact.origin for fact in truth.values()}
    others = [fact for fact in sifted if fact.origin not in true]
    return (
        _score(works, sifted, index.vocabulary, truth),
        _score(works, others, index.vocabulary, truth),
    )


def _tenth(works: Sequence[Work], facts: Sequence[Record], truth: Truth) -> list[Row]:
    """Return the figures where a tenth of the titles have noise of some kind, over some draws."""
    rights = []
    sums: Counter[str] = Counter()
    for draw in range(ROUNDS):
        rng = random.Random(draw)
        chosen = set(rng.sample(range(len(works)), round(len(works) / 10)))
        kinds = list(KINDS.values())
        noisy = [
            replace(work, title=rng.choice(kinds)(work.title, rng)) if i in chosen else work
            for i, work in enumerate(works)
        ]
        score, rest = _both(noisy, facts, truth)
        rights.append(score["right"])
        sums += Counter({"false": score["false"], "rest": rest["false"]})
    name = f"a tenth of the titles noisy ({ROUNDS} draws)"
    mean = sum(rights) / len(rights)
    return [
        _row(name, "recall, %", _percent(mean, len(truth)), "97"),
        _row(name, "recall of the worst draw, %", _percent(min(rights), len(truth)), "97"),
        _row(name, "false matches", sums["false"], "0"),
        _row(name, "false matches, true works left out", sums["rest"], "0"),
    ]


def _all_noisy(
    kind: str, noise: Noise, works: Sequence[Work], facts: Sequence[Record], truth: Truth
) -> list[Row]:
    """Return the figures of the works whose title the noise changes."""
    rng = random.Random(kind)
    noisy = [replace(work, title=noise(work.title, rng)) for work in works]
    changed = [new for old, new in zip(works, noisy, strict=True) if new.title != old.title]
    present = sum(work.id in truth for work in changed)
    score, rest = _both(changed, facts, truth)
    name = f"every title noisy: {kind} ({present})"
    return [
        _row(name, "recall, %", _percent(score["right"], present), ""),
        _row(name, "false matches", score["false"], "0"),
        _row(name, "false matches, true works left out", rest["false"], "0"),
        _row(name, "the same people's paper of another title", rest["retitled"], ""),
    ]


def _percent(part: float, whole: int) -> float:
    return round(100 * part / whole, 1)


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
