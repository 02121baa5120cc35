"""Who may change what helps readers find an article. Beside `articles.rules`, which says what the roles are."""

from articles import rules


def may_set_synonyms(person: rules.Person) -> bool:
    """Which words mean the same: readers' searches follow at once."""
    return rules.has_role(person, rules.PUBLISHER)
