"""Containers: read through in memory, within bounds, whatever they hold."""

import bz2
import gzip
import io
import lzma
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.sources import containers, read_bytes, read_file
from review.sources.containers import members

LINE = b'{"title": "A"}\n'


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def told(data: bytes, name: str = "a.zip") -> list[tuple[str, str]]:
    return [(member.name, member.refused) for member in members(data, name)]


def test_a_plain_file_is_itself() -> None:
    (member,) = members(b"hello", "a.txt")
    assert (member.name, member.data, member.refused) == ("a.txt", b"hello", "")


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_packed_file_keeps_its_name(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(pack(LINE * 2))
    batch = read_file(path, "a.jsonl.gz")
    assert [str(record.origin) for record in batch.records] == ["a.jsonl.gz:1", "a.jsonl.gz:2"]


def test_the_suffix_before_the_packing_tells_the_format() -> None:
    (source,) = read_bytes(gzip.compress(b"[oops\n"), "a.jsonl.gz").sources
    assert source.format == "jsonl"


def test_members_stand_in_order_of_name_without_hidden_ones() -> None:
    files = {
        "b/c.jsonl": LINE,
        "a.jsonl": LINE,
        "__MACOSX/._a.jsonl": b"\0",
        "b/.DS_Store": b"\0",
    }
    batch = read_bytes(zipped(files), "seeds/x.zip")
    assert [source.file for source in batch.sources] == [
        "seeds/x.zip/a.jsonl",
        "seeds/x.zip/b/c.jsonl",
    ]
    assert [str(record.origin) for record in batch.records] == [
        "seeds/x.zip/a.jsonl:1",
        "seeds/x.zip/b/c.jsonl:1",
    ]


def test_a_container_in_a_container_but_no_deeper() -> None:
    inner = zipped({"deep.jsonl": LINE, "most.jsonl.gz": gzip.compress(LINE)})
    assert told(zipped({"in.zip": inner, "one.jsonl.gz": gzip.compress(LINE)})) == [
        ("a.zip/in.zip/deep.jsonl", ""),
        ("a.zip/in.zip/most.jsonl.gz", "is packed too many times; nothing was read"),
        ("a.zip/one.jsonl.gz", ""),
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "a.zip/etc/passwd"),
        ("/abs.ris", "a.zip/abs.ris"),
        ("a\x1b[2J.ris", "a.zip/a\ufffd[2J.ris"),
        ("..", "a.zip/\ufffd"),
    ],
)
def test_the_name_of_a_member_is_only_text(name: str, shown: str) -> None:
    assert [member.name for member in members(zipped({name: LINE}), "a.zip")] == [shown]


def test_a_bomb_is_refused_and_the_rest_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "_HARMLESS", 10_000)
    files = {"bomb.txt": b"\0" * 3_000_000, "good.jsonl": LINE}
    batch = read_bytes(zipped(files), "a.zip")
    assert [record.title for record in batch.records] == ["A"]
    assert [(p.where, p.message) for p in batch.problems] == [
        ("a.zip/bomb.txt:1", "grows more than 200 times when unpacked; nothing was read")
    ]


def test_a_real_bomb_takes_little_memory() -> None:
    bomb = gzip.compress(b"\0" * 60_000_000)
    assert told(bomb, "a.gz") == [
        ("a.gz", "grows more than 200 times when unpacked; nothing was read")
    ]


def test_a_file_beyond_the_bound_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(containers, "MAX_BYTES", 1_000_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE * 100_000)
    message = "is larger than the 1 MB that are read of one file; split it"
    assert [problem.message for problem in read_file(path, "a.jsonl").problems] == [message]
    files = {"large.jsonl": LINE * 100_000, "small.jsonl": LINE}
    assert told(zipped(files, zipfile.ZIP_STORED)) == [("a.zip", message)]
    assert told(zipped(files)) == [("a.zip/large.jsonl", message), ("a.zip/small.jsonl", "")]


def test_an_endless_file_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_BYTES", 1_000_000)
    (problem,) = read_file(Path("/dev/zero"), "zero").problems
    assert "is larger than" in problem.message


def test_all_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_TOTAL", 1_000_000)
    room = containers._Room(1_000_000)
    files = {f"{i}.jsonl": LINE * 40_000 for i in range(3)}
    found = list(containers._members(zipped(files), "a.zip", room, 0))
    assert [bool(member.refused) for member in found] == [False, True, True]
    assert found[1].refused == "is beyond the 1 MB that are read of one container"


def test_members_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBERS", 2)
    data = zipped({f"{i}.jsonl": LINE for i in range(5)})
    assert told(data) == [
        ("a.zip/0.jsonl", ""),
        ("a.zip/1.jsonl", ""),
        ("a.zip", "holds 3 files more than the 2 that are read"),
    ]


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
def test_an_office_document_is_one_clear_problem(name: str) -> None:
    ((_, message),) = told(zipped({name: b"x", "xl/workbook.xml": b"<a/>"}), "a.xlsx")
    assert message.startswith("is an office document")


def test_empty_damaged_and_encrypted_archives() -> None:
    assert told(zipped({})) == [("a.zip", "is an empty zip file")]
    whole = zipped({"a.jsonl": LINE * 50})
    ((_, cut),) = told(whole[:60])
    assert cut.startswith("is a damaged zip file: ")
    ((_, end),) = told(gzip.compress(LINE * 50)[:-12], "a.gz")
    assert end.startswith("cannot be unpacked: ")
    ((name, crc),) = told(whole.replace(whole[40:44], b"\xff\xff\xff\xff", 1))
    assert name == "a.zip/a.jsonl"
    assert crc.startswith("cannot be unpacked: ")
    at = whole.index(b"PK\x01\x02") + 8
    locked = whole[:6] + struct.pack("<H", 1) + whole[8:at] + struct.pack("<H", 1) + whole[at + 2 :]
    ((_, message),) = told(locked)
    assert message == "is encrypted; nothing was read"


@given(st.binary(max_size=200), st.integers(0, 400), st.sampled_from([0, 1, 2]))
def test_damage_never_crashes(noise: bytes, at: int, kind: int) -> None:
    pack = (zipped({"a.jsonl": LINE * 9, "b.txt": LINE}), gzip.compress(LINE), lzma.compress(LINE))
    data = pack[kind][:at] + noise + pack[kind][at + len(noise) :]
    assert all(member.data or member.refused or member.name for member in members(data, "a.zip"))
    read_bytes(data, "a.zip")
