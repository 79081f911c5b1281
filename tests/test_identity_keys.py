"""Citation keys and year letters: legal, unique, kept by the ledger, whatever the order."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.identity import assign_keys
from review.identity.keys import LEGAL_KEY, ascii_text
from review.model import Author, Paper, Remembered, Work

GU = (Author("Gu", "Jiatao"),)
ET_AL = (*GU, Author("Tan", "Mei"), Author("Noor", "Ada"))


def work(id_: str, title: str = "BOOT: Data-free Distillation", **fields: Any) -> Work:
    return Work(**{"id": id_, "title": title, **fields})


def keys(*works: Work, ledger: tuple[Remembered, ...] = ()) -> dict[str | int, str]:
    return {paper.id: paper.key for paper in assign_keys(works, ledger)}


def letters(*works: Work, ledger: tuple[Remembered, ...] = ()) -> dict[str | int, str]:
    return {paper.id: paper.letter for paper in assign_keys(works, ledger)}


def remember(papers: tuple[Paper, ...]) -> tuple[Remembered, ...]:
    return tuple(Remembered(str(p.id), p.key, p.letter, p.aliases) for p in papers)


@pytest.mark.parametrize(
    ("title", "author", "year", "key"),
    [
        ("BOOT: Data-free Distillation", Author("Gu", "J."), 2023, "gu2023boot"),
        ("The Art of the Deal", Author("Gu", "J."), 2023, "gu2023art"),
        ("1.5-Pints Technical Report", Author("Tan", "C."), 2024, "tan2024pints"),
        ("On Learning", Author("Müller", "K."), 2020, "muller2020learning"),
        ("On Learning", Author("Weißenböck", "K."), 2020, "weissenbock2020learning"),
        ("On Learning", Author("Łukasz Øre", "K."), 2020, "lukaszore2020learning"),
        ("On Learning", Author("de la Cruz", "Juan"), 2020, "delacruz2020learning"),
        ("On Learning", Author("O'Neil", "C."), 2020, "oneil2020learning"),
        ("On Learning", Author("King Jr.", "Martin Luther"), 2020, "king2020learning"),
        ("On Learning", Author("The Llama Team of Meta"), 2024, "llama2024learning"),
        ("Yi: Open Models", Author("01.AI"), 2024, "01ai2024yi"),
        ("On Learning", Author("Иванов", "Иван"), 2020, "ivanov2020learning"),
        ("On Learning", Author("Παπαδόπουλος", "Ν."), 2020, "papadopoylos2020learning"),
        ("Ψ-Networks", Author("Gu", "J."), 2020, "gu2020ps"),
        (r"\textbf{Bold} Moves", Author("Gu", "J."), 2020, "gu2020bold"),
        ("BERT &amp; Friends", Author("Gu", "J."), None, "gubert"),
    ],
)
def test_a_key(title: str, author: Author, year: int | None, key: str) -> None:
    assert keys(work("w1", title, authors=(author,), year=year)) == {"w1": key}


@pytest.mark.parametrize(
    ("title", "year", "key"),
    [
        ("EchoAtt: Attend, Copy, then Adjust", None, "echoatt"),
        ("EchoAtt: Attend, Copy, then Adjust", 2024, "echoatt2024"),
        ("Visual Dexterity in the Hand", None, "visual-dexterity"),
        ("A Long Explanation of Many Things: a Survey", None, "long-explanation"),
        ("The Of And", None, "the-of"),
    ],
)
def test_a_key_without_authors(title: str, year: int | None, key: str) -> None:
    assert keys(work("w1", title, year=year)) == {"w1": key}


def test_what_has_no_latin_letters_falls_back() -> None:
    assert keys(work("w12", "深度学习", authors=(Author("李", "明"),), year=2024)) == {
        "w12": "w122024"
    }
    assert keys(work("w12", "", authors=(), year=None)) == {"w12": "w12"}
    mixed = work("w12", "深度学习 with BERT", authors=(Author("李", "明"),))
    assert keys(mixed) == {"w12": "bert"}


def test_ascii() -> None:
    assert ascii_text("Éß Łø’s Ünï") == "ess los uni"


def test_the_newest_takes_a_further_title_word() -> None:
    older = work("w2", "Learning Fast", authors=GU, year=2023)
    newer = work("w1", "Learning to Be Slow", authors=GU, year=2023)
    assert keys(newer, older) == keys(older, newer)
    assert keys(newer, older) == {"w1": "gu2023learning", "w2": "gu2023learning-fast"}
    undated = [work("w2", "EchoAtt: A", year=None), work("w1", "EchoAtt: B Side", year=None)]
    assert keys(*undated) == {"w1": "echoatt", "w2": "echoatt-2"}


def test_equal_titles_end_in_a_number() -> None:
    same = [work(f"w{i}", "Editorial", authors=GU, year=2020) for i in range(3)]
    assert sorted(keys(*same).values()) == [
        "gu2020editorial",
        "gu2020editorial-2",
        "gu2020editorial-3",
    ]


def test_an_imported_legal_key_is_kept() -> None:
    imported = work("w2", authors=GU, year=2023, extra=(("key", "gu2023boot"),))
    assert keys(work("w1", authors=GU, year=2023), imported) == {
        "w2": "gu2023boot",
        "w1": "gu2023boot-data",
    }
    illegal = work("w2", authors=GU, year=2023, extra=(("key", "Gu:2023"),))
    assert keys(illegal) == {"w2": "gu2023boot"}


def test_the_ledger_always_wins() -> None:
    ledger = (Remembered("w1", "old-key", "", ("older",)), Remembered("gone", "gu2023boot"))
    first, second = work("w1", authors=GU, year=2023), work("w2", authors=GU, year=2023)
    papers = assign_keys([first, second], ledger)
    assert {paper.id: paper.key for paper in papers} == {"w1": "old-key", "w2": "gu2023boot-data"}
    assert papers[1].aliases == ("older",)


def test_a_retired_key_is_never_given_again() -> None:
    ledger = (Remembered("w1", "other", "", ("gu2023boot",)),)
    assert keys(work("w2", authors=GU, year=2023), ledger=ledger) == {"w2": "gu2023boot-data"}


def test_papers_are_sorted_by_key() -> None:
    papers = assign_keys([work("w1", "Zebra Things"), work("w2", "Ant Things")])
    assert [paper.key for paper in papers] == ["ant-things", "zebra-things"]


# ── year letters ─────────────────────────────────────────────────────────────────────────────


def test_letters_tell_equal_labels_apart() -> None:
    first = work("w1", "Alpha", authors=ET_AL, year=2023)
    second = work("w2", "Beta", authors=(*GU, Author("Li", "B."), Author("Wu", "C.")), year=2023)
    third = work("w3", "Gamma", authors=ET_AL[:2], year=2023)
    fourth = work("w4", "Delta", authors=ET_AL, year=2022)
    assert letters(first, second, third, fourth) == {"w1": "a", "w2": "b", "w3": "", "w4": ""}


def test_an_incomplete_list_is_cited_as_et_al() -> None:
    short = work("w1", "Alpha", authors=GU, year=2023, authors_complete=False)
    assert letters(short, work("w2", "Beta", authors=ET_AL, year=2023)) == {"w1": "a", "w2": "b"}


def test_no_letters_without_authors_or_years() -> None:
    assert set(letters(work("w1", "Alpha"), work("w2", "Alpha")).values()) == {""}
    assert set(letters(work("w1", "A", authors=GU), work("w2", "B", authors=GU)).values()) == {""}


def test_a_published_label_stays() -> None:
    old = work("w2", "Beta", authors=ET_AL, year=2023)
    ledger = remember(assign_keys([old]))
    new = work("w1", "Alpha", authors=ET_AL, year=2023)
    assert letters(old, new, ledger=ledger) == {"w2": "", "w1": "b"}
    ledger = remember(assign_keys([old, new], ledger))
    third = work("w0", "Aardvark", authors=ET_AL, year=2023)
    assert letters(third, old, new, ledger=ledger) == {"w2": "", "w1": "b", "w0": "c"}
    assert letters(new, ledger=ledger) == {"w1": "b"}


def test_two_remembered_works_whose_labels_come_to_meet() -> None:
    ledger = (Remembered("w1", "alpha"), Remembered("w2", "beta"))
    first, second = (work(f"w{i}", "T", authors=ET_AL, year=2023) for i in (1, 2))
    assert letters(first, second, ledger=ledger) == {"w1": "", "w2": "b"}


def shown(paper: Paper) -> int | None:
    return paper.venue_year or paper.year


def test_letters_are_given_over_the_year_that_is_shown() -> None:
    early = work("w1", "Alpha", authors=ET_AL, year=2023, venue_year=2024)
    late = work("w2", "Beta", authors=ET_AL, year=2024)
    other = work("w3", "Gamma", authors=ET_AL, year=2023)
    papers = assign_keys([early, late, other], (), shown)
    assert {paper.id: paper.letter for paper in papers} == {"w1": "a", "w2": "b", "w3": ""}
    assert papers[0].key == "gu2023alpha"


def test_a_work_whose_year_changes_joins_the_group_of_the_new_year() -> None:
    first = work("w1", "Alpha", authors=ET_AL, year=2023)
    second = work("w2", "Beta", authors=ET_AL, year=2024)
    lines = (Remembered("w1", "alpha", "b", year=2023), Remembered("w2", "beta", year=2024))
    assert letters(first, second, ledger=lines) == {"w1": "b", "w2": ""}
    moved = work("w1", "Alpha", authors=ET_AL, year=2023, venue_year=2024)
    papers = assign_keys([moved, second], lines, shown)
    assert {paper.id: paper.letter for paper in papers} == {"w1": "b", "w2": ""}
    alone = assign_keys([moved], lines[:1], shown)
    assert [(paper.key, paper.letter) for paper in alone] == [("alpha", "")]


def test_more_than_26() -> None:
    many = [
        work(f"w{i:03}", f"Title {chr(97 + i % 26) * 3} {i}", authors=ET_AL, year=2023)
        for i in range(30)
    ]
    given_letters = sorted(letters(*many).values(), key=lambda letter: (len(letter), letter))
    assert given_letters[0] == "a"
    assert given_letters[25:28] == ["z", "aa", "ab"]


authors = st.builds(Author, st.text(max_size=8), st.text(max_size=4))
works = st.builds(
    work,
    st.uuids().map(lambda uuid: f"w{uuid.hex[:10]}"),
    st.text(max_size=25)
    | st.sampled_from(["Learning Fast", "Learning Slow", "BOOT: A", "BOOT: B"]),
    authors=st.just(GU) | st.lists(authors, max_size=3).map(tuple),
    year=st.sampled_from([None, 2020, 2021]),
)
distinct = st.lists(works, max_size=8, unique_by=lambda w: w.id)


@settings(max_examples=120)
@given(distinct, st.randoms(use_true_random=False))
def test_keys_are_legal_unique_and_free_of_order(some: list[Work], shuffler: random.Random) -> None:
    papers = assign_keys(some)
    names = [paper.key for paper in papers]
    assert all(LEGAL_KEY.fullmatch(name) for name in names)
    assert len(set(names)) == len(some)
    assert names == sorted(names)
    shuffler.shuffle(some)
    assert assign_keys(some) == papers
    labels = [
        (
            a[0].family.casefold(),
            len(a) > 2,
            a[1].family.casefold() if len(a) == 2 else "",
            p.year,
            p.letter,
        )
        for p in papers
        if (a := p.authors) and p.year and all(x.family for x in a)
    ]
    assert len(set(labels)) == len(labels)


@settings(max_examples=120)
@given(distinct, distinct)
def test_further_works_change_no_published_key_or_letter(old: list[Work], new: list[Work]) -> None:
    before = assign_keys(old)
    ids = {paper.id for paper in before}
    after = assign_keys([*old, *(w for w in new if w.id not in ids)], remember(before))
    kept = {paper.id: (paper.key, paper.letter) for paper in after}
    for paper in before:
        assert kept[paper.id] == (paper.key, paper.letter)
    assert len({paper.key for paper in after}) == len(after)
