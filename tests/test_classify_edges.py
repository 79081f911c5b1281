"""Filing at the edges: odd taxonomies, few papers, other scripts, hostile text."""

from dataclasses import replace
from pathlib import Path

import pytest

from review.classify import classify
from review.config import load_taxonomy
from review.errors import ConfigError
from review.model import Entry, Topic

BIRDS = Topic("birds", "Birds", "Plumage and song.")
FISHES = Topic("fishes", "Fishes", "Gills and fins.")
PAPER = Entry(id=1, title="Plumage", abstract="The song of birds.")


# ── taxonomies ───────────────────────────────────────────────────────────────────────────────


def test_two_topics_of_one_id_are_the_persons_mistake() -> None:
    with pytest.raises(ConfigError, match="two topics have the id 'birds'"):
        classify([PAPER], (BIRDS, replace(FISHES, topics=(replace(BIRDS, title="Other"),))))


def test_equal_titles_are_told_apart_by_the_path() -> None:
    taxonomy = (
        Topic("b", "Birds", topics=(Topic("b-surveys", "Surveys"),)),
        Topic("f", "Fishes", topics=(Topic("f-surveys", "Surveys"),)),
    )
    papers = [Entry(id=1, title="A survey of fishes"), Entry(id=2, title="Birds surveyed")]
    assert [a.topic for a in classify(papers, taxonomy)] == ["f-surveys", "b-surveys"]


def test_of_twins_the_first_by_id_is_filed_into_and_the_other_named() -> None:
    twins = (replace(BIRDS, id="z"), FISHES, replace(BIRDS, id="a"))
    filed = classify([PAPER], twins)[0]
    assert (filed.topic, filed.alternatives[0][0], filed.also) == ("a", "z", ())
    assert filed == classify([PAPER], twins[::-1])[0]


def test_a_topic_of_no_words_gets_no_papers() -> None:
    empty = (Topic("a", ""), Topic("b", "…"), Topic("c", "The"))
    assert classify([PAPER], (*empty, BIRDS))[0].topic == "birds"
    filed = classify([PAPER], empty)[0]
    assert (filed.placed, filed.reasons) == (False, ())


@pytest.mark.parametrize("depth", [1, 20, 90])
def test_a_deep_tree_files_into_its_leaf(depth: int) -> None:
    tree = BIRDS
    for level in range(depth):
        tree = Topic(f"t{level}", f"Level {level}", topics=(tree,))
    assert classify([PAPER], (tree, FISHES))[0].topic == "birds"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- &a\n  id: a\n  title: A\n  topics: [*a]\n", "cycle"),
        ("[{id: a, title: A, topics: " * 80 + "[]" + "}]" * 80, "nests deeper than"),
        ("- {id: a, title: ''}\n", "empty title"),
    ],
)
def test_a_tree_that_cannot_be_walked_is_not_read(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "taxonomy.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_taxonomy(path)


# ── papers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("abstract", ["", "The same words.", "Plumage and gills."])
def test_identical_abstracts_leave_the_title_to_decide(abstract: str) -> None:
    papers = [
        Entry(id=i, title=title, abstract=abstract)
        for i, title in enumerate(["Song of birds", "Fins of fishes", "Birds", "Fishes"])
    ]
    filed = classify(papers, (BIRDS, FISHES))
    assert [a.topic for a in filed] == ["birds", "fishes", "birds", "fishes"]
    assert all(a.placed for a in filed)


def test_papers_of_nothing_wait_for_a_person() -> None:
    filed = classify([Entry(id=i) for i in range(3)], (BIRDS, FISHES))
    assert [(a.topic, a.placed, a.reasons) for a in filed] == [("birds", False, ())] * 3


def test_a_pin_wins_where_nothing_else_speaks() -> None:
    papers = [Entry(id=1), replace(PAPER, id=2)]
    cases: tuple[dict[str | int, str], ...] = ({1: "fishes"}, {1: "fishes", 2: "fishes"})
    for pins in cases:
        filed = classify(papers, (BIRDS, FISHES), pins=pins)
        assert [(a.topic, a.by, a.placed, a.confidence) for a in filed[: len(pins)]] == [
            ("fishes", "person", True, 1.0)
        ] * len(pins)


@pytest.mark.parametrize(
    ("topics", "papers"),
    [
        (("番茄产量", "语音识别"), ("温室番茄的产量研究", "中文语音识别方法")),
        (("トマト栽培", "音声認識"), ("温室におけるトマト栽培の研究", "日本語の音声認識")),
        (
            ("Урожай томатов", "Распознавание речи"),
            ("Урожай томатов в поле", "О распознавание речи"),
        ),
        (("محصول الطماطم", "تمييز الكلام"), ("دراسة محصول الطماطم", "طرق تمييز الكلام")),
        (("Tomatenertrag", "Spracherkennung"), ("Über Tomatenertrag", "Zur Spracherkennung")),
        (("토마토 재배", "음성 인식"), ("온실 토마토 재배", "한국어 음성 인식")),
    ],
)
def test_other_scripts_are_filed_by_the_words_they_share(
    topics: tuple[str, str], papers: tuple[str, str]
) -> None:
    taxonomy = (Topic("a", topics[0]), Topic("b", topics[1]))
    entries = [Entry(id=i, title=title) for i, title in enumerate(papers)]
    filed = classify(entries, taxonomy)
    assert [(a.topic, a.placed) for a in filed] == [("a", True), ("b", True)]
    for one, paper in zip(filed, papers, strict=True):
        assert one.reasons
        assert all(reason.lower() in paper.lower() for reason in one.reasons)


def test_another_language_than_the_topics_waits_for_a_person() -> None:
    paper = Entry(id=1, title="关于鸟类歌声的研究", abstract="本文研究鸟类的羽毛。")
    filed = classify([paper, replace(PAPER, id=2)], (BIRDS, FISHES))
    assert [a.placed for a in filed] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> birds",
        "birds\x00\x1b[31m\u202e sdrib",
        "]](javascript:x) {{ birds }} {% raw %}",
        "birds " * 20_000,
        "b" * 200_000,
        "İstanbul birds ǅ ﬁsh ß",
        "\ud800 birds",
        "𝔟𝔦𝔯𝔡𝔰 🐦 birds",
    ],
)
def test_hostile_text_is_only_words(text: str) -> None:
    filed = classify(
        [Entry(id=1, title=text, abstract=text), replace(PAPER, id=2)], (BIRDS, FISHES)
    )
    assert filed[1].topic == "birds"
    assert all(
        character.isalnum() or character in " -/" for a in filed for reason in a.reasons
        for character in reason
    )  # fmt: skip
