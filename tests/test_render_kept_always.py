"""Whatever a person writes and spoils between builds, no word of hers is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.model import Page
from review.render.write import write
from review.text.kept import marker

NAMES = ("a.md", "topics/b.md", "topics/c.tex")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.sampled_from(NAMES), st.sampled_from(["intro", "end"])),
        st.tuples(st.just("spoil"), st.sampled_from(NAMES), st.sampled_from(["intro", "end"])),
        st.tuples(
            st.just("build"),
            st.lists(st.sampled_from(NAMES), unique=True).map(tuple),
            st.sampled_from(["both", "intro", "none"]),
        ),
    ),
    max_size=12,
)


def offered(name: str, which: str, version: int) -> Page:
    places = {"both": ("intro", "end"), "intro": ("intro",), "none": ()}[which]
    room = "".join("{}\n{}\n".format(*marker(name, place)) for place in places)
    return Page(name, f"# {name} {version}\n{room}Generated.\n")


@given(STEPS, st.sampled_from([{}, {"a.md": "topics/b.md"}]))
def test_no_word_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Any, str]], heirs: Any
) -> None:
    root = tmp_path_factory.mktemp("any")
    write([offered(name, "both", 0) for name in NAMES], root)
    said: list[str] = []
    for number, (kind, what, where) in enumerate(steps, 1):
        path = root / "site" / what if isinstance(what, str) else root
        if kind == "build":
            pages = [offered(name, where, number) for name in what]
            write(pages, root, discard=NAMES, heirs=heirs)
            assert write(pages, root, heirs=heirs) == ()
        elif path.is_file():
            lines = path.read_bytes().decode().split("\n")
            at = [i for i, line in enumerate(lines) if f"review:keep {where}" in line]
            if at and kind == "say":
                said.append(f"word {number}")
                lines.insert(at[0] + 1, said[-1])
            elif at:
                lines[at[0] + 1 :] = [one for one in lines[at[0] + 1 :] if "/review" not in one]
            path.write_bytes("\n".join(lines).encode())
    held = b"\n".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert [one for one in said if one.encode() not in held.split(b"\n")] == []
