"""A fact means one work or none: rivals, strangers and other parts are kept out."""

from typing import Any

import pytest

from review.enrich import enrich, fill
from review.model import Author, Origin, Problem, Provenance, Record, Work

ADA, JAN, MEI = Author("Noor", "Ada"), Author("de Wit", "Jan"), Author("Tan", "Mei")
TITLE = "Echo: Copying Attention Between Neighbouring Layers of Language Models"
HEAD = "Why Sleeping Robots Forget Their Woollen Winter Gloves"


def work(id_: str = "w1", title: str = TITLE, **fields: Any) -> Work:
    return Work(**{"id": id_, "title": title, **fields})


def fact(line: int = 1, title: str = TITLE, **fields: Any) -> Record:
    return Record(**{"id": f"f{line}", "title": title, **fields}, origin=Origin("m.jsonl", line))


def years(works: list[Work], facts: list[Record]) -> list[int | None]:
    return [one.year for one in fill(works, facts)[0]]


def test_a_slip_is_filled_with_less_confidence() -> None:
    ours = "Echo: Copying Attnetion Between Neighbouring Layrs of Language Models"
    ((filled,), problems) = fill([work(title=ours)], [fact(year=2023)])
    assert (filled.title, filled.year, problems) == (ours, 2023, ())
    assert filled.provenance == (Provenance("year", "m.jsonl:1", "medium"),)


def test_the_same_authors_make_it_as_sure_as_the_source() -> None:
    ours = work(title=TITLE.replace("Attention", "Atention"), authors=(ADA, JAN))
    ((filled,), _) = fill([ours], [fact(year=2023, authors=(JAN, ADA))])
    assert filled.provenance == (Provenance("year", "m.jsonl:1"),)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (HEAD, f"{HEAD}: A Long Study"),
        (f"{HEAD}: A Long Study", HEAD),
        (f"{HEAD}: A Long Study", f"{HEAD} - Evidence from Three Cities"),
        (f"{HEAD}?", f"{HEAD}? Evidence from Three Cities"),
    ],
)
def test_another_subtitle_is_filled_with_low_confidence(ours: str, theirs: str) -> None:
    ((filled,), problems) = fill([work(title=ours)], [fact(title=theirs, year=2023)])
    assert (filled.year, problems) == (2023, ())
    assert filled.provenance[0].confidence == "low"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (HEAD, f"{HEAD}: A Reply"),
        (HEAD, f"{HEAD}: Part 2"),
        (HEAD, f"{HEAD}: Supplementary Material"),
        (f"{HEAD} 1: A Study", f"{HEAD} 2: A Study"),
        ("Echo", TITLE),
        ("Echo: Sound in Cities", TITLE),
        ("A Survey", "A Survey: Attention"),
        ("Language Models", "Language Models: Copying Attention"),
    ],
)
def test_another_part_or_a_word_in_common_is_another_work(ours: str, theirs: str) -> None:
    assert fill([work(title=ours)], [fact(title=theirs, year=2023)]) == ((work(title=ours),), ())


def test_the_abstract_verifies_a_name_alone() -> None:
    told = "We present Echo. Copying attention between neighbouring layers helps language models."
    assert years([work(title="Echo", abstract=told)], [fact(year=2023)]) == [2023]
    assert years([work(title="Echo", abstract="We listen to cities.")], [fact(year=2023)]) == [None]


def test_two_abstracts_decide() -> None:
    ours = "We present a network that copies attention. It is fast and small and open."
    other = "Bees dance in the dark while nobody looks at their wings in June."
    near = work(title=TITLE.replace("Copying", "Copyign"), abstract=ours)
    assert years([near], [fact(year=2023, abstract=ours + " Indeed.")]) == [2023]
    assert years([near], [fact(year=2023, abstract=other)]) == [None]
    same, problems = fill([work(abstract=ours)], [fact(year=2023, abstract=other)])
    assert same[0].year is None
    assert "another abstract" in problems[0].message


def test_strangers_and_distant_years_are_not_joined_by_a_slip() -> None:
    near = TITLE.replace("Copying", "Copyign")
    assert years([work(title=near, authors=(ADA,))], [fact(authors=(MEI,), year=2023)]) == [None]
    ((same,), _) = fill([work(title=near, year=2010)], [fact(year=2023, doi="10.1000/a")])
    assert same.doi == ""
    ((same,), _) = fill([work(title=near, doi="10.1000/b")], [fact(year=2023, doi="10.1000/a")])
    assert same.year is None


def test_two_rivals_fill_nothing() -> None:
    facts = [
        fact(1, f"{HEAD}: Evidence from Cities", year=2020, authors=(ADA,)),
        fact(2, f"{HEAD}: A Wholly Other Matter", year=2023, authors=(MEI,)),
    ]
    same, problems = fill([work(title=HEAD)], facts)
    assert same == (work(title=HEAD),)
    assert [problem.where for problem in problems] == ["m.jsonl:1", "m.jsonl:2"]
    assert "several titles" in problems[0].message


def test_a_fact_of_another_work_is_a_rival_by_its_beginning_too() -> None:
    works = [work("w1", HEAD), work("w2", f"{HEAD}: Evidence from Cities")]
    facts = [
        fact(1, f"{HEAD}: Evidence from Cities", year=2020, authors=(ADA,)),
        fact(2, f"{HEAD}: A Wholly Other Matter", year=2023, authors=(MEI,)),
    ]
    assert years(works, facts) == [None, 2020]


def test_facts_of_one_work_are_no_rivals() -> None:
    near = TITLE.replace("Copying", "Copyign")
    facts = [fact(1, authors=(ADA,), year=2023), fact(2, authors=(ADA,), url="https://a.org/x")]
    ((filled,), problems) = fill([work(title=near)], facts)
    assert (filled.year, filled.url, problems) == (2023, "https://a.org/x", ())


def test_an_equal_title_leaves_near_ones_behind() -> None:
    facts = [fact(1, TITLE.replace("Copying", "Copyng"), year=1999), fact(2, year=2023)]
    assert years([work()], facts) == [2023]


def test_a_fact_near_to_two_works_means_neither() -> None:
    works = [work("w1", TITLE.replace("Copying", "Copyign")), work("w2", f"{TITLE}s"[:-1] + "z")]
    same, problems = fill(works, [fact(year=2023)])
    assert same == tuple(works)
    assert "any of 2 works" in problems[0].message


def test_a_title_of_one_word_needs_the_authors() -> None:
    same, problems = fill([work(title="Editorial")], [fact(title="Editorial", year=2020)])
    assert same == (work(title="Editorial"),)
    assert "several works may have" in problems[0].message
    ours = work(title="Editorial", authors=(ADA,))
    assert years([ours], [fact(title="Editorial", authors=(ADA,), year=2020)]) == [2020]


def test_pubmed_identifiers_match_whatever_the_title() -> None:
    known = (("pmid", "123"),)
    assert years([work(extra=known)], [fact(title="Renamed", extra=known, year=2020)]) == [2020]


def test_sources_that_agree_are_surer_than_each() -> None:
    other = Record(id="o", title=TITLE, year=2023, venue="V", origin=Origin("b.jsonl", 1))
    stated = fact(year=2023, extra=(("confidence", "medium"),))
    ((filled,), _) = fill([work()], [stated, other])
    assert {note.field: note.confidence for note in filled.provenance} == {
        "year": "high",
        "venue": "",
    }
    again = fact(2, year=2023, extra=(("confidence", "medium"),))
    ((filled,), _) = fill([work()], [stated, again])  # one file twice is one source
    assert filled.provenance == (Provenance("year", "m.jsonl:1", "medium"),)


def test_changes_and_conflicts_are_told_and_conflicts_not_applied() -> None:
    stated = fact(year=2024, authors=(ADA, MEI), venue="Journal", extra=(("pages", "1-2"),))
    done = enrich([work(year=2023, authors=(ADA, JAN))], [stated])
    assert [(c.field, c.value, c.source) for c in done.changes] == [
        ("venue", "Journal", "m.jsonl:1"),
        ("pages", "1-2", "m.jsonl:1"),
    ]
    assert [(c.field, c.value, c.known) for c in done.conflicts] == [
        ("authors", "Ada Noor; Mei Tan", "Ada Noor; Jan de Wit"),
        ("year", "2024", "2023"),
    ]
    assert done.works[0].year == 2023


def test_retracted_works_are_flagged() -> None:
    done = enrich([work()], [fact(extra=(("retracted", True),))])
    assert done.problems == (Problem("m.jsonl:1", f"{TITLE!r} was retracted"),)
    assert Provenance("retracted", "m.jsonl:1") in done.works[0].provenance
    ours = work(extra=(("retracted", True),), records=(Origin("a.ris", 7),))
    assert enrich([ours], []).problems == (Problem("a.ris:7", f"{TITLE!r} was retracted"),)


def test_the_keys_and_the_provenance_of_a_file_stay_there() -> None:
    extra: Any = (("key", "noor23"), ("provenance", []), ("confidence", "low"), ("volume", "3"))
    assert enrich([work()], [fact(extra=extra)]).works[0].extra == (("volume", "3"),)


def test_the_order_of_facts_does_not_matter() -> None:
    facts = [fact(i, f"{HEAD}: Study of {w}", year=2000 + i) for i, w in enumerate(("A", "B", "C"))]
    facts += [fact(9, TITLE.replace("Copying", "Copyin"), year=1990)]
    works = [work("w1"), work("w2", HEAD)]
    assert enrich(works, facts) == enrich(works, facts[::-1])
