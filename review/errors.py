"""The exceptions of living-review, as a tree.

    ReviewError          the person can mend it; the command line prints it as one line and exits 1
    ├── ConfigError      review.yml, taxonomy.yml, curation.yml or mkdocs.yml
    ├── SourceError      a seed or metadata file that cannot be opened
    └── CheckError       a promise is broken: site/ was edited, or holds files that are not ours

Bad data inside a file that could be opened is never an exception: it becomes a `Problem`.
"""


class ReviewError(Exception):
    """A mistake the person can mend; its text is one clear line that says what to do."""


class ConfigError(ReviewError):
    """A configuration file is missing, malformed or contradicts itself."""


class SourceError(ReviewError):
    """A seed or metadata file cannot be opened."""


class CheckError(ReviewError):
    """Writing would break a promise, such as overwriting a person's edit."""
