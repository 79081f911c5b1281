"""What one edition of a survey changes against another: both as their `survey.json` states them.

A work is the same where its id, its key, or one of its former keys is; so a changed key shows as
such, and never as a work that went and one that came.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from review.model import UNPLACED, Changes, Counted, Known, Moved, Renamed, Rewritten

Stated = Mapping[str, Any]


def compare(before: Stated, after: Stated) -> Changes:
    """Return what `after` changes; both are documents of the form of `survey.json`."""
    old, new = _papers(before), _papers(after)
    same = _same(old, new)
    gone = [key for key in old if key not in same]
    reasons = {one["title"]: one.get("reason", "") for one in after.get("excluded", ())}
    taken = {alias: key for key, paper in new.items() for alias in paper.get("aliases", ())}
    return Changes(
        added=tuple(_known(new[key]) for key in new if key not in set(same.values())),
        removed=tuple(_removed(old[key], reasons) for key in gone if key not in taken),
        merged=tuple(Renamed(key, taken[key]) for key in gone if key in taken),
        moved=tuple(_moved(before, after, same, new)),
        keys=tuple(Renamed(key, now) for key, now in same.items() if key != now),
        **_topics(before, after),
        sections=tuple(_sections(before, after, same)),
        counts=tuple(_counts(before, after)),
    )


def _papers(survey: Stated) -> dict[str, Stated]:
    return {paper["key"]: paper for paper in survey.get("papers", ())}


def _known(paper: Stated) -> Known:
    return Known(paper["key"], paper.get("title", ""))


def _removed(paper: Stated, reasons: Mapping[str, str]) -> Known:
    """Return a work that is gone, with the reason of a person who left it out."""
    return replace(_known(paper), why=reasons.get(paper.get("title", ""), ""))


def _same(old: Mapping[str, Stated], new: Mapping[str, Stated]) -> dict[str, str]:
    """Return the later key of each earlier one whose work is still there."""
    by_id = {paper["id"]: key for key, paper in new.items() if paper.get("id")}
    same: dict[str, str] = {}
    for key, paper in old.items():
        now = by_id.get(paper.get("id"), key)
        if now in new and now not in same.values():
            same[key] = now
    return same


# ── places ───────────────────────────────────────────────────────────────────────────────────


def _filed(survey: Stated) -> dict[str, Stated]:
    return {one["paper"]: one for one in survey.get("assignments", ())}


def _topic(assignment: Stated) -> str:
    return str(assignment["topic"]) if assignment.get("placed") else UNPLACED


def _moved(
    before: Stated, after: Stated, same: Mapping[str, str], new: Mapping[str, Stated]
) -> Iterator[Moved]:
    old, filed = _filed(before), _filed(after)
    for key, now in same.items():
        one, other = old.get(key), filed.get(now)
        if one and other and _topic(one) != _topic(other):
            why = tuple(map(str, other.get("reasons", ())))
            yield Moved(_known(new[now]), _topic(one), _topic(other), str(other.get("by")), why)


def _topics(before: Stated, after: Stated) -> dict[str, Any]:
    old, new = (dict(_walk(survey.get("taxonomy", ()))) for survey in (before, after))
    return {
        "topics_added": tuple(title for topic, title in new.items() if topic not in old),
        "topics_removed": tuple(title for topic, title in old.items() if topic not in new),
        "topics_renamed": tuple(
            Renamed(title, new[topic])
            for topic, title in old.items()
            if topic in new and new[topic] != title
        ),
    }


def _walk(topics: Iterable[Stated]) -> Iterator[tuple[str, str]]:
    for topic in topics:
        yield topic["id"], topic.get("title", topic["id"])
        yield from _walk(topic.get("topics", ()))


# ── sentences ────────────────────────────────────────────────────────────────────────────────


def _sections(before: Stated, after: Stated, same: Mapping[str, str]) -> Iterator[Rewritten]:
    old = {section["topic"]: section for section in before.get("sections", ())}
    new = {section["topic"]: section for section in after.get("sections", ())}
    had, has = _works(before), _works(after)
    for topic in dict.fromkeys((*new, *old)):
        one, other = old.get(topic, {}), new.get(topic, {})
        said, says = _sentences(one, same), _sentences(other, {})
        gained = tuple(text for text in says if text not in said)
        lost = tuple(text for text in said if text not in says)
        works = {same.get(key, key) for key in had.get(topic, ())} ^ has.get(topic, set())
        if gained or lost:
            yield Rewritten(topic, gained, lost, bool(works))


def _works(survey: Stated) -> dict[str, set[str]]:
    """Return the works of each section: of a topic also those filed below it."""
    filed = {
        section["topic"]: set(section.get("papers", ())) for section in survey.get("sections", ())
    }
    for topic in survey.get("taxonomy", ()):
        _gather(topic, filed)
    return filed


def _gather(topic: Stated, filed: dict[str, set[str]]) -> set[str]:
    below = (_gather(child, filed) for child in topic.get("topics", ()))
    filed[topic["id"]] = filed.get(topic["id"], set()).union(*below)
    return filed[topic["id"]]


def _sentences(section: Stated, same: Mapping[str, str]) -> dict[str, None]:
    """Return the sentences cited in a section, in their order; counted ones say nothing new."""
    found: dict[str, None] = {}
    for paragraph in section.get("paragraphs", ()):
        for quote in paragraph.get("quotes", ()):
            if not quote.get("counted"):
                text, key = str(quote.get("text", "")), str(quote.get("paper", ""))
                found[text.replace(f"[@{key}]", f"[@{same.get(key, key)}]")] = None
    return found


def _counts(before: Stated, after: Stated) -> Iterator[Counted]:
    old, new = before.get("counts", {}), after.get("counts", {})
    for name in dict.fromkeys((*new, *old)):
        if old.get(name, 0) != new.get(name, 0):
            yield Counted(name, old.get(name, 0), new.get(name, 0))
