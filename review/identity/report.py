"""The report of `review dedupe`: which records became one work, why, and who stated what."""

from collections.abc import Iterable

from review.model import Json, Work
from review.serial import to_plain


def report(works: Iterable[Work]) -> dict[str, Json]:
    """Return the works of several records, as plain data.

    Each has its id and title, its `records` with id, file, line and the `fields` of the work that
    are from it, the `evidence` for their being one, and, where there are records of both, the
    preprint and the published version.
    """
    found = list(works)
    merged: list[Json] = [_plain(work) for work in found if len(work.records) > 1]
    return {
        "records": sum(len(work.records) for work in found),
        "works": len(found),
        "merged": merged,
    }


def _plain(work: Work) -> Json:
    records: list[Json] = [
        {
            "id": member,
            "file": origin.file,
            "line": origin.line,
            "fields": [one.field for one in work.provenance if one.source == str(origin)],
        }
        for member, origin in zip(work.members, work.records, strict=True)
    ]
    return {
        "id": work.id,
        "title": work.title,
        "records": records,
        "evidence": list(work.evidence),
        **({"versions": to_plain(work.versions)} if work.versions else {}),
    }
