"""The benchmark of assisted filing, on a corpus small enough to see through."""

from benchmarks.assisted import assisted, figures, rest, rocchio
from benchmarks.filed_data import Filed, Gold
from review.model import Entry, Topic

NONE: frozenset[str] = frozenset()
GOLD: Gold = {
    1: (frozenset({"birds"}), NONE),
    2: (frozenset({"birds"}), NONE),
    3: (frozenset({"fish"}), NONE),
}
CORPUS = Filed(
    (
        Entry(id=1, title="plume song", abstract="plume song"),
        Entry(id=2, title="plume song dawn", abstract="plume song dawn"),
        Entry(id=3, title="gill tide", abstract="gill tide"),
    ),
    (Topic("birds", "Birds"), Topic("fish", "Fish")),
    GOLD,
)


def test_what_was_asked_about_has_its_answer_in_both_methods() -> None:
    for rank in (assisted, rocchio):
        ranked = rank(CORPUS, {1: "birds", 3: "fish"})
        assert (ranked[1][0], ranked[3][0]) == ("birds", "fish")
        assert ranked[2][0] == "birds", "the answer teaches"


def test_the_rest_are_the_papers_nobody_was_asked_about() -> None:
    assert set(rest(CORPUS, [1, 3]).gold) == {2}
    assert rest(CORPUS, []).gold == CORPUS.gold


def test_the_figures_tell_all_papers_from_the_others() -> None:
    rows = figures("x", CORPUS, [[1, 3], [3, 1]], assisted)
    assert [row["value"] for row in rows][:2] == [100.0, 100.0]
    assert len(rows) == 3
