"""The files of a document: those in its folder, each read once, no more than a document has."""

from dataclasses import dataclass, field
from pathlib import Path

from review.errors import SourceError
from review.model import Problem

MAX_BYTES = 20_000_000
"""Of one file; a thesis has one million."""
MAX_FILES = 2_000


@dataclass(slots=True)
class Documents:
    """The main file `path`, and the files in its folder that have been read already."""

    path: Path
    problems: list[Problem] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)

    def main(self) -> str:
        """Return the text of the main file; raises `SourceError` where it cannot be read."""
        self.seen.add(self.path.resolve())
        try:
            size = self.path.stat().st_size
            if not self.path.is_file() or size > MAX_BYTES:
                reason = "is no file" if not self.path.is_file() else "is too large"
                raise SourceError(f"{self.path}: {reason}")
            return _text(self.path)
        except OSError as error:
            raise SourceError(f"{self.path}: cannot be opened: {error.strerror}") from error

    def read(self, name: str, where: str, suffixes: tuple[str, ...]) -> tuple[str, str] | None:
        """Return name and text of a file that the document names, or None where it is not read.

        It is looked for with each of the `suffixes` behind its name. A file outside of the folder,
        a missing one and what is too large is a problem; one that was read already is none.
        """
        path, fault = self._found(name, suffixes)
        if path is None:
            if fault:
                self.problems.append(Problem(where, f"{name!r} {fault}; not read"))
            return None
        if path in self.seen:
            return None
        self.seen.add(path)
        try:
            return path.relative_to(self._folder()).as_posix(), _text(path)
        except OSError as error:
            self.problems.append(Problem(where, f"{name!r} cannot be opened: {error.strerror}"))
            return None

    def _folder(self) -> Path:
        return self.path.resolve().parent

    def _found(self, name: str, suffixes: tuple[str, ...]) -> tuple[Path | None, str]:
        """Return the path of a file to read, or why there is none."""
        folder = self._folder()
        if not name or "\0" in name or len(name) > 1_000 or "\\" in name or "#" in name:
            return None, ""  # a macro makes the name
        for suffix in suffixes:
            try:
                path = (folder / f"{name}{suffix}").resolve()
                if not path.is_relative_to(folder):
                    return None, "is outside of the document's folder"
                if not path.is_file():
                    continue
                if path.stat().st_size > MAX_BYTES:
                    return None, "is too large"
            except (OSError, RuntimeError):  # a loop of links, a name longer than the disk's
                continue
            if len(self.seen) >= MAX_FILES and path not in self.seen:
                return None, f"is one of more than {MAX_FILES:,} files"
            return path, ""
        return None, "cannot be found"


def _text(path: Path) -> str:
    """Return the text of a file; keys are ASCII, whatever the encoding of the rest."""
    return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
