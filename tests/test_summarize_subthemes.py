import random

from review.summarize.corpus import corpus, keyed
from review.summarize.subthemes import FEWEST, Subtheme, lexicon, subthemes
from tests.summarize_world import apart, several, work

SUBJECTS = ("style transfer", "garment animation")


def divided(shuffle: int = 0) -> tuple[Subtheme, ...]:
    works = [
        work(
            f"{subject[:5]}{i}",
            f"Widget{i}: {subject} alpha{i}" if i < 2 else f"Widget{i} for beta{i}",
            2020 + i,
            background=f"The art of {subject} is old.",
            citation=f"We propose widget{i} for {subject} with gadget{i}.",
            finding=f"It improves {subject}.",
        )
        for subject in SUBJECTS
        for i in range(4)
    ]
    works += several(2, "weather")
    random.Random(shuffle).shuffle(works)
    members = keyed(*apart(works))
    return subthemes(members, "Image generation", lexicon(corpus(members)))


def test_works_that_share_a_phrase_are_a_subtheme() -> None:
    found = {group.heading: len(group.members) for group in divided()}
    assert found["Style transfer"] == 4
    assert found["Garment animation"] == 4


def test_works_without_a_phrase_stand_last_and_unnamed() -> None:
    *named, rest = divided()
    assert all(group.heading for group in named)
    assert not rest.heading
    assert [member.key[:4] for member in rest.members] == ["weat", "weat"]


def test_every_work_is_in_exactly_one_group() -> None:
    keys = [member.key for group in divided() for member in group.members]
    assert len(keys) == len(set(keys)) == 10


def test_every_work_mentions_its_heading() -> None:
    for group in divided():
        for member in group.members:
            said = f"{member.entry.title} {member.entry.abstract}".lower()
            assert group.heading.lower() in said


def test_input_order_does_not_matter() -> None:
    assert len({str(divided(seed)) for seed in range(4)}) == 1


def test_a_small_topic_is_not_divided() -> None:
    members = keyed(*apart(several(FEWEST - 1)))
    (group,) = subthemes(members, "Parsing", lexicon(corpus(members)))
    assert not group.heading
    assert len(group.members) == FEWEST - 1


def test_the_topic_itself_is_no_subtheme() -> None:
    works = [
        work(f"k{i}", f"Style transfer {i}", citation=f"We do style transfer with tool{i} well.")
        for i in range(10)
    ]
    members = keyed(*apart(works))
    known = lexicon(corpus(members))
    assert [group.heading for group in subthemes(members, "Style transfer", known)] == [""]


def test_no_works_make_no_subthemes() -> None:
    assert subthemes([], "Parsing", lexicon(corpus([]))) == ()


def sharing(*phrases: str) -> list[str]:
    """Return the headings of a topic whose works are about these phrases, in turn."""
    works = [
        work(
            f"k{i:02d}",
            f"Widget{i} for {phrase}",
            citation=f"We propose widget{i} for {phrase} with gadget{i}.",
        )
        for i, phrase in enumerate(phrases)
    ]
    members = keyed(*apart(works))
    return [group.heading for group in subthemes(members, "Graphics", lexicon(corpus(members)))]


def test_a_subtheme_has_three_works_at_least() -> None:
    assert sharing(*["style transfer"] * 5, *["garment animation"] * 2, "rain", "snow", "wind") == [
        "Style transfer",
        "",
    ]


def test_a_topic_mostly_without_subthemes_has_none() -> None:
    others = ["rain", "snow", "wind", "fog", "hail", "frost", "heat"]
    assert sharing(*["style transfer"] * 3, *others) == [""]


def test_a_phrase_in_passing_makes_no_subtheme() -> None:
    works = [
        work(f"k{i}", f"Widget{i}", citation=f"We propose widget{i}, not a style transfer, today.")
        for i in range(8)
    ]
    members = keyed(*apart([*works, *several(4, "weather")]))
    found = subthemes(members, "Graphics", lexicon(corpus(members)))
    assert [group.heading for group in found] == [""]


def test_a_work_that_says_it_once_joins_those_that_mean_it() -> None:
    works = [
        work(f"k{i}", f"Widget{i} for style transfer", citation=f"We propose widget{i} well.")
        for i in range(5)
    ]
    works += [
        work("once", "Widget9", citation="We propose widget9 for style transfer today."),
        *several(4, "weather"),
    ]
    members = keyed(*apart(works))
    first, _ = subthemes(members, "Graphics", lexicon(corpus(members)))
    assert first.heading == "Style transfer"
    assert "once" in [member.key for member in first.members]
