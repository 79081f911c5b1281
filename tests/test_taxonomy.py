"""Taxonomies from papers alone: small worlds with known groups, and everything that goes wrong."""

import random
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.config import dump_taxonomy, load_taxonomy
from review.model import Entry, Topic
from review.taxonomy import NOTHING, Induced, induce, leaves
from review.taxonomy.headings import near, roots

THEMES = {
    "glacier erosion": "ice valley moraine sediment bedrock basal sliding",
    "beetle pollination": "orchid pollen scent floral visitors nectar petal",
    "tidal turbines": "blade rotor current seabed generator thrust mooring",
    "medieval charters": "parchment scribe seal abbey witness latin grant",
    "protein folding": "residue helix energy landscape chaperone native state",
    "railway timetables": "train station delay passenger platform dwell capacity",
}
FILLER = "We describe the causes and the course of what was seen in several seasons.".split()


def paper(theme: str, number: int) -> Entry:
    chance = random.Random(f"{theme}{number}")
    words = THEMES[theme].split()
    said = " ".join(f"{chance.choice(words)} of the {chance.choice(words)}," for _ in range(8))
    first = f"{theme.capitalize()} is the study of the {words[0]} and the {words[1]} in nature."
    return Entry(
        id=f"{theme[:2]}{number}",
        title=f"{chance.choice(words).capitalize()} and {theme} {number}",
        abstract=f"{first if number == 3 else 'It is known.'} Here {theme} and the {said} go on. "
        f"{' '.join(chance.sample(FILLER, len(FILLER)))}",
    )


WORLD = tuple(paper(theme, number) for theme in THEMES for number in range(12))


@pytest.fixture(scope="module")
def found() -> Induced:
    return induce(WORLD, 6)


def titles(one: Induced) -> list[str]:
    return [topic.title for root in one.taxonomy for topic in root.walk()]


def test_every_theme_is_a_topic_under_its_own_name(found: Induced) -> None:
    assert {leaf.title.lower() for leaf in leaves(found.taxonomy)} == set(THEMES)


def test_every_paper_is_with_its_theme(found: Induced) -> None:
    homes = defaultdict(set)
    for entry, one in zip(WORLD, found.assignments, strict=True):
        assert one.paper == entry.id
        assert one.placed
        homes[one.topic].add(str(entry.id)[:2])
    assert all(len(themes) == 1 for themes in homes.values())
    assert len(homes) == 6


def test_a_description_is_a_sentence_of_a_paper(found: Induced) -> None:
    described = [leaf.description for leaf in leaves(found.taxonomy) if leaf.description]
    assert described
    assert all(any(text in entry.abstract for entry in WORLD) for text in described)


def test_keywords_are_words_of_the_papers(found: Induced) -> None:
    for leaf in leaves(found.taxonomy):
        assert 3 <= len(leaf.keywords) <= 16
        text = " ".join(f"{e.title} {e.abstract}" for e in WORLD).lower()
        assert all(word.split()[0] in text for word in leaf.keywords)


def test_the_number_of_topics_is_found_in_the_papers() -> None:
    assert 4 <= len(leaves(induce(WORLD).taxonomy)) <= 9


def test_no_heading_repeats_another() -> None:
    spoken = [roots(title) for title in titles(induce(WORLD))]
    for i, one in enumerate(spoken):
        assert not any(near(one, other) for other in spoken[i + 1 :])


def test_ids_are_unique_and_what_is_written_reads_back(found: Induced, tmp_path: Path) -> None:
    path = tmp_path / "taxonomy.yml"
    path.write_text(dump_taxonomy(found.taxonomy), encoding="utf-8")
    assert load_taxonomy(path) == found.taxonomy


def test_the_order_of_the_papers_changes_nothing(found: Induced) -> None:
    order = list(range(len(WORLD)))
    random.Random(1).shuffle(order)
    again = induce([WORLD[i] for i in order], 6)
    assert again.taxonomy == found.taxonomy
    assert again.assignments == tuple(found.assignments[i] for i in order)


def test_depth_1_is_flat() -> None:
    assert not any(topic.topics for topic in induce(WORLD, 12, depth=1).taxonomy)


# ── a taxonomy that was there before ─────────────────────────────────────────────────────────


def test_more_papers_rename_no_topic_and_move_hardly_any() -> None:
    fewer = [entry for i, entry in enumerate(WORLD) if i % 20]
    first = induce(fewer)
    second = induce(WORLD, previous=first.taxonomy)
    now = {one.paper: one.topic for one in second.assignments}
    assert second.taxonomy == first.taxonomy
    assert sum(now[one.paper] != one.topic for one in first.assignments) < 0.05 * len(fewer)


def test_papers_of_a_new_kind_make_a_new_topic_at_the_end() -> None:
    old = [entry for entry in WORLD if not str(entry.id).startswith("ra")]
    first = induce(old, 5, depth=1)
    second = induce(WORLD, previous=first.taxonomy)
    assert second.taxonomy[:5] == first.taxonomy
    assert [topic.title for topic in second.taxonomy[5:]] == ["Railway timetables"]
    filed = {str(one.paper): one.topic for one in second.assignments}
    assert {filed[f"ra{i}"] for i in range(12)} == {"railway-timetables"}
    before = {one.paper: one.topic for one in first.assignments}
    assert all(filed[str(paper)] == topic for paper, topic in before.items())


def test_a_topic_of_two_themes_is_to_be_split() -> None:
    previous = tuple(
        Topic(theme[:2], theme, keywords=tuple(words.split()))
        for theme, words in list(THEMES.items())[2:]
    )
    both = Topic(
        "both", "Ice and orchids", keywords=("glacier", "ice", "beetle", "orchid", "pollen")
    )
    papers = [*WORLD, *(paper(t, n) for t in list(THEMES)[:2] for n in range(20, 50))]
    found = induce(papers, previous=(*previous, both))
    assert found.taxonomy == (*previous, both)
    split = next(one for one in found.suggestions if one.kind == "split")
    assert split.topics == ("both",)
    assert {title.lower() for title in split.titles} == set(list(THEMES)[:2])
    assert len(split.papers) == 84


def test_two_topics_of_one_theme_are_to_be_merged() -> None:
    others = tuple(Topic(t[:2], t, keywords=tuple(w.split())) for t, w in THEMES.items())[1:]
    one = Topic("ice", "Erosion by ice", keywords=("ice", "valley", "moraine"))
    two = Topic("beds", "Erosion of beds", keywords=("bedrock", "basal", "sediment", "sliding"))
    found = induce(WORLD, previous=(*others, one, two))
    assert ("ice", "beds") in {s.topics for s in found.suggestions if s.kind == "merge"}


def test_without_papers_the_previous_taxonomy_stays() -> None:
    previous = (Topic("a", "Anything"),)
    assert induce((), previous=previous) == Induced(previous)


# ── few, odd and hostile papers ──────────────────────────────────────────────────────────────


def test_no_papers_have_no_topics() -> None:
    assert induce(()) == Induced()
    assert dump_taxonomy(()) == "[]\n"


def test_one_paper_is_one_topic() -> None:
    found = induce(WORLD[:1])
    assert len(found.taxonomy) == 1
    assert found.assignments[0].placed
    assert found.assignments[0].topic == found.taxonomy[0].id


def test_three_papers_are_one_topic() -> None:
    found = induce(WORLD[:3])
    assert [topic.title for topic in found.taxonomy] == ["Glacier erosion"]
    assert [one.topic for one in found.assignments] == ["glacier-erosion"] * 3


def test_papers_all_the_same_are_one_topic() -> None:
    same = [Entry(id=i, title="On glacier erosion", abstract=WORLD[0].abstract) for i in range(30)]
    found = induce(same, 7)
    assert [topic.title for topic in leaves(found.taxonomy)] == ["Glacier erosion"]
    assert all(one.placed for one in found.assignments)


def test_a_paper_without_a_word_is_left_over() -> None:
    found = induce([*WORLD, Entry(id="empty"), Entry(id="stops", title="Of the and")], 6)
    left = {one.paper for one in found.assignments if not one.placed}
    assert left == {"empty", "stops"}
    known = {leaf.id for leaf in leaves(found.taxonomy)}
    assert all(one.topic in known for one in found.assignments)


def test_papers_without_a_word_have_one_topic_that_holds_none() -> None:
    found = induce([Entry(id=i) for i in range(5)])
    assert found.taxonomy == (NOTHING,)
    assert not any(one.placed for one in found.assignments)


def test_titles_alone_suffice() -> None:
    found = induce([Entry(id=e.id, title=e.title) for e in WORLD], 6)
    assert len(leaves(found.taxonomy)) == 6
    assert all(one.placed for one in found.assignments)


def test_more_topics_than_papers_is_a_topic_for_each() -> None:
    found = induce(WORLD[::12], 500)
    assert len(leaves(found.taxonomy)) == 6
    assert len({one.topic for one in found.assignments}) == 6


def test_500_topics() -> None:
    papers = [
        Entry(id=i, title=f"On w{i % 500}x and w{i % 500}y", abstract=f"w{i % 500}x in w{i % 25}z")
        for i in range(1_500)
    ]
    found = induce(papers, 500)
    assert len(leaves(found.taxonomy)) == 500
    ids = [topic.id for root in found.taxonomy for topic in root.walk()]
    assert len(ids) == len(set(ids))


GERMAN = (
    "Die Erosion der Gletscher und die Form der Täler sind in der Forschung ein altes Thema und"
    " werden in dieser Arbeit mit der Hilfe von Karten und von Modellen der Bewegung untersucht"
)
CHINESE = "本文研究机器翻译。我们提出一种新方法,并在多个数据集上进行实验。"


def test_other_languages_have_no_stop_words_for_headings() -> None:
    german = [Entry(id=i, title=f"Gletscher und Täler {i}", abstract=GERMAN) for i in range(15)]
    found = induce([*WORLD, *german], 7)
    for title in titles(found):
        assert not set(title.lower().split()) & {"die", "der", "und", "von", "in"}
    homes = {one.topic for one in found.assignments[len(WORLD) :]}
    assert len(homes) == 1


def test_a_language_without_spaces_is_filed_all_the_same() -> None:
    found = induce([Entry(id=i, title=f"机器翻译 {i}", abstract=CHINESE) for i in range(9)])
    assert all(topic.id.isascii() and topic.title for topic in found.taxonomy)
    assert all(one.placed for one in found.assignments)


TEXT = st.text(max_size=60) | st.sampled_from([WORLD[0].abstract, "a b c", "- {x: [", "#: &a *a"])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXT, TEXT), max_size=9), st.integers(0, 12), st.integers(1, 2))
def test_whatever_the_text_the_taxonomy_can_be_written_and_read(
    texts: list[tuple[str, str]], number: int, depth: int
) -> None:
    entries = [Entry(id=i, title=title, abstract=text) for i, (title, text) in enumerate(texts)]
    found = induce(entries, number, depth)
    assert [one.paper for one in found.assignments] == list(range(len(texts)))
    ids = [topic.id for root in found.taxonomy for topic in root.walk()]
    assert len(ids) == len(set(ids))
    assert bool(ids) == bool(texts)
    assert {one.topic for one in found.assignments} <= {leaf.id for leaf in leaves(found.taxonomy)}
    assert all(topic.title.strip() for root in found.taxonomy for topic in root.walk())
