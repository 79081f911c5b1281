"""What all sections of a survey are made from: its papers, their extracts, its topics."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from review.cache import digest
from review.model import Extract, Paper, Topic
from review.summarize.corpus import Corpus, Member, corpus, keyed, label, settled


@dataclass(frozen=True)
class World:
    """The papers of a survey beside their extracts, and its topics, indexed once."""

    members: tuple[Member, ...]
    taxonomy: tuple[Topic, ...]

    @classmethod
    def of(
        cls, papers: Sequence[Paper], extracts: Sequence[Extract], taxonomy: Sequence[Topic]
    ) -> "World":
        """Return the world of papers, with their extracts by citation key, and topics."""
        return cls(tuple(keyed(papers, extracts)), tuple(taxonomy))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in the order of the taxonomy."""
        return tuple(topic for root in self.taxonomy for topic in root.walk())

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Where the label of each topic id stands in the corpus."""
        return {topic.id: row for row, topic in enumerate(self.topics)}

    @cached_property
    def corpus(self) -> Corpus:
        """The papers, the topics and all sentences in one space."""
        return corpus(self.members, [label(topic) for topic in self.topics])

    @cached_property
    def reference(self) -> bytes:
        """A digest of the works that weigh words, and of the topics."""
        return digest((tuple(stated(settled(self.members))), self.taxonomy))


def stated(members: Iterable[Member]) -> Iterator[tuple[object, ...]]:
    """Yield all of each member but its row, which tells nothing of it."""
    for member in members:
        yield member.entry, member.extract, member.doubtful, member.late
