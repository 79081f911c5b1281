from hypothesis import given
from hypothesis import strategies as st

from review.model import Topic
from review.render.tree import WIDTH, trees, wrap


def test_a_row_for_every_topic_with_its_works() -> None:
    deep = Topic("d", "Deep", topics=(Topic("e", "Deeper", topics=(Topic("f", "Deepest"),)),))
    taxonomy = (Topic("a", "All", topics=(Topic("b", "Most"), Topic("c", "None"), deep)),
                Topic("z", "Alone"))  # fmt: skip
    below = {"a": "xxxxx", "b": "xxxx", "c": "", "d": "x", "e": "x", "f": "x", "z": "xx"}
    found = trees(taxonomy, {topic: tuple(keys) for topic, keys in below.items()})
    assert [tree.topic for tree in found] == ["a", "z"]
    rows = {row.topic: row for tree in found for row in tree.rows}
    assert [rows[topic].count for topic in "abcdefz"] == [5, 4, 0, 1, 1, 1, 2]
    assert [rows[topic].x for topic in "abcdefz"] == [0, 16, 16, 16, 32, 48, 0]
    assert rows["b"].wide == 4 * rows["f"].wide + 2
    assert [rows[topic].wide for topic in "acde"] == [0, 0, 0, 0]
    assert rows["z"].wide == rows["b"].wide // 2
    assert [rows[topic].head for topic in "abz"] == [True, False, True]
    assert rows["a"].branch == rows["z"].branch == ""
    assert rows["f"].branch.startswith("M38 ")


def test_rows_stand_below_each_other_inside_the_box() -> None:
    leaves = tuple(
        Topic(f"t{i}", "A rather long title of a topic " * (i % 3 + 1)) for i in range(9)
    )
    tree = trees((Topic("r", "Root", topics=leaves),), {f"t{i}": () for i in range(9)} | {"r": ()})[
        0
    ]
    marks = [y for row in tree.rows for y in (*(y for _, y in row.lines), row.bar)]
    assert marks == sorted(set(marks))
    assert marks[-1] < tree.height
    assert all(row.bar - row.lines[0][1] >= 6 for row in tree.rows)


def test_long_titles_take_two_lines_and_end_in_an_ellipsis() -> None:
    assert wrap("Short", 10) == ("Short",)
    assert wrap("Two short words", 10) == ("Two short", "words")
    assert wrap("One two three four five six", 9) == ("One two", "three fo…")
    assert wrap("Unbreakablelongword", 8) == ("Unbreak…",)
    assert wrap("漢字漢字漢字", 8) == ("漢字漢…",)


@given(st.text(min_size=1, max_size=300), st.integers(4, 60))
def test_no_line_is_wider_than_its_room(title: str, room: int) -> None:
    lines = wrap(title, room)
    assert 1 <= len(lines) <= 2
    assert all(len(line) <= room for line in lines)
    assert room < WIDTH
