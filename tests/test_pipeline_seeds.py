"""The seeds of a folder: files, folders and containers, each record with where it stands."""

import os
import zipfile
from pathlib import Path

from review.config import Config, Settings
from review.pipeline.corpus import read


def test_records_remember_their_file_in_the_folder_and_in_the_zip(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    (seeds / "deep").mkdir(parents=True)
    (seeds / "deep" / "a.bib").write_text("@misc{a, title = {On A}}\n", "utf-8")
    with zipfile.ZipFile(seeds / "b.zip", "w") as archive:
        archive.writestr("in/c.ris", "TY  - JOUR\nTI  - On C\nER  - \n")
    os.mkfifo(seeds / "pipe")
    config = Config(tmp_path, Settings("T", seeds=("seeds",)), ())
    batch = read(config.seed_files(), tmp_path)
    assert {record.title: str(record.origin) for record in batch.records} == {
        "On A": "seeds/deep/a.bib:1",
        "On C": "seeds/b.zip/in/c.ris:1",
    }
    assert [source.format for source in batch.sources] == ["ris", "bibtex"]


def test_a_folder_and_a_zip_may_be_metadata(tmp_path: Path) -> None:
    for name in ("seeds", "facts"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.jsonl").write_text('{"title": "A"}\n', "utf-8")
    settings = Settings("T", seeds=("seeds", "facts"), metadata=("facts",))
    config = Config(tmp_path, settings, ())
    assert [path.parent.name for path in config.seed_files()] == ["seeds"]
    assert [path.parent.name for path in config.metadata_files()] == ["facts"]
