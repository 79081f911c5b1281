"""A process that dies between two files, as far as a test can play it."""

import os
from collections.abc import Callable

import pytest


def kill_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only so many files more be moved into place; the next raises `KeyboardInterrupt`."""
    left = steps

    def replace(*given: str, real: Callable[..., None] = os.replace) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        real(*given)

    monkeypatch.setattr(os, "replace", replace)
