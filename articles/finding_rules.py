"""Who may change what helps readers find an article."""

from articles.roles import PUBLISHER, Person, has_role


def may_set_synonyms(person: Person) -> bool:
    """Which words mean the same: readers' searches follow at once."""
    return has_role(person, PUBLISHER)
