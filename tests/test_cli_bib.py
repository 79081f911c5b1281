"""`review bib`: findings, exit codes, the table, fixes, and how entries look."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from review.bibcheck import CHECKS
from review.cli import main

GOOD = "@misc{k, key = {K}, title = {A short title}, year = 2020}\n"
WARNED = "@misc{k, key = {K}, title = {A short title.}, year = 2020}\n"
WRONG = "@misc{k, key = {K}, title = {This & that}, year = 2020}\n"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    done = CliRunner().invoke(main, ["bib", *map(str, arguments)], input=stdin)
    assert "Traceback" not in done.output
    return done


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "a.bib"
    path.write_text(WRONG, "utf-8")
    return path


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (WARNED, 0), (WRONG, 1)])
def test_only_errors_fail(bib: Path, text: str, code: int) -> None:
    bib.write_text(text, "utf-8")
    assert run("check", bib).exit_code == code


def test_a_finding_is_a_line(bib: Path) -> None:
    done = run("check", bib)
    assert done.stdout == (
        f"{bib}:1: k: error: an unescaped &: write \\& [special; --fix mends it]\n"
    )
    assert "1 entries: 1 errors, 0 warnings, 0 hints; --fix OUT mends 1" in done.stderr


def test_several_files_and_standard_input(bib: Path) -> None:
    assert run("check", bib, bib).stdout.count("unescaped") == 2
    assert run("check", "-", stdin=WRONG).stdout.startswith("-:1: k: error")


def test_checks_are_switched(bib: Path) -> None:
    assert run("check", bib, "--skip", "special").exit_code == 0
    assert run("check", bib, "--only", "title-stop", "--only", "doi").stdout == ""
    done = run("check", bib, "--only", "specal")
    assert done.exit_code == 1
    assert "did you mean special" in done.stderr or "special" in done.stderr


def test_the_table_has_every_check() -> None:
    done = run("check", "--list")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [one.name for one in CHECKS]


def test_json_is_for_programs(bib: Path) -> None:
    (one,) = json.loads(run("check", bib, "--json").stdout)
    assert one == {
        "file": str(bib), "line": 1, "key": "k", "check": "special", "severity": "error",
        "field": "title", "message": "an unescaped &: write \\&", "fixable": True,
    }  # fmt: skip


def test_fix_writes_a_new_file_and_tells_what_remains(bib: Path, tmp_path: Path) -> None:
    bib.write_bytes(b"\xef\xbb\xbf% comment\r\n" + WRONG.encode())
    out = tmp_path / "out.bib"
    done = run("check", bib, "--fix", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert out.read_bytes() == bib.read_bytes().replace(b"&", b"\\&")
    assert run("check", bib, "--fix", "-").stdout_bytes == out.read_bytes()


def test_fix_never_writes_over_what_it_reads(bib: Path) -> None:
    done = run("check", bib, "--fix", bib)
    assert done.exit_code == 1
    assert "new file" in done.stderr
    assert bib.read_text("utf-8") == WRONG
    assert run("check", bib, bib, "--fix", "x").exit_code == 2


def test_other_encodings_keep_their_bytes(bib: Path, tmp_path: Path) -> None:
    bib.write_bytes(WRONG.replace("This", "Thés").encode("latin-1"))
    done = run("check", bib, "--fix", tmp_path / "out.bib")
    assert "a.bib:1: is not UTF-8" in done.stderr
    assert b"Th\xe9s \\& that" in (tmp_path / "out.bib").read_bytes()


def test_mistakes_are_one_line(tmp_path: Path) -> None:
    done = run("check", tmp_path / "none.bib")
    assert done.exit_code == 1
    assert "none.bib: cannot be read" in done.stderr
    assert run("check").exit_code == 2


def test_nothing_commands_the_terminal(bib: Path) -> None:
    bib.write_text("@misc{k\x1b[31m, title = {A & B\x1b]}}", "utf-8")
    assert "\x1b" not in run("check", bib).stdout
    assert "\x1b" not in run("show", bib).stdout


# ── show ─────────────────────────────────────────────────────────────────────────────────────


def test_an_entry_is_shown_in_all_styles(bib: Path) -> None:
    done = run("show", bib, "k")
    lines = done.stdout.splitlines()
    assert lines[:3] == ["k", "  plain", "    [1] This & that, 2020."]
    assert len(lines) == 13


def test_styles_and_keys_are_chosen(bib: Path) -> None:
    bib.write_text(GOOD + GOOD.replace("{k", "{l"), "utf-8")
    done = run("show", bib, "--style", "apa")
    assert done.stdout.split() == (
        "k apa A short title (2020). l apa A short title (2020).".split()
    )
    assert "no entry 'm'" in run("show", bib, "m").stderr
    assert "not a style" in run("show", bib, "--style", "mla").stderr
