"""Every key that was ever published leads somewhere: to a work, or to the page of one that left."""

from hypothesis import given
from hypothesis import strategies as st

from review.identity import former
from review.model import Departed, Paper, Remembered


def paper(id_: str, key: str, *aliases: str) -> Paper:
    return Paper(id=id_, key=key, aliases=aliases)


def test_a_renamed_work_is_found_under_its_old_key() -> None:
    keys, gone = former([paper("w1", "new", "old")], [Remembered("w1", "old")], {}, "")
    assert (keys, gone) == ((("old", "new"),), ())


def test_a_work_that_left_is_told_with_the_reason_and_the_day() -> None:
    ledger = [Remembered("w1", "a", title="On sand"), Remembered("w2", "b", left="2026-01-01")]
    keys, gone = former([], ledger, {"w1": "Off topic."}, "2026-02-02")
    assert keys == ()
    assert gone == (
        Departed("w1", "a", "On sand", "2026-02-02", "Off topic."),
        Departed("w2", "b", "", "2026-01-01", ""),
    )


def test_the_old_keys_of_a_work_that_left_lead_to_its_last_one() -> None:
    keys, gone = former([], [Remembered("w1", "a", aliases=("z", "y"))], {}, "")
    assert keys == (("y", "a"), ("z", "a"))
    assert [one.key for one in gone] == ["a"]


def test_a_work_that_became_part_of_another_goes_where_it_goes() -> None:
    ledger = [Remembered("w1", "a", into="w2"), Remembered("w2", "b"), Remembered("w3", "c")]
    keys, gone = former([paper("w2", "b", "a"), paper("w3", "c")], ledger, {}, "")
    assert (keys, gone) == ((("a", "b"),), ())
    keys, gone = former([paper("w3", "c")], ledger, {}, "")
    assert keys == (("a", "b"),)
    assert [one.key for one in gone] == ["b"]


def test_works_that_became_part_of_each_other_end_somewhere() -> None:
    ledger = [Remembered("w1", "a", into="w2"), Remembered("w2", "b", into="w1")]
    keys, gone = former([], ledger, {}, "")
    assert {old for old, _ in keys} | {one.key for one in gone} == {"a", "b"}


def test_what_comes_back_has_not_left() -> None:
    ledger = [Remembered("w1", "a", left="2026-01-01")]
    assert former([paper("w1", "a")], ledger, {}, "2026-02-02") == ((), ())


@given(st.data())
def test_every_key_leads_to_a_page(data: st.DataObject) -> None:
    ids = [f"w{number}" for number in range(6)]
    ledger = [
        Remembered(
            id_, f"k{id_}", aliases=(f"o{id_}",), into=data.draw(st.sampled_from(["", *ids]))
        )
        for id_ in ids
    ]
    here = [paper(id_, f"k{id_}") for id_ in data.draw(st.sets(st.sampled_from(ids)))]
    keys, gone = former(here, ledger, {}, "")
    pages = {one.key for one in here} | {one.key for one in gone}
    assert {key for _, key in keys} <= pages
    published = {key for entry in ledger for key in (entry.key, *entry.aliases)}
    assert {old for old, _ in keys} | pages == published
    assert not {old for old, _ in keys} & pages
