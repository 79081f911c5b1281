"""What is remembered of pages: when a section changed, which topics and pages there were."""

from dataclasses import replace

from review.model import (
    Assignment,
    Batch,
    Before,
    Ledger,
    Page,
    Paper,
    Paragraph,
    Published,
    Quote,
    Remembered,
    Retired,
    Row,
    Section,
    Survey,
    Topic,
)
from review.pipeline.corpus import Corpus
from review.pipeline.memory import before, changed, digest, published

SAID = Section("leaf", (Paragraph("works", (Quote("We say.", "a", 0, 7),)),), papers=("a",))
TREE = (Topic("root", "Root", topics=(Topic("leaf", "Leaf"), Topic("twig", "Twig"))),)


def corpus(*keys: str) -> Corpus:
    papers = tuple(Paper(id=f"w-{key}", key=key) for key in keys)
    return Corpus(Batch(), papers, len(keys), (), ())


def line(key: str, topic: str) -> Remembered:
    return Remembered(f"w-{key}", key, topic=topic)


def filed(**topics: str) -> list[Assignment]:
    return [Assignment(key, topic, True, 1.0) for key, topic in topics.items()]


def became(ledger: Ledger, **topics: str) -> tuple[Retired, ...]:
    return before(corpus(*topics), TREE, filed(**topics), ledger).topics


# ── when a section changed ───────────────────────────────────────────────────────────────────


def test_a_section_keeps_the_edition_in_which_it_last_changed() -> None:
    (first,) = changed([SAID], (), "2026-01-01")
    assert first.changed == "2026-01-01"
    pages = [Published("topics/leaf.md", text=digest(first), changed=first.changed)]
    (again,) = changed([SAID], pages, "2026-02-02")
    assert again.changed == "2026-01-01"
    other = replace(SAID, papers=("a", "b"))
    assert [one.changed for one in changed([other], pages, "2026-02-02")] == ["2026-02-02"]


def test_a_section_from_before_editions_had_dates_has_none_until_it_changes() -> None:
    pages = [Published("topics/leaf.md", text=digest(SAID))]
    assert changed([SAID], pages, "2026-02-02")[0].changed == ""


def test_a_digest_tells_words_and_not_how_they_came_about() -> None:
    assert digest(replace(SAID, changed="2026-01-01", central=("a",), also=("z",))) == digest(SAID)
    moved = replace(SAID, paragraphs=(Paragraph("works", (Quote("We say.", "a", 3, 10),)),))
    assert digest(moved) == digest(SAID)
    for other in (
        replace(SAID, paragraphs=(Paragraph("works", (Quote("We said.", "a", 0, 7),)),)),
        replace(SAID, paragraphs=(Paragraph("findings", SAID.paragraphs[0].quotes),)),
        replace(SAID, paragraphs=(Paragraph("works", SAID.paragraphs[0].quotes, "Theme"),)),
        replace(SAID, table=(Row("a", "BOOT"),)),
        replace(SAID, bare=("a",)),
    ):
        assert digest(other) != digest(SAID)


# ── topics that were ─────────────────────────────────────────────────────────────────────────


def test_a_topic_that_left_leads_to_the_one_that_took_most_of_its_works() -> None:
    ledger = Ledger(
        (line("a", "old"), line("b", "old"), line("c", "old"), line("d", "leaf")),
        (Published("topics/old.md", "Old", "root"), Published("topics/leaf.md")),
    )
    found = became(ledger, a="twig", b="leaf", c="twig", d="leaf")
    assert found == (Retired("old", "Old", "root", "twig"),)


def test_a_topic_without_works_leads_to_its_parent_or_nowhere() -> None:
    pages = (
        Published("topics/old.md", "Old", "middle"),
        Published("topics/middle.md", "Middle", "root"),
        Published("topics/lone.md", "Lone", "gone"),
        Published("topics/index.md"),
    )
    found = {one.topic: one.to for one in became(Ledger((), pages))}
    assert found == {"old": "root", "middle": "root", "lone": ""}


def test_what_took_the_place_of_a_topic_keeps_it_while_it_is_there() -> None:
    page = Published("topics/old.md", "Old", "root", to="leaf")
    assert became(Ledger((line("a", "leaf"),), (page,)), a="twig")[0].to == "leaf"
    pages = (
        Published("topics/old.md", to="older"),
        Published("topics/older.md", to="twig"),
        Published("topics/round.md", to="about"),
        Published("topics/about.md", to="round"),
    )
    found = {one.topic: one.to for one in became(Ledger((), pages))}
    assert found == {"old": "twig", "older": "twig", "round": "", "about": ""}


def test_a_ledger_from_before_pages_were_remembered_knows_topics_by_their_works() -> None:
    ledger = Ledger((line("a", "old"), line("b", "leaf"), line("c", "unplaced")))
    assert became(ledger, a="twig", b="leaf", c="leaf") == (Retired("old", to="twig"),)


def test_a_topic_that_comes_back_has_its_page_again() -> None:
    pages = (Published("topics/leaf.md", "Leaf", to="twig"),)
    assert became(Ledger((), pages)) == ()


# ── what is remembered ───────────────────────────────────────────────────────────────────────


def test_the_ledger_remembers_topics_and_all_pages_but_those_of_works() -> None:
    survey = Survey(
        title="T",
        version="1",
        taxonomy=TREE,
        sections=(replace(SAID, changed="2026-01-01"),),
        before=Before(topics=(Retired("old", "Old", "root", "leaf"),), pages=("by/gone.md",)),
    )
    made = ("by/index.md", "papers/a.md", "papers/by-year/2024.md", "topics/leaf.md", "x.bib")
    found = {one.page: one for one in published(survey, [Page(path, "") for path in made])}
    assert set(found) == {
        "by/gone.md", "by/index.md", "papers/by-year/2024.md",
        "topics/leaf.md", "topics/old.md", "topics/root.md", "topics/twig.md",
    }  # fmt: skip
    assert found["topics/leaf.md"] == Published(
        "topics/leaf.md", "Leaf", "root", digest(SAID), "2026-01-01"
    )
    assert found["topics/old.md"] == Published("topics/old.md", "Old", "root", to="leaf")
    assert found["topics/twig.md"] == Published("topics/twig.md", "Twig", "root")
