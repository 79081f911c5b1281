import random
import re

from review.model import Paper
from review.summarize import related
from tests.summarize_world import apart, several, work


def test_near_papers_share_their_subject_and_say_so() -> None:
    papers, _ = apart(several(4, "grammar") + several(4, "weather", 4))
    for key, near in related(papers):
        assert near
        assert near[0].paper[:4] == key[:4]
        assert near[0].paper != key
        assert any("gramm" in term or "weather" in term for term in near[0].terms)


def test_every_paper_stands_in_the_result_sorted_by_key() -> None:
    papers, _ = apart(several(7))
    found = related(papers)
    assert [key for key, _ in found] == sorted(paper.key for paper in papers)
    assert all(len(near) <= 5 and all(len(r.terms) <= 4 for r in near) for _, near in found)


def test_a_word_is_not_repeated_beside_its_phrase() -> None:
    papers, _ = apart(
        [work(key, "Sparse attention heads", citation="We do sparse attention.") for key in "abc"]
    )
    for _, near in related(papers):
        words = [word for term in near[0].terms for word in term.split()]
        assert len(words) == len(set(words))


def test_a_paper_like_no_other_has_no_relations() -> None:
    papers, _ = apart([work("aa", "Zebra"), work("bb", "Quark")])
    assert related(papers) == (("aa", ()), ("bb", ()))


def test_the_order_of_the_papers_does_not_matter() -> None:
    papers = list(apart(several(9, "grammar") + several(9, "weather"))[0])
    expected = related(papers)
    random.Random(1).shuffle(papers)
    assert related(papers) == expected


def test_no_papers_and_empty_papers() -> None:
    assert related(()) == ()
    assert related((Paper(id="a", key="a"),)) == (("a", ()),)


def test_two_words_are_shown_as_the_paper_writes_them() -> None:
    papers, _ = apart(
        [
            work("aa", "Tree-bank", citation="We sort the tree-bank."),
            work("bb", "Tree-bank", citation="We burn the tree-bank."),
            work("cc", "A tree", citation="We climb it."),
            work("dd", "A bank", citation="We rob it."),
        ]
    )
    assert "tree-bank" in " ".join(related(papers)[0][1][0].terms)


def test_words_that_never_stand_together_are_not_shown_together() -> None:
    papers, _ = apart(
        [
            work("aa", "Bank of the trees", citation="We sort bank and the trees."),
            work("bb", "Bank of the trees", citation="We burn bank and the trees."),
        ]
    )
    assert all("bank trees" not in term for term in related(papers)[0][1][0].terms)


def test_a_hyphenated_word_is_shown_whole() -> None:
    papers, _ = apart(
        [
            work("aa", "Cross-lingual parrots", citation="We teach cross-lingual parrots."),
            work("bb", "Cross-lingual zebras", citation="We teach cross-lingual zebras."),
            work("cc", "Lions", citation="We feed lions."),
        ]
    )
    assert related(papers)[0][1][0].terms == ("cross-lingual",)


def test_half_a_word_is_not_shown() -> None:
    papers, _ = apart(
        [
            work("aa", "Volcanoes", citation="We watch volcanoes erupting."),
            work("bb", "A volcano", citation="We watch a volcano erupting."),
            work("cc", "Lions", citation="We feed lions."),
        ]
    )
    shown = {term for _, near in related(papers) for r in near for term in r.terms}
    texts = " ".join(f"{paper.title} {paper.abstract}" for paper in papers).lower()
    assert shown
    assert shown <= set(re.findall(r"[\w-]+", texts))


def test_words_without_a_subject_are_not_shown() -> None:
    text = "We watch three million state-of-the-art zebras carefully, surprisingly just starting."
    papers, _ = apart([work("aa", "Zebras", citation=text), work("bb", "Zebra", citation=text)])
    assert related(papers)[0][1][0].terms == ("zebras",)


def test_halves_of_different_words_are_not_shared() -> None:
    papers, _ = apart(
        [
            work("aa", "Few-shot parrots", citation="We teach few-shot parrots."),
            work("bb", "Zero-shot parrots", citation="We teach zero-shot parrots."),
            work("cc", "Lions", citation="We feed lions."),
        ]
    )
    assert related(papers)[0][1][0].terms == ("parrots",)


def test_a_word_inside_a_longer_one_is_another_word() -> None:
    papers, _ = apart(
        [
            work("aa", "Parrots", citation="We see OceanParrotLands, the parrots of an ocean."),
            work("bb", "Parrots", citation="We watch oceans, the ocean of the parrots."),
            work("cc", "Lions", citation="We feed lions."),
        ]
    )
    assert set(related(papers)[0][1][0].terms) == {"parrots", "ocean"}


def test_a_plural_is_not_shown_beside_its_singular() -> None:
    text = "We compare a VLM with other VLMs, each VLM with all VLMs."
    papers, _ = apart([work("aa", "VLMs", citation=text), work("bb", "A VLM", citation=text)])
    assert len(related(papers)[0][1][0].terms) == 1


def test_what_both_say_in_passing_is_not_shown() -> None:
    text = "Zebras are updated, released and observed by zebras. It offers five live advantages."
    papers, _ = apart(
        [
            work("aa", "Zebras", citation=text),
            work("bb", "Of zebras", citation=text),
            work("cc", "Lions", citation="We feed lions."),
        ]
    )
    assert related(papers)[0][1][0].terms == ("zebras",)


def test_a_phrase_comes_before_a_word() -> None:
    text = "We feed wild zebras. The wild zebras and the grass of the wild zebras. The grass is."
    papers, _ = apart(
        [work("aa", "Wild zebras and grass", citation=text), work("bb", "Zebras", citation=text)]
    )
    assert related(papers)[0][1][0].terms == ("wild zebras", "grass")


def test_acronyms_keep_their_capitals() -> None:
    text = "We feed LLMs of the NASA. The LLMs of NASA are LLMs."
    papers, _ = apart([work("aa", "LLMs", citation=text), work("bb", "LLMs", citation=text)])
    assert related(papers)[0][1][0].terms == ("LLMs", "NASA")


def test_what_no_title_holds_and_is_said_once_says_nothing() -> None:
    papers, _ = apart(
        [
            work("aa", "Zebras", citation="We build a website."),
            work("bb", "Lions", citation="We show a website."),
            work("cc", "Apes", citation="We feed them."),
        ]
    )
    assert {near.terms for _, found in related(papers) for near in found} <= {()}
