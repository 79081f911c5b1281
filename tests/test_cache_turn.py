import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from review.cache import turn
from tests.conftest import ROOT

HOLD = """
import sys, time
from pathlib import Path
from review.cache import turn
with turn(Path(sys.argv[1]), lambda said: print(said, flush=True)):
    print("mine", flush=True)
    sys.stdin.readline()
print("done", flush=True)
"""


def holder(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_the_second_of_two_processes_says_so_and_waits(tmp_path: Path) -> None:
    with holder(tmp_path) as first, holder(tmp_path) as second:
        said = {first: line(first), second: line(second)}
        one, other = (first, second) if said[first] == "mine" else (second, first)
        assert said[one] == "mine"
        assert said[other] == (
            f"Another build of this folder is running (process {one.pid}); waiting"
        )
        one.communicate("\n")
        assert line(other) == "mine"
        assert other.communicate("\n")[0].strip() == "done"


def test_a_process_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        assert line(first) == "mine"
        first.send_signal(signal.SIGKILL)
        first.wait()
    told: list[str] = []
    with turn(tmp_path, told.append):
        assert not told
        assert (tmp_path / "turn.pid").read_text() == f"{os.getpid()}\n"


def test_the_process_that_waits_need_not_be_known(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        assert line(first) == "mine"
        (tmp_path / "turn.pid").write_bytes(b"\xff nobody")
        with holder(tmp_path) as second:
            assert line(second) == "Another build of this folder is running; waiting"
            time.sleep(0.2)
            first.communicate("\n")
            assert line(second) == "mine"
            second.communicate("\n")


def test_turns_come_one_after_the_other(tmp_path: Path) -> None:
    told: list[str] = []
    for _ in range(3):
        with turn(tmp_path, told.append):
            pass
    assert not told
