from review.model import Excerpt, Fact, Row
from review.render.comparison import COLUMNS, columns

SAID = Excerpt("a", 0, 1)
FULL = Row("p", "N", SAID, SAID, (SAID,), (Fact("link", SAID, None, "code"),))


def test_every_column_that_is_filled_is_shown() -> None:
    assert columns([FULL]) == COLUMNS
    assert columns([Row("p", does=SAID), Row("q", headline=SAID)]) == ("does", "headline")


def test_a_column_that_is_empty_for_nearly_all_is_left_out() -> None:
    bare = [Row(f"p{number}", "N") for number in range(7)]
    assert columns([FULL, *bare]) == COLUMNS
    assert columns([FULL, *bare, Row("q", "N")]) == ("name",)


def test_no_rows_have_no_columns() -> None:
    assert columns([]) == ()
