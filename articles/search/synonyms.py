"""Words and phrases that mean the same, as the publisher sets them. Compared without case, apostrophes and plurals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Synonyms
from articles.search.words import root, telling, words_of

Key = tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """A phrase as it was typed, and its folded words."""

    typed: str
    words: tuple[str, ...]

    @property
    def key(self) -> Key:
        return key_of(self.words)


Group = tuple[Phrase, ...]


def is_worth_telling(phrase: Phrase, all_groups: Iterable[Group]) -> bool:
    """Whether readers are told that it was looked for too: not of "pain" for "sore", but of what needs explaining."""
    return any(phrase in group and any(len(each.words) > 1 for each in group) for group in all_groups)


def groups() -> list[Group]:
    return [phrases_in(text) for text in Synonyms.objects.order_by("pk").values_list("phrases", flat=True)]


def phrases_in(text: str) -> Group:
    """The phrases of one group, each once."""
    found: dict[Key, Phrase] = {}
    for line in text.splitlines():
        phrase = Phrase(" ".join(line.split()), tuple(words_of(line)))
        if phrase.words:
            found.setdefault(phrase.key, phrase)
    return tuple(found.values())


def key_of(words: Sequence[str]) -> Key:
    """What two phrases have in common if they count as the same."""
    return tuple(root(word) for word in telling(list(words)))


def words_in(all_groups: Iterable[Group]) -> set[str]:
    return {word for group in all_groups for phrase in group for word in phrase.words}


def alternatives(words: Sequence[str], all_groups: Iterable[Group]) -> list[list[Phrase]]:
    """For each of these telling words, what may stand for it: the rest of every group that a phrase around it is in."""
    found: list[list[Phrase]] = [[] for _word in words]
    roots = key_of(words)
    for group in all_groups:
        for phrase in group:
            for start in _places(phrase.key, roots):
                others = [other for other in group if other is not phrase]
                for place in range(start, start + len(phrase.key)):
                    found[place].extend(other for other in others if other not in found[place])
    return found


def _places(key: Key, roots: Key) -> list[int]:
    return [start for start in range(len(roots) - len(key) + 1) if roots[start : start + len(key)] == key]
