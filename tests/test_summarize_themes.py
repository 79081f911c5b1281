from review.model import Paper
from review.summarize.themes import themes

OWLS = [
    ("Night vision in barn owls", "We study night vision. Owls hunt by night vision alone."),
    ("Night vision of cameras", "This camera has night vision, and its sensor is small."),
    ("A test of night vision", "Night vision is measured in forests."),
]
TIDES = [
    ("Tidal energy for islands", "We review tidal energy. Islands can use tidal energy."),
    ("Storing tidal energy", "Batteries keep tidal energy until evening."),
    ("The price of tidal energy", "Farms sell tidal energy at auction."),
]
OTHERS = [(f"Gravel number {n}", "Stones lie about in heaps of gravel.") for n in "abcdefgh"]


def papers() -> list[Paper]:
    rows = [*OWLS, *TIDES, *OTHERS]
    return [
        Paper(id=f"w{i}", key=f"p{i:02}", title=title, abstract=abstract)
        for i, (title, abstract) in enumerate(rows)
    ]


def test_works_are_grouped_under_the_phrases_that_they_say() -> None:
    keys = [f"p{i:02}" for i in range(6)]
    found = themes(papers())(keys, [])
    assert sorted(found) == [
        ("Night vision", ("p00", "p01", "p02")),
        ("Tidal energy", ("p03", "p04", "p05")),
    ]
    assert themes(papers()[::-1])(keys[::-1], []) == found


def test_no_heading_repeats_a_title() -> None:
    keys = [f"p{i:02}" for i in range(6)]
    found = themes(papers())(keys, ["Tidal energy and its price"])
    assert [theme.heading for theme in found] == ["Night vision"]


def test_few_works_and_unknown_ones_make_no_group() -> None:
    divide = themes(papers())
    assert divide(["p00", "p01", "p02"], []) == ()
    assert divide(["gone"] * 9, []) == ()
    assert themes([])((), ()) == ()
