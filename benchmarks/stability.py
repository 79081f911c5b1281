"""How much of a published survey changes when papers are added: the ledger against a fresh start.

A share of the works of the example is held back, the survey is built and its ledger kept; then the
works are added and it is built again. Placements, keys, and the sentences of sections that got no
new work are compared, and the places on the map. The drift of twenty additions of five works each
is drawn as `benchmarks/stability.svg`.
"""

import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from review.changes import compare
from review.config import load_config
from review.identity import dump_lock, load_ledger
from review.model import Changes, Ledger, Record, Survey
from review.pipeline import build
from review.render.jsonfile import survey_plain
from review.serial import entry_plain, json_line
from review.sources import read_file

Row = dict[str, Any]
SHARE, DRAWS = 0.05, 5
STEPS, EACH = 20, 5
ROOT = Path()
DRAWN = Path("benchmarks/stability.svg")


@dataclass(frozen=True, slots=True)
class Drift:
    """Shares of what was there before that changed, in percent."""

    placements: float
    sentences: float
    cells: float
    keys: int


def run() -> list[Row]:
    """Return the figures, and draw the drift of successive additions."""
    records = _records()
    found = [_added(records, random.Random(draw)) for draw in range(DRAWS)]
    rows = [
        _row(f"+{SHARE:.0%} works: old placements changed, %", [d.placements for d in found], "5"),
        _row(
            f"+{SHARE:.0%} works: sentences changed in sections without a new work, %",
            [d.sentences for d in found], "15",
        ),
        _row(f"+{SHARE:.0%} works: places on the map changed, %", [d.cells for d in found]),
        _row(f"+{SHARE:.0%} works: keys changed", [d.keys for d in found], "0"),
    ]  # fmt: skip
    drift = list(_successive(records, random.Random(0)))
    DRAWN.write_text(_drawing(drift), encoding="utf-8")
    last = drift[-1]
    name = f"{STEPS} additions of {EACH}:"
    return [
        *rows,
        _row(f"{name} old placements changed in all, %", [last.placements]),
        _row(f"{name} sentences of the first edition gone, %", [last.sentences]),
        _row(f"{name} places on the map changed, %", [last.cells]),
        _row(f"{name} keys changed", [last.keys], "0"),
    ]


def _row(figure: str, values: Sequence[float], asked: str = "") -> Row:
    worst = f" (worst {max(values):.1f})" if len(values) > 1 else ""
    value = f"{mean(values):.1f}{worst}"
    return {"name": "living-review", "figure": figure, "value": value, "asked": asked}


def _records() -> list[Record]:
    """Return one record for each title of the seeds."""
    seen: dict[str, Record] = {}
    for path in sorted(Path("seeds").glob("*.txt")):
        for record in read_file(path, path.as_posix()).records:
            seen.setdefault(record.title.casefold(), record)
    return list(seen.values())


def _folder(folder: Path) -> None:
    """Make a survey folder of the example's taxonomy, without a person's decisions."""
    settings = "title: Stability\nseeds: [seeds.jsonl]\nmetadata: [metadata.jsonl]\n"
    (folder / "review.yml").write_text(settings, encoding="utf-8")
    shutil.copyfile("taxonomy.yml", folder / "taxonomy.yml")
    shutil.copyfile("mkdocs.yml", folder / "mkdocs.yml")
    shutil.copyfile("seeds/metadata.jsonl", folder / "metadata.jsonl")


def _built(folder: Path, records: Sequence[Record]) -> Survey:
    """Return the survey of the records with the ledger of the folder, and keep the new ledger."""
    lines = "".join(json_line(entry_plain(record)) + "\n" for record in records)
    (folder / "seeds.jsonl").write_text(lines, encoding="utf-8")
    lock = folder / "review.lock"
    ledger = load_ledger(lock) if lock.exists() else Ledger()
    survey = build(load_config(folder), ledger)
    lock.write_text(dump_lock(survey.papers, ledger.works, survey.spots), encoding="utf-8")
    return survey


def _added(records: Sequence[Record], luck: random.Random) -> Drift:
    held = set(luck.sample(range(len(records)), round(SHARE * len(records))))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _folder(folder)
        before = _built(folder, [r for i, r in enumerate(records) if i not in held])
        return drift(before, _built(folder, records), quiet=True)


def _successive(records: Sequence[Record], luck: random.Random) -> Iterator[Drift]:
    """Yield the drift from the first edition after each addition."""
    order = luck.sample(range(len(records)), len(records))
    start = len(records) - STEPS * EACH
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _folder(folder)
        first = _built(folder, [records[i] for i in sorted(order[:start])])
        for step in range(1, STEPS + 1):
            now = [records[i] for i in sorted(order[: start + step * EACH])]
            yield drift(first, _built(folder, now), quiet=False)


def drift(before: Survey, after: Survey, *, quiet: bool) -> Drift:
    """Return what changed of `before`; `quiet`: sentences of sections without a new work alone."""
    changes = compare(survey_plain(before), survey_plain(after))
    cells = {spot.paper: (spot.q, spot.r) for spot in after.spots}
    moved = sum(cells.get(spot.paper) != (spot.q, spot.r) for spot in before.spots)
    return Drift(
        100 * len(changes.moved) / len(before.papers),
        _sentences(before, changes, {s.topic for s in after.sections}, quiet),
        100 * moved / max(1, len(before.spots)),
        len(changes.keys),
    )


def _sentences(before: Survey, changes: Changes, there: set[str], quiet: bool) -> float:
    fresh = {section.topic for section in changes.sections if section.fresh}
    counted = [s for s in before.sections if s.topic in there and not (quiet and s.topic in fresh)]
    said = sum(not q.counted for s in counted for p in s.paragraphs for q in p.quotes)
    names = {section.topic for section in counted}
    lost = sum(len(section.lost) for section in changes.sections if section.topic in names)
    return 100 * lost / max(1, said)


# ── the drawing ──────────────────────────────────────────────────────────────────────────────

_SERIES = (("placements", "#8c2f1f"), ("sentences", "#1f5a66"), ("cells", "#8a8f98"))
_WIDE, _TALL, _LEFT, _TOP = 520, 220, 44, 14


def _drawing(found: Sequence[Drift]) -> str:
    """Return the drift of each step as a line chart."""
    top = max(5.0, *(getattr(d, name) for d in found for name, _ in _SERIES))
    wide, tall = _WIDE - _LEFT - 90, _TALL - _TOP - 34
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_TALL}"'
        ' font-family="sans-serif" font-size="11">',
        f"<title>Drift of a survey over {len(found)} additions of {EACH} works</title>",
    ]
    for part in range(5):
        y = _TOP + tall * part / 4
        lines.append(f'<path d="M{_LEFT} {y:.1f}h{wide}" stroke="#ddd"/>')
        value = top * (4 - part) / 4
        lines.append(
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:.0f} %</text>'
        )
    for name, colour in _SERIES:
        points = [
            (_LEFT + wide * i / len(found), _TOP + tall * (1 - getattr(d, name) / top))
            for i, d in enumerate((Drift(0, 0, 0, 0), *found))
        ]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        lines.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = points[-1]
        lines.append(f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{colour}">{name}</text>')
    lines.append(f'<text x="{_LEFT}" y="{_TALL - 10}">first edition</text>')
    end = f"{len(found)} additions of {EACH} works"
    lines.append(f'<text x="{_LEFT + wide}" y="{_TALL - 10}" text-anchor="end">{end}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"
