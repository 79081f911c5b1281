"""The works that a .bib file holds: those of a survey folder, or of some of its topics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from review.errors import ConfigError
from review.model import Paper
from review.serial import hint

topics_option = click.option(
    "--topic", "topics", multiple=True, metavar="ID", help="Only works filed here or below."
)
abstracts_option = click.option("--abstracts", is_flag=True, help="With the abstracts.")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers of a .bib file, their keywords, and the further fields that it holds."""

    papers: tuple[Paper, ...]
    keywords: Mapping[str, Sequence[str]]
    also: tuple[str, ...]


def shelf(root: Path, topics: Sequence[str], abstracts: bool) -> Shelf:
    """Return the papers of the survey in `root`, or of some of its topics.

    Raises `ConfigError` on a topic that it does not have, and where abstracts are asked for that
    review.yml keeps out.
    """
    from review import pipeline
    from review.config import load_config
    from review.pipeline.survey import place
    from review.render.bibtex import filed

    config = load_config(root)
    settings = config.settings
    if abstracts and settings.abstracts != "full":
        raise ConfigError(f"--abstracts: review.yml says abstracts: {settings.abstracts}")
    known = {topic.id: topic for base in config.taxonomy for topic in base.walk()}
    for unknown in (id_ for id_ in topics if id_ not in known):
        raise ConfigError(f"--topic: {unknown!r} is not a topic{hint(unknown, known)}")
    ledger = pipeline.remember(root).works
    papers = pipeline.identify(config, ledger).papers
    assignments, _ = place(papers, config, ledger)
    also = ("abstract",) if abstracts or settings.bibliography.abstracts else ()
    if topics:
        wanted = {part.id for id_ in topics for part in known[id_].walk()}
        held = {one.paper for one in assignments if one.placed and one.topic in wanted}
        papers = tuple(paper for paper in papers if paper.key in held)
    return Shelf(papers, filed(assignments, config.taxonomy), also)
