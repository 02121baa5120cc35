"""The checklist: the questions that whoever reads a whole article for review answers, each on its own."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, ChecklistQuestion
from articles.refusal import Refused


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "does not apply"


def questions_for(article: Article) -> list[str]:
    """The questions of this kind of article, and those asked of every kind, in the publisher's order."""
    asked = ChecklistQuestion.objects.filter(Q(kinds=None) | Q(kinds=article.kind_id), active=True)
    return list(dict.fromkeys(asked.order_by("order", "pk").values_list("text", flat=True)))


def name_of(question: str) -> str:
    """A short name made of the question's words, for forms: an answer to other words can't be taken for this one's."""
    return hashlib.sha256(question.encode()).hexdigest()[:12]


def answered(article: Article, answers: Mapping[str, str]) -> list[dict[str, str]]:
    """Each question with its answer, as a review keeps them.

    Raises Refused if one is not answered, or answered with "no": then the edition has to go back to the editors.
    """
    questions = questions_for(article)
    for question in questions:
        if answers.get(question) not in list(Answer):
            raise Refused(_("This question is not answered: “%(question)s”") % {"question": question})
        if answers[question] == Answer.NO:
            sentence = _("You answered “no” to “%(question)s” Return it to the editors with a note, or comment on it.")
            raise Refused(sentence % {"question": question})
    return [{"question": question, "answer": answers[question]} for question in questions]
