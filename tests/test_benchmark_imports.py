"""The plain counting that readers are measured against."""

from pathlib import Path

import pytest

from benchmarks.imports import held


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("a.ris", "TY  - JOUR\nER  - \nTY  - BOOK\nTI  - TY  - x\nER  - \n", 2),
        ("a.ris", "\rTY  - JOUR\rER  - \rTY - JOUR\rER - \r", 2),
        ("a.txt", "FN x\nPT J\nER\n\nPT B\nER\nEF\n", 2),
        ("a.nbib", "\nPMID- 1\nTI  - a\n\nPMID- 2\n", 2),
        ("a.txt", "<1>\nTitle\n x\n<2>\nTitle\n y\n", 2),
        ("a.xml", "<xml><records><record>a</record><record>b</record></records></xml>", 2),
        ("a.bib", "@comment{x}\n@article{a,}\n@String(x = {y})\n @book(b, )\n@preamble{z}\n", 2),
        ("a.csv", 'title,b\n"a\nb",c\n\n,\nd,e\n', 2),
        ("a.csv", "title;b\na;b\n", 1),
        ("a.json", '[{"a": 1}, {"a": 2}]', 2),
        ("a.json", '{"results": [1, 2, 3]}', 3),
        ("a.json", '{"title": "x", "authors": [{}, {}]}', 1),
        ("a.json", '{"10.1/a": {"title": "x"}, "10.1/b": {"title": "y"}}', 2),
        ("a.json", '{"10.1/a": [{"title": "x"}], "10.1/b": [{"title": "y"}]}', 2),
        ("a.json", '{"meta": {}, "results": [{"title": "x"}]}', 1),
        ("a.txt", "nothing", 0),
    ],
)
def test_records_are_counted_in_the_raw_text(name: str, text: str, count: int) -> None:
    assert held(text, Path(name)) == count
