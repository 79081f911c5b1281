"""Input formats: a table of readers, each `read(text, name) -> Batch`."""
