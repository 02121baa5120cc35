"""The checklist: set by the publisher, answered without a tick beforehand, and kept with the review for good."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.checklist import name_of, questions_for
from articles.models import Article, ArticleKind, ChecklistQuestion, Edition, Review
from tests.conftest import make_person, signed_in
from tests.desking import CHECKLIST, QUESTIONS, READ, WHOLE, at, page, refused, seen, signed

FIRST = f"q-{name_of(QUESTIONS[0])}"


def test_every_answer_is_kept_with_the_words_of_its_question(edition: Edition, clinician: User) -> None:
    signed(signed_in(clinician), at(edition, "approve"), seen(edition, WHOLE | {FIRST: "does not apply"}))
    ChecklistQuestion.objects.all().delete()
    kept = Review.objects.get().stated()["checklist"]
    assert kept[0] == {"question": QUESTIONS[0], "answer": "does not apply"}
    assert [each["question"] for each in kept] == list(QUESTIONS)


@pytest.mark.parametrize("name", CHECKLIST)
@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_a_question_without_an_answer_stops(edition: Edition, clinician: User, name: str, answer: str) -> None:
    shown = refused(signed_in(clinician), at(edition, "approve"), seen(edition, WHOLE | {name: answer}), 422)
    assert f'<a href="#approve-{name}">Answer this question:' in shown


def test_a_no_stops_and_says_what_to_do(edition: Edition, clinician: User) -> None:
    shown = refused(signed_in(clinician), at(edition, "approve"), seen(edition, WHOLE | {FIRST: "no"}))
    assert "Return it to the editors with a note" in shown


def test_a_question_reworded_meanwhile_is_asked_anew(edition: Edition, clinician: User) -> None:
    ChecklistQuestion.objects.filter(text=QUESTIONS[0]).update(text="Is every dose right?")
    shown = refused(signed_in(clinician), at(edition, "approve"), seen(edition, WHOLE), 422)
    assert "Answer this question: Is every dose right?" in shown


def test_changes_only_need_no_checklist(
    published: Edition, publish_next: object, clinician: User, article: Article, editor: User
) -> None:
    answers = {"scope": "changes only", "has_interests": "none"}
    shown = refused(signed_in(clinician), at(published, "approve"), seen(published, answers))
    assert "Answer this question" not in shown


def test_is_asked_when_it_is_read_again(published: Edition, clinician: User) -> None:
    desk = signed_in(clinician)
    answers = seen(published, {"has_interests": "none", **READ})
    assert f"#renew-{FIRST}" in refused(desk, at(published, "renew"), answers | {FIRST: ""}, 422)
    signed(desk, at(published, "renew"), answers)
    assert len(Review.objects.get(decision="renew").stated()["checklist"]) == len(QUESTIONS)


def test_each_kind_of_article_has_its_own(article: Article) -> None:
    medicine, exercises = (ArticleKind.objects.create(name=name) for name in ("Medicine", "Exercises"))
    question = ChecklistQuestion.objects.create(text="Are the interactions named?", order=9)
    question.kinds.add(medicine)
    ChecklistQuestion.objects.create(text="Not asked any more.", active=False)
    assert questions_for(article) == list(QUESTIONS)
    for kind, added in ((medicine, [question.text]), (exercises, [])):
        article.kind = kind
        assert questions_for(article) == [*QUESTIONS, *added]


class TestWhoSetsTheQuestions:
    add = "admin:articles_checklistquestion_add"

    def test_the_publisher(self, publisher: User) -> None:
        answers = {"text": "Is it kind?", "order": "5", "active": "on"}
        assert signed_in(publisher).post(reverse(self.add), answers).status_code == 302
        assert ChecklistQuestion.objects.filter(text="Is it kind?").exists()

    @pytest.mark.parametrize("role", ["contributor", "editor", "register clerk"])
    def test_nobody_else(self, role: str, db: None) -> None:
        page(signed_in(make_person("somebody", role)), reverse(self.add), 403)
