from dataclasses import replace

import pytest

from review.classify.advice import Advice, advise, near
from review.classify.health import Tree, stand
from review.model import Assignment, Paper, Topic

TAXONOMY = (
    Topic("animals", "Animals", topics=(Topic("cats", "Cats"), Topic("dogs", "Dogs"))),
    Topic("stars", "Stars"),
    Topic("void", "Void"),
)


def paper(key: str, year: int | None = 2020, text: str = "") -> Paper:
    return Paper(id=f"w-{key}", key=key, title=f"On {text or key}", abstract=text, year=year)


def filed(key: str, topic: str, **fields: object) -> Assignment:
    given: dict[str, object] = {"placed": True, "confidence": 0.9, **fields}
    return Assignment(key, topic, **given)  # type: ignore[arg-type]


def many(count: int, topic: str, start: int = 0) -> tuple[list[Paper], list[Assignment]]:
    keys = [f"{topic}{number:03}" for number in range(start, start + count)]
    return [paper(key) for key in keys], [filed(key, topic) for key in keys]


def nothing(keys: object, titles: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ()


def suggest(
    papers: list[Paper], assignments: list[Assignment], divide: object = nothing
) -> tuple[Advice, ...]:
    tree = stand(papers, TAXONOMY, assignments)
    pairs = near(papers, TAXONOMY, assignments, tree)
    return advise(TAXONOMY, assignments, tree, pairs, divide)  # type: ignore[arg-type]


def test_counts_add_up_over_children() -> None:
    papers = [paper("a", 2019), paper("b", 2021), paper("c", None), paper("d", 2022)]
    assignments = [
        filed("a", "cats", confidence=0.5),
        filed("b", "dogs", by="person", confidence=1.0),
        filed("c", "animals"),
        filed("d", "stars", placed=False, confidence=0.2),
    ]
    tree = stand(papers, TAXONOMY, assignments)
    found = {one.topic: one for one in tree.standings}
    assert [one.topic for one in tree.standings] == ["animals", "cats", "dogs", "stars", "void"]
    assert [one.depth for one in tree.standings] == [0, 1, 1, 0, 0]
    assert (found["animals"].own, found["animals"].below) == (1, 3)
    assert found["animals"].doubtful == 1
    assert found["animals"].years == ((2019, 1), (2020, 0), (2021, 1), (2022, 0))
    assert found["animals"].recent == 0.5
    assert found["stars"].below == 0
    assert (tree.papers, tree.placed, tree.pinned) == (4, 3, 1)
    assert (tree.doubtful, tree.unplaced) == (("a",), ("d",))
    assert [one.state for one in tree.standings] == ["", "thin", "thin", "empty", "empty"]


def test_a_paper_that_a_person_filed_is_never_doubtful() -> None:
    assert filed("a", "cats", confidence=0.59).doubtful
    assert not filed("a", "cats", confidence=0.6).doubtful
    assert not filed("a", "cats", confidence=0.1, by="person").doubtful
    assert not filed("a", "cats", confidence=0.1, placed=False).doubtful


def test_a_topic_is_overfull_only_far_above_the_others() -> None:
    cats, of_cats = many(26, "cats")
    dogs, of_dogs = many(4, "dogs")
    stars, of_stars = many(4, "stars")
    tree = stand([*cats, *dogs, *stars], TAXONOMY, [*of_cats, *of_dogs, *of_stars])
    assert [one.topic for one in tree.standings if one.state == "overfull"] == ["cats"]
    assert tree.median == 4
    dogs, of_dogs = many(20, "dogs")
    stars, of_stars = many(20, "stars")
    tree = stand([*cats, *dogs, *stars], TAXONOMY, [*of_cats, *of_dogs, *of_stars])
    assert not any(one.state == "overfull" for one in tree.standings)


def test_an_empty_survey_stands_without_advice() -> None:
    tree = stand([], TAXONOMY, [])
    assert {one.state for one in tree.standings} == {"empty"}
    assert (tree.years, tree.recent, tree.median) == ((), None, 0.0)
    assert stand([], (), []) == Tree((), 0, 0, 0, (), (), (), None, 0.0)
    assert advise(TAXONOMY, [], tree, (), nothing) == ()


def test_an_assignment_of_no_paper_is_left_out() -> None:
    assert stand([paper("a")], TAXONOMY, [filed("gone", "cats")]).placed == 0


def test_an_overfull_topic_is_split_by_the_phrases_of_its_papers() -> None:
    cats, of_cats = many(30, "cats")
    of_cats = [replace(one, alternatives=(("dogs", 1.0),)) for one in of_cats[:4]] + of_cats[4:]
    dogs, of_dogs = many(4, "dogs")
    keys = [one.key for one in cats]

    def divide(given: object, titles: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (("Big cats", tuple(keys[:5])),) if titles == ["Cats"] else ()

    stars, of_stars = many(4, "stars")
    advice = suggest([*cats, *dogs, *stars], [*of_cats, *of_dogs, *of_stars], divide)
    split = next(one for one in advice if one.kind == "split")
    assert split.topics == ("cats",)
    assert split.why == "30 papers, where a topic holds 4 in the median"
    assert split.groups == (("Big cats", tuple(keys[:5])),)
    assert split.papers == tuple(keys[5:])
    assert split.moves == (("dogs", tuple(keys[:4])),)


def test_a_thin_topic_goes_to_the_topic_beside_it() -> None:
    dogs, of_dogs = many(5, "dogs")
    lone = filed("lone", "cats", alternatives=(("stars", 3.0), ("dogs", 2.0)))
    advice = suggest([*dogs, paper("lone")], [*of_dogs, lone])
    assert [(one.kind, one.topics, one.papers) for one in advice] == [
        ("merge", ("cats", "dogs"), ("lone",))
    ]
    assert "only 1 paper, which" in advice[0].why
    stranger = replace(lone, alternatives=(("stars", 3.0),))
    assert suggest([*dogs, paper("lone")], [*of_dogs, stranger]) == ()


def test_topics_of_the_same_words_are_near() -> None:
    twins = (
        Topic("a", "Sparse mixture of experts", "Routing of tokens."),
        Topic("b", "Mixtures of sparse experts", "Token routing."),
        Topic("c", "Speech recognition", "Sound."),
    )
    tree = stand([paper("x")], twins, [filed("x", "a")])
    pairs = near([paper("x")], twins, [filed("x", "a")], tree)
    assert [pair.topics for pair in pairs] == [("a", "b")]
    assert pairs[0].words > 0.5
    advice = advise(twins, [filed("x", "a")], tree, pairs, nothing)
    assert [(one.kind, one.topics) for one in advice] == [("merge", ("a", "b"))]
    assert advice[0].why.startswith("their titles and descriptions are alike (1.00)")


def test_topics_whose_papers_are_alike_are_near() -> None:
    text = "The retrieval of dense passages by learned encoders and rankers"
    papers = [paper(f"{topic}{i}", text=text) for topic in ("cats", "dogs") for i in range(4)]
    assignments = [filed(one.key, one.key[:4]) for one in papers]
    tree = stand(papers, TAXONOMY, assignments)
    pairs = near(papers, TAXONOMY, assignments, tree)
    assert [pair.topics for pair in pairs] == [("cats", "dogs")]
    assert pairs[0].papers == pytest.approx(1)
    assert near(papers[::-1], TAXONOMY, assignments[::-1], tree) == pairs


def test_no_merge_makes_a_topic_that_must_be_split() -> None:
    text = "The retrieval of dense passages by learned encoders and rankers"
    papers = [paper(f"{topic}{i:02}", text=text) for topic in ("cats", "dogs") for i in range(30)]
    assignments = [filed(one.key, one.key[:4]) for one in papers]
    tree = stand(papers, TAXONOMY, assignments)
    assert near(papers, TAXONOMY, assignments, tree)
    assert not any(one.kind == "merge" for one in suggest(papers, assignments))


def test_what_the_loose_papers_share_may_become_a_topic() -> None:
    papers = [paper(f"p{i}") for i in range(4)]
    assignments = [
        filed("p0", "cats", confidence=0.5),
        filed("p1", "dogs", confidence=0.5),
        filed("p2", "cats", placed=False, confidence=0.1),
        filed("p3", "stars", by="person", confidence=1.0),
    ]
    asked: list[object] = []

    def divide(keys: object, titles: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
        asked.append((keys, titles))
        return (("Birds", ("p0", "p1", "p2")),)

    add = suggest(papers, assignments, divide)[-1]
    assert asked == [(("p2", "p0", "p1"), ["Animals", "Cats", "Dogs", "Stars", "Void"])]
    assert (add.kind, add.topics) == ("add", ("animals",))
    assert add.groups == (("Birds", ("p0", "p1", "p2")),)
    assert add.why == "1 outside the taxonomy, 2 filed with confidence below 0.6"
