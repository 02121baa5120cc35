"""What every deed that can't be done raises."""


class Refused(Exception):
    """The deed was refused; the message is a sentence for the person who tried. Nothing was changed."""


def require(fact: object, sentence: str) -> None:
    """Raises Refused with the sentence unless the fact holds."""
    if not fact:
        raise Refused(sentence)
