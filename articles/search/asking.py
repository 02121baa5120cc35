"""One search, from what a reader typed to proven articles in order.

An article is worth, for each word: how rare the word is, times how strongly the article holds it (title, headings,
lead, body, in this order) or what means the same. The sum counts in full only for an article that holds every word.
Nothing typed is ever an operator, and nothing is kept.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.safestring import SafeString

from articles.listing import Listed, listed_among
from articles.models import Edition, SearchEntry, Topic
from articles.rendering.invisible import without_invisible
from articles.search import spelling, synonyms
from articles.search.engine import engine
from articles.search.snippets import Marks, snippet
from articles.search.synonyms import Group, Phrase
from articles.search.words import STOP, root, telling, words_of

MOST_LETTERS, MOST_WORDS, MOST_HITS = 200, 12, 20
"""What is looked at of a query, and how many articles are shown."""

_FEW_WORDS = 3
"""Telling words up to which readers are asked what they meant: of a whole sentence, the other words say enough."""

_SYNONYM, _BEGINNING, _TOPIC = 0.9, 0.6, 0.25
"""How much a find by other means counts beside the word itself."""

Found = dict[int, float]
"""How strongly each edition holds something: above 0, and 1 at most."""


@dataclass(frozen=True)
class Hit:
    """One article that was found; `snippet` is safe HTML."""

    listed: Listed
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    """What a search found.

    `query` is what was typed, fit to be shown. `searched` is what was searched for instead, `suggestion` what may have
    been meant, `also` the synonyms that found something: each may be empty. `partly`: no article shown holds all of the
    words; `cut`: the query was too long; `more`: there are further articles.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    searched: str = ""
    suggestion: str = ""
    also: tuple[str, ...] = ()
    partly: bool = False
    cut: bool = False
    more: bool = False


def search(query: str) -> Results:
    """What published articles answer to these words. Never raises for anything that can be typed."""
    shown = " ".join(without_invisible(query[: 10 * MOST_LETTERS]).split())
    words = words_of(shown[:MOST_LETTERS])
    cut = len(query) > MOST_LETTERS or len(words) > MOST_WORDS
    shown, words = shown[:MOST_LETTERS], words[:MOST_WORDS]
    if not words:
        return Results(shown, cut=cut)
    index = _Index()
    groups = synonyms.groups()
    searched, meant = _spelt(words, index, groups)
    terms = _terms(searched, index, groups)
    ranked = _ranked(terms, index, searched)
    if not ranked and meant != searched:
        searched = meant
        terms = _terms(searched, index, groups)
        ranked = _ranked(terms, index, searched)
    listed = listed_among(ranked[:MOST_HITS])
    shown_editions = [item.edition.pk for item in listed]
    marks = Marks(_roots(terms), terms[-1].word if terms[-1].goes_on else "")
    return Results(
        query=shown,
        hits=tuple(Hit(item, snippet(item.edition.html, marks)) for item in listed),
        searched=" ".join(searched) if listed and searched != words else "",
        suggestion=" ".join(meant) if listed and meant != searched and len(terms) <= _FEW_WORDS else "",
        also=_also(terms, shown_editions, groups),
        partly=bool(listed) and not any(all(edition in term.found for term in terms) for edition in shown_editions),
        cut=cut,
        more=len(ranked) > MOST_HITS,
    )


class _Index:
    """The listed editions and their words, asked for once a search."""

    def __init__(self) -> None:
        listed = SearchEntry.objects.filter(edition__in=Edition.objects.listed())
        self.articles = dict(listed.values_list("pk", "edition__article"))
        self._engine = engine(connection)
        self._known: dict[tuple[tuple[str, ...], bool], Found] = {}

    def look_up(self, phrase: Sequence[str], *, begins: bool = False) -> Found:
        key = (tuple(phrase), begins)
        if key not in self._known:
            found = self._engine.look_up(connection, phrase, begins=begins)
            self._known[key] = {edition: score for edition, score in found.items() if edition in self.articles}
        return self._known[key]

    def vocabulary(self) -> Counter[str]:
        """How many listed editions hold each word."""
        texts = SearchEntry.objects.filter(pk__in=self.articles).values_list("vocabulary", flat=True)
        return Counter(word for text in texts for word in text.split())


@dataclass(frozen=True)
class _Term:
    """One telling word: the editions that hold it, those that hold each synonym, and both together.

    `goes_on`: no edition holds the word itself, but some hold words that begin so.
    """

    word: str
    goes_on: bool
    own: Found
    others: tuple[tuple[Phrase, Found], ...]
    found: Found


def _spelt(words: list[str], index: _Index, groups: list[Group]) -> tuple[list[str], list[str]]:
    """The words to search for, and the words that may have been meant: both as typed where nothing is wrong."""
    known = STOP | synonyms.words_in(groups)
    roots = {root(word) for word in known}
    strange = [
        word
        for place, word in enumerate(words)
        if word not in known and root(word) not in roots and not index.look_up([word], begins=place == len(words) - 1)
    ]
    if not strange:
        return words, words
    vocabulary = index.vocabulary()
    vocabulary.update(known)
    corrections = {word: spelling.corrected(word, vocabulary) for word in strange}
    searched: list[str] = []
    meant: list[str] = []
    for word in words:
        other = corrections.get(word)
        meant.extend(other.words if other else (word,))
        searched.extend(other.words if other and other.sure else (word,))
    return searched, meant


def _terms(words: list[str], index: _Index, groups: list[Group]) -> list[_Term]:
    said = telling(words)
    topics = list(Topic.objects.prefetch_related("articles"))
    terms = []
    for word, alternatives in zip(said, synonyms.alternatives(said, groups), strict=True):
        exact = index.look_up([word])
        longer = index.look_up([word], begins=True) if not exact and word == words[-1] and len(word) > 2 else {}
        own = _strongest([(exact, 1), (longer, _BEGINNING), (_of_topics(word, topics, index), _TOPIC)])
        others = tuple((phrase, index.look_up(phrase.words)) for phrase in alternatives)
        found = _strongest([(own, 1), *((each, _SYNONYM) for _phrase, each in others)])
        terms.append(_Term(word, bool(longer), own, others, found))
    return terms


def _of_topics(word: str, topics: Iterable[Topic], index: _Index) -> Found:
    """The editions of the articles that stand under a topic of this name."""
    named = [topic for topic in topics if root(word) in {root(each) for each in words_of(topic.name)}]
    articles = {article.pk for topic in named for article in topic.articles.all()}
    return {edition: 1.0 for edition, article in index.articles.items() if article in articles}


def _strongest(finds: Iterable[tuple[Found, float]]) -> Found:
    best: Found = {}
    for found, counts in finds:
        for edition, score in found.items():
            best[edition] = max(best.get(edition, 0), score * counts)
    return best


def _ranked(terms: list[_Term], index: _Index, words: list[str]) -> list[int]:
    """The editions, best first. Those that hold less than half of what the fullest hold are left out."""
    rarity = [math.log(1 + len(index.articles) / len(term.found)) if term.found else 0 for term in terms]
    whole = sum(rarity)
    together = index.look_up(words) if len(words) > 1 else {}
    held = dict.fromkeys(index.articles, 0.0)
    worth = dict(held)
    for term, rare in zip(terms, rarity, strict=True):
        for edition, score in term.found.items():
            held[edition] += rare
            worth[edition] += rare * score
    for edition, score in together.items():
        worth[edition] += whole * score / 2
    fullest = max(held.values(), default=0)
    kept = [edition for edition in worth if held[edition] and held[edition] * 2 >= fullest]
    return sorted(kept, key=lambda edition: (-worth[edition] * held[edition], edition))


def _also(terms: list[_Term], shown: list[int], groups: list[Group]) -> tuple[str, ...]:
    """The synonyms without which one of the articles shown would not be there, three at most."""
    used = [
        phrase.typed
        for term in terms
        for phrase, found in term.others
        if any(edition in found and edition not in term.own for edition in shown)
        if synonyms.is_worth_telling(phrase, groups)
    ]
    return tuple(dict.fromkeys(used))[:3]


def _roots(terms: list[_Term]) -> set[str]:
    words = [term.word for term in terms]
    words += [word for term in terms for phrase, found in term.others if found for word in telling(list(phrase.words))]
    return {root(word) for word in words}
