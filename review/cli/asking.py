"""Asking a person where papers belong: a list of questions, or a conversation at the terminal."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from review.cli.streams import progress, tell, write, write_lines
from review.model import UNPLACED, Assignment, Entry, Topic
from review.serial import hint

if TYPE_CHECKING:
    from review.classify.asking import Question

MOVED = 10  # papers that are named when they moved
_KEYS = "u belongs nowhere, s skip, ? all topics, q stop"


def question_plain(question: "Question", taxonomy: Sequence[Topic]) -> dict[str, Any]:
    """Return the JSON line of a question; its `topic` is left for the person to fill in."""
    titles = paths(taxonomy)
    return {
        "id": question.entry.id,
        "topic": "",
        "title": question.entry.title,
        "contribution": contribution(question.entry),
        "candidates": [{"topic": one, "title": titles[one]} for one in question.candidates],
        "why": list(question.why),
    }


def tally(asked: Sequence["Question"], n: int) -> str:
    """Return in words how many questions there are of the `n` that were wanted."""
    if not asked:
        return "Nothing to ask: every paper is filed beyond doubt, or by a person."
    more = "" if len(asked) == n else f": no other paper is in doubt ({n} were wanted)"
    return f"{len(asked)} {'question' if len(asked) == 1 else 'questions'}{more}"


def paths(taxonomy: Sequence[Topic]) -> dict[str, str]:
    """Return topic id -> the titles on the way to it, in the order of the taxonomy."""
    found: dict[str, str] = {}

    def walk(topic: Topic, above: str) -> None:
        found[topic.id] = f"{above}{topic.title}"
        for child in topic.topics:
            walk(child, f"{found[topic.id]} / ")

    for root in taxonomy:
        walk(root, "")
    return found


def contribution(entry: Entry) -> str:
    """Return the sentence of the abstract that says what the paper does, or nothing."""
    from review.extract import extract

    found = extract(entry).contribution
    return found.text if found else ""


# ── a survey folder ──────────────────────────────────────────────────────────────────────────


def ask_folder(root: Path, n: int, output: str | None) -> None:
    """Ask about `n` papers of a survey folder and add the answers to its `curation.yml`.

    With an `output`, and where nobody is there to answer, the questions are written instead.
    """
    from review import pipeline
    from review.classify.asking import questions
    from review.config import load_config

    config, ledger = load_config(root), pipeline.remember(root).works
    with progress(3) as step:
        papers = pipeline.identify(config, ledger, step).papers
        step("Filing papers")
        filed, astray = pipeline.place(papers, config, ledger)
    tell(astray)
    asked = questions(pipeline.by_key(papers), config.taxonomy, filed, n)
    answers = None if output else listen()
    if answers is None or not asked:
        write_lines(output or "-", [question_plain(one, config.taxonomy) for one in asked])
        click.echo(tally(asked, n), err=True)
        return
    # a key that no build has published yet may still change: the work's own id does not
    published = {one.key for one in ledger}
    names = {one.key: one.key if one.key in published else str(one.id) for one in papers}
    kept = 0
    for question, topic in converse(asked, config.taxonomy, answers):
        pin(root / "curation.yml", names[str(question.entry.id)], topic, question.entry.title)
        kept += 1
    click.echo(f"{kept} {'answer' if kept == 1 else 'answers'} kept in {root / 'curation.yml'}")
    if kept:
        again, _ = pipeline.place(papers, load_config(root), ledger)
        report(filed, again, paths(config.taxonomy))


def listen() -> Iterator[str] | None:
    """Return the lines a person types, or `None` where nobody is there to answer.

    Answers may come from a file or a program, too; then there is at least one line.
    """
    if sys.stdin is None or sys.stdin.closed:
        return None
    lines = iter(sys.stdin.readline, "")
    if sys.stdin.isatty():
        return lines if sys.stdout.isatty() else None
    first = next(lines, "")
    return chain([first], lines) if first else None


def pin(path: Path, paper: str, topic: str, title: str) -> None:
    """Add one pin to `curation.yml`, which is read anew: a person may edit it meanwhile."""
    from review.config import Pin, add_pin, text_of

    text = text_of(path) if path.exists() else ""
    write(str(path), add_pin(text, Pin(paper, topic), title))


def report(before: Sequence[Assignment], after: Sequence[Assignment], titles: Any) -> None:
    """Tell what the answers changed for the other papers."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if new.by == "model"]
    moved = [(old, new) for old, new in pairs if old.topic != new.topic]
    for old, new in moved[:MOVED]:
        click.echo(f"  {new.paper}: {titles[old.topic]} → {titles[new.topic]}")
    if len(moved) > MOVED:
        click.echo(f"  and {len(moved) - MOVED} more")
    placed = sum(new.placed for _, new in pairs)
    click.echo(
        f"Filed anew: {len(moved)} of {len(pairs)} other papers moved; {placed} are placed"
        f" ({sum(old.placed for old, _ in pairs)} before). `review build` writes the survey."
    )


# ── the conversation ─────────────────────────────────────────────────────────────────────────


def converse(
    asked: Sequence["Question"], taxonomy: Sequence[Topic], lines: Iterator[str]
) -> Iterator[tuple["Question", str]]:
    """Yield each question that was answered, with the topic; `unplaced` where it has none.

    A question is asked until its answer is understood. The end of the lines stops, like `q`.
    """
    titles = paths(taxonomy)
    for number, question in enumerate(asked, 1):
        show(f"{number} of {len(asked)}", question, titles)
        answer = understand(question, titles, lines)
        if answer is None:
            return
        if answer:
            yield question, answer


def show(place: str, question: "Question", titles: Mapping[str, str]) -> None:
    """Show the paper and its candidates."""
    entry = question.entry
    about = [str(part) for part in (entry.year, entry.venue) if part]
    click.echo(
        f"\n{place} · {clean(str(entry.id))}" + f" ({clean(', '.join(about))})" * bool(about)
    )
    click.secho(click.wrap_text(clean(entry.title) or "(no title)", 96), bold=True)
    if said := clean(contribution(entry)):
        click.echo(click.wrap_text(said, 96, "  ", "  "))
    click.echo(click.wrap_text(f"Asked because {'; '.join(question.why)}.", 96, "  ", "  "))
    for rank, topic in enumerate(question.candidates, 1):
        click.echo(f"  {rank}  {clean(titles[topic])}  [{topic}]")


def understand(question: "Question", titles: Mapping[str, str], lines: Iterator[str]) -> str | None:
    """Return the topic of the next answer that makes sense; "" to skip, `None` to stop."""
    last = len(question.candidates)
    while True:
        click.echo(f"Topic? (1–{last} or a topic id; {_KEYS}) ", nl=False)
        try:
            line = next(lines, None)
        except KeyboardInterrupt:
            line = None
        if line is None:
            click.echo()
            return None
        answer = line.strip()
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= last:
            return question.candidates[int(answer) - 1]
        short = {"u": UNPLACED, "s": "", "q": None}
        if answer.lower() in short:
            return short[answer.lower()]
        if answer.lower() in titles or answer == UNPLACED:
            return answer.lower()
        if answer == "?":
            click.echo(
                "".join(f"  [{topic}]  {clean(titles[topic])}\n" for topic in titles), nl=False
            )
        elif answer:
            click.echo(f"{clean(answer)!r} is no topic{hint(answer.lower(), titles)}.")


def clean(text: str) -> str:
    """Return the text in one line, without what could steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
