"""The scanner of .bib files: where entries, fields and the pieces of their values stand."""

from hypothesis import given
from hypothesis import strategies as st

from review.text.bibscan import blocks

FILE = """Text before.
@string{acl = {ACL}}
@Article{Key:1,
  title = {A {B} c},
  month = 1 # "~" # jan,
  title = {Again},
  journal = acl
}
@misc(two, note = "q")
@book{broken, title = {never closed
"""


def test_each_block_knows_where_it_stands() -> None:
    found = list(blocks(FILE))
    starts = [FILE[b.start : b.end].replace("(", "{").partition("{")[0] for b in found if b.kind]
    assert starts == ["@string", "@Article", "@misc", "@book"]
    assert FILE[found[0].start : found[0].end] == "Text before."
    assert [FILE[b.key_at :].startswith(b.key) for b in found if b.key] == [True] * 3


def test_each_field_knows_where_it_stands() -> None:
    entry = next(block for block in blocks(FILE) if block.key == "Key:1")
    shown = [(p.name, FILE[p.start : p.end], p.value) for p in entry.places]
    assert shown == [
        ("title", "{A {B} c}", "A {B} c"),
        ("month", '1 # "~" # jan', "1~jan"),
        ("title", "{Again}", "Again"),
        ("journal", "acl", "ACL"),
    ]
    assert all(FILE[p.at :].startswith(p.name) for p in entry.places)


def test_the_pieces_of_a_value_are_their_text() -> None:
    entry = next(block for block in blocks(FILE) if block.key == "Key:1")
    month = entry.places[1]
    assert [(FILE[p.start : p.end], p.bare) for p in month.pieces] == [
        ("1", True),
        ("~", False),
        ("jan", True),
    ]


def test_faults_are_of_kinds() -> None:
    found = {fault.kind for block in blocks(FILE + "@misc{x, a = nope}") for fault in block.faults}
    assert found == {"syntax", "repeated", "macro"}


def test_what_is_broken_has_no_places() -> None:
    (broken,) = (block for block in blocks(FILE) if block.broken)
    assert broken.places == []
    assert broken.fields["title"].startswith("never closed")


@given(st.text(alphabet='@{}"#=,%\\ \nabtitle1', max_size=120))
def test_places_never_lie(text: str) -> None:
    for block in blocks(text):
        assert 0 <= block.start <= block.end <= len(text)
        for place in block.places:
            assert block.start <= place.at <= place.start <= place.end <= block.end
            assert text[place.at : place.at + len(place.name)] == place.name
            assert all(place.start <= p.start <= p.end <= place.end for p in place.pieces)
