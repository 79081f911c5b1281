"""The five dumps of the example survey: records, works and problems."""

from pathlib import Path
from typing import Any

from review.identity import merge
from review.sources import read_file

DATA = Path("../shared/data/seeds")


def run() -> list[dict[str, Any]]:
    """Return the counts over the dumps; raises `FileNotFoundError` where they are absent."""
    paths = sorted(DATA.glob("*.txt"))
    if not paths:
        raise FileNotFoundError(DATA)
    batches = [read_file(path, path.name) for path in paths]
    records = [record for batch in batches for record in batch.records]
    figures = {
        "records": (len(records), 432),
        "works": (len(merge(records)), 362),
        "problems": (sum(len(batch.problems) for batch in batches), 0),
    }
    return [
        {"name": "living-review", "figure": figure, "value": value, "asked": str(asked)}
        for figure, (value, asked) in figures.items()
    ]
