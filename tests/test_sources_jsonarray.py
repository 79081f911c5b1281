"""Objects of a JSON file: each with its line, whatever else the file holds."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources.jsonarray import objects

Read = list[tuple[int, object]]


def read(text: str) -> Read:
    return [(line, "!" if isinstance(v, ValueError) else v) for line, v in objects(text)]


def faults(text: str) -> list[str]:
    return [f"{line}: {value}" for line, value in objects(text) if isinstance(value, ValueError)]


PAPERS = [
    {"title": f"Paper {i}", "author": [{"family": "Tan"}, {"family": "Li"}]} for i in range(9)
]


@pytest.mark.parametrize("indent", [None, 1, 2, "\t"])
def test_a_list_gives_its_objects(indent: int | str | None) -> None:
    assert [value for _, value in objects(json.dumps(PAPERS, indent=indent))] == PAPERS


def test_lines_are_those_where_objects_begin() -> None:
    assert read('[\n  {"a": 1},\n\n  {\n  "b": 2},\n{"c": 3}]') == [
        (2, {"a": 1}), (4, {"b": 2}), (6, {"c": 3}),
    ]  # fmt: skip


def test_one_object_alone_and_several_after_each_other() -> None:
    assert read('{"title": "a",\n "x": [1]}') == [(1, {"title": "a", "x": [1]})]
    assert read('{"a": 1}\n{\n"b": 2\n}\n') == [(1, {"a": 1}), (2, {"b": 2})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"meta": {"n": 1},\n"results": [\n{"id": 1},\n{"id": 2}], "x": {"a": "]"}}',
         [(3, {"id": 1}), (4, {"id": 2})]),
        ('{"status": "ok", "message":\n{"total": 2, "items": [\n{"id": 1}]}}', [(3, {"id": 1})]),
        ('{"status": "ok", "message":\n{"title": ["a"], "items": [1]}}',
         [(2, {"title": ["a"], "items": [1]})]),
        ('{"items": []}', []),
        ('{"title": "t", "data": [{"a": 1}]}', [(1, {"title": "t", "data": [{"a": 1}]})]),
        ('{"other": [{"a": 1}]}', [(1, {"other": [{"a": 1}]})]),
        ('{"items": "none"}', [(1, {"items": "none"})]),
    ],
)  # fmt: skip
def test_wrappers_are_opened(text: str, expected: Read) -> None:
    assert read(text) == expected


def test_the_reader_names_its_wrappers() -> None:
    assert list(objects('{"works": [{"a": 1}]}', ("works",))) == [(1, {"a": 1})]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("fault", ["nope", '"a "quoted" word"', "'single'", '"open', "[1", "{{"])
def test_a_broken_object_loses_only_itself(fault: str, indent: int | None) -> None:
    text = json.dumps(PAPERS, indent=indent).replace('"Paper 6"', fault)
    found = [value for _, value in objects(text)]
    good = [value for value in found if isinstance(value, dict)]
    assert good == PAPERS[:6] + PAPERS[7:]
    assert len(found) == 9
    assert isinstance(found[6], ValueError)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_cut_short_keeps_what_was_whole(indent: int | None) -> None:
    text = json.dumps(PAPERS, indent=indent)
    cut = text[: text.index("Paper 7")]
    assert [value for _, value in objects(cut)][:7] == PAPERS[:7]
    assert len(faults(cut)) == 1


def test_a_list_that_does_not_end_is_said_to() -> None:
    assert faults('[{"a": 1},\n') == ["2: the list does not end; what stands before was read"]


def test_what_is_no_object_is_a_fault_with_its_line() -> None:
    assert read('[1, "a,]",\n[{"x": 2}], null, {"b": 1}]') == [
        (1, "!"), (1, "!"), (2, "!"), (2, "!"), (2, {"b": 1}),
    ]  # fmt: skip
    assert read("7\nnull") == [(1, "!"), (2, "!")]


def test_depth_is_bounded() -> None:
    deep = '{"a": ' + "[" * 500 + "]" * 500 + "}"
    deeper = '{"a": ' + "[" * 300_000 + "]" * 300_000 + "}"
    found = read(f'[{deep},\n{deeper},\n{{"title": "b"}}]')
    assert found == [(1, "!"), (2, "!"), (3, {"title": "b"})]
    assert read("[" * 300_000) == [(1, "!")]
    assert read('{"items":' * 2000)[:1] == [(1, "!")]


def test_numbers_that_are_none_become_null() -> None:
    assert read('[{"year": NaN, "n": Infinity}]') == [(1, {"year": None, "n": None})]


def test_line_breaks_inside_text_are_kept() -> None:
    assert read('[{"a": "b\nc"}, {"d": 1}]') == [(1, {"a": "b\nc"}), (2, {"d": 1})]


@pytest.mark.parametrize("text", ["", " \n", "[", "]", "{", "}", "[]", "{}", '"', "[,,]", "[}]"])
def test_fragments_are_harmless(text: str) -> None:
    assert all(value in ("!", {}) for _, value in read(text))


@pytest.mark.parametrize("piece", ['},{"', "},{[", '{"a" ', '[{"items":', '"', "]}", "[1,", "}, {"])
def test_time_grows_with_the_file_alone(piece: str) -> None:
    start = time.process_time()
    for _ in objects("[{" + piece * 100_000):
        pass
    assert time.process_time() - start < 20


@given(st.text(alphabet='[]{},:"\\\n title1nu', max_size=60))
def test_no_text_raises(text: str) -> None:
    for line, value in objects(text):
        assert 1 <= line <= text.count("\n") + 1
        assert isinstance(value, dict | ValueError)
