"""`review serve` refuses what cannot be served before it serves anything."""

import socket
from pathlib import Path

import pytest

from tests.conftest import review


def test_a_folder_that_is_no_survey_is_told_at_once(tmp_path: Path) -> None:
    done = review("serve", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"review: {tmp_path}: no review.yml here; name a survey folder\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_a_wrong_call(tmp_path: Path, port: str) -> None:
    assert review("serve", tmp_path, "--port", port).returncode == 2


def test_a_port_in_use_is_told_before_anything_is_built(tmp_path: Path) -> None:
    (tmp_path / "review.yml").write_text("title: T\n", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = review("serve", tmp_path, "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"review: port {port} of 127.0.0.1 is in use: ")
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["review.yml"]
