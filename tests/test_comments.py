"""Comments, verb by verb: who may, what is refused, and what is kept."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core import mail

from articles import comments, evidence, preparing, rules, workflow
from articles.comments import comment
from articles.models import Article, Comment, CommentNote, Edition
from articles.spots import spots
from reviewers.models import Reviewer, Specialty
from tests import sign
from tests.commenting import AFTER, BEFORE, EXERCISE, HOW, comment_on, refused, suggest
from tests.conftest import complete_content, make_clinician, make_person, save_content

Sql = Callable[..., None]


@pytest.fixture
def said(edition: Edition, clinician: User) -> Comment:
    return comment_on(edition, clinician)


class TestCommenting:
    def test_everything_is_kept(self, edition: Edition, clinician: User) -> None:
        made = suggest(edition, clinician)
        made.refresh_from_db()
        assert (made.article, made.edition, made.author, made.is_open) == (edition.article, edition, clinician, True)
        assert (made.place, made.label) == (EXERCISE, "Exercise ‘Heel raise’")
        assert (made.text, made.field, made.wording, made.suggestion) == ("Nobody should fall.", HOW, BEFORE, AFTER)

    def test_every_block_takes_one(self, edition: Edition, clinician: User) -> None:
        places = [block.place for block in spots(edition.get_content())]
        assert {"title", "lead", "sections[0]", EXERCISE, "sections[3].safety_notes[1]", "faq[0]", "references[0]"} <= {
            *places
        }
        for place in places:
            comment_on(edition, clinician, place)
        assert sorted(Comment.objects.values_list("place", flat=True)) == sorted(places)

    @pytest.mark.parametrize(
        "place",
        [
            "",
            "sections",
            "sections[9]",
            "sections[0].body",
            "sections[-1]",
            "digest",
            "sections[0].__class__",
            "x" * 999,
        ],
    )
    def test_no_such_place(self, edition: Edition, clinician: User, place: str) -> None:
        assert "no such part" in refused(lambda: comment_on(edition, clinician, place))

    @pytest.mark.parametrize("field", ["lead", "sections[2].exercises[0]", "sections[9].body", "sections[2].kind", "x"])
    def test_no_such_text_there(self, edition: Edition, clinician: User, field: str) -> None:
        assert "no such text" in refused(lambda: suggest(edition, clinician, field))

    def test_a_text_below_the_block(self, edition: Edition, clinician: User) -> None:
        assert suggest(edition, clinician, place="sections[2]").wording == BEFORE

    def test_the_block_is_the_text(self, edition: Edition, clinician: User) -> None:
        assert suggest(edition, clinician, "lead", place="lead").wording.startswith("A sprained ankle")

    def test_a_neighbour_whose_path_begins_alike(self, edition: Edition, clinician: User) -> None:
        assert "no such text" in refused(lambda: suggest(edition, clinician, "lead", place="title"))

    @pytest.mark.parametrize(
        ("field", "suggestion", "sentence"),
        [
            (HOW, BEFORE, "is the one that is there"),
            (HOW, f"  {BEFORE}\r\n", "is the one that is there"),
            (HOW, " \n", "Write the wording"),
            ("", AFTER, "no such text"),
            (f"{EXERCISE}.name", "Heel\nraise", "one line"),
            (f"{EXERCISE}.name", "H" * 201, "room for 200 characters here, and your wording has 201"),
            (HOW, "No\x00thing", "can't be kept"),
        ],
    )
    def test_what_can_not_stand_there(
        self, edition: Edition, clinician: User, field: str, suggestion: str, sentence: str
    ) -> None:
        assert sentence in refused(lambda: suggest(edition, clinician, field, suggestion))

    @pytest.mark.parametrize("text", ["", " \n\t"])
    def test_without_words(self, edition: Edition, clinician: User, text: str) -> None:
        assert "Write what" in refused(lambda: comment_on(edition, clinician, text=text))

    @pytest.mark.parametrize("digest", ["", "0" * 64, "é"])
    def test_another_digest(self, edition: Edition, clinician: User, digest: str) -> None:
        assert "not this edition any more" in refused(
            lambda: comment(edition, clinician, "lead", "Words.", digest=digest)
        )

    def test_published_and_approved_editions_too(self, published: Edition, clinician: User) -> None:
        assert comment_on(published, clinician).is_open

    def test_an_edition_that_was_taken_back(self, edition: Edition, clinician: User, editor: User) -> None:
        workflow.recall(edition, editor)
        assert "taken back by now" in refused(lambda: comment_on(edition, clinician))

    def test_only_clinicians_who_may_review_it(
        self, edition: Edition, editor: User, publisher: User, superuser: User, podiatry: Specialty
    ) -> None:
        stranger = make_clinician("podiatrist", "PH000009", podiatry).user
        for person in (editor, publisher, superuser, stranger):
            assert "Only a clinician" in refused(lambda: comment_on(edition, person))  # noqa: B023 - called at once

    def test_a_suspended_clinician(self, edition: Edition, reviewer: Reviewer) -> None:
        Reviewer.objects.update(status=Reviewer.Status.SUSPENDED)
        assert "Only a clinician" in refused(lambda: comment_on(edition, reviewer.user))

    @pytest.mark.django_db(transaction=True)
    def test_submitter_and_owner_are_told_after_commit(self, edition: Edition, clinician: User) -> None:
        mail.outbox.clear()
        comment_on(edition, clinician)
        assert [(message.to, "Say what to hold." in message.body) for message in mail.outbox] == [
            (["editor@example.org"], True)
        ]

    @pytest.mark.django_db(transaction=True)
    def test_an_answer_is_told_to_those_who_take_part_and_nobody_else(
        self, edition: Edition, clinician: User, editor: User, publisher: User, physiotherapy: Specialty
    ) -> None:
        made = comment_on(edition, clinician)
        colleague = make_clinician("colleague", "PH000002", physiotherapy).user
        mail.outbox.clear()
        for person in (colleague, editor, clinician):
            comments.answer(made, person, f"From {person}.")
        told = sorted((message.to[0], message.body.split("From ")[1].split(".")[0]) for message in mail.outbox)
        assert told == [
            ("clinician@example.org", "colleague"),
            ("clinician@example.org", "editor"),
            ("editor@example.org", "clinician"),
            ("editor@example.org", "colleague"),
        ]


class TestAnswering:
    def test_by_everybody_who_takes_part(
        self, said: Comment, clinician: User, editor: User, physiotherapy: Specialty
    ) -> None:
        colleague = make_clinician("colleague", "PH000002", physiotherapy).user
        for person in (clinician, editor, colleague):
            comments.answer(said, person, f"From {person}.")
        notes = CommentNote.objects.values_list("kind", "by__username", "text")
        assert list(notes) == [("answer", name, f"From {name}.") for name in ("clinician", "editor", "colleague")]

    def test_by_the_owner_who_is_a_contributor_only(self, said: Comment) -> None:
        owner = make_person("owner", "contributor")
        assert "can answer" in refused(lambda: comments.answer(said, owner, "Words."))
        Article.objects.update(owner=owner)
        said.refresh_from_db()
        assert comments.answer(said, owner, "Words.").by == owner

    def test_by_a_clinician_of_the_newest_edition_only(
        self, said: Comment, article: Article, editor: User, podiatry: Specialty
    ) -> None:
        newcomer = make_clinician("podiatrist", "PH000009", podiatry).user
        assert "can answer" in refused(lambda: comments.answer(said, newcomer, "Words."))
        workflow.recall(said.edition, editor)
        article.specialties.add(podiatry)
        workflow.submit(article, editor)
        assert comments.answer(said, newcomer, "Words.").by == newcomer

    def test_not_by_others(self, said: Comment, publisher: User) -> None:
        clerk = User.objects.get(username="clerk")
        for person in (publisher, clerk):
            assert "can answer" in refused(lambda: comments.answer(said, person, "Words."))  # noqa: B023 - called at once

    def test_not_without_words(self, said: Comment, editor: User) -> None:
        assert "Write your answer" in refused(lambda: comments.answer(said, editor, "  "))

    def test_not_once_it_is_resolved(self, said: Comment, clinician: User, editor: User) -> None:
        comments.resolve(said, clinician)
        assert "Open it again" in refused(lambda: comments.answer(said, editor, "Words."))


class TestResolving:
    def test_the_author_needs_no_words(self, said: Comment, clinician: User) -> None:
        note = comments.resolve(said, clinician)
        said.refresh_from_db()
        assert (said.is_open, note.kind, note.text) == (False, "resolve", "")

    def test_an_editor_says_why(self, said: Comment, editor: User, clinician: User) -> None:
        assert "says why" in refused(lambda: comments.resolve(said, editor))
        comments.resolve(said, editor, "It is in the next section.")
        comments.reopen(said, clinician, "There it is too late.")
        said.refresh_from_db()
        assert said.is_open
        assert list(said.notes.values_list("kind", "text")) == [
            ("resolve", "It is in the next section."),
            ("reopen", "There it is too late."),
        ]

    def test_nobody_else(self, said: Comment, publisher: User, physiotherapy: Specialty) -> None:
        owner = make_person("owner", "contributor")
        Article.objects.update(owner=owner)
        said.refresh_from_db()
        colleague = make_clinician("colleague", "PH000002", physiotherapy).user
        for person in (publisher, owner, colleague):
            assert "can resolve" in refused(lambda: comments.resolve(said, person, "Words."))  # noqa: B023 - called at once
            assert "can open" in refused(lambda: comments.reopen(said, person))  # noqa: B023 - called at once

    def test_an_author_whose_account_was_closed(self, said: Comment, clinician: User) -> None:
        clinician.is_active = False
        clinician.save()
        assert "can resolve" in refused(lambda: comments.resolve(said, clinician))

    def test_only_once(self, said: Comment, clinician: User, editor: User) -> None:
        comments.resolve(said, clinician)
        assert "already" in refused(lambda: comments.resolve(said, editor, "Me too."))

    def test_what_is_open_is_not_opened(self, said: Comment, clinician: User) -> None:
        assert "open already" in refused(lambda: comments.reopen(said, clinician))


class TestApproving:
    def approve(self, edition: Edition, by: User, scope: str = "whole") -> None:
        sign.approve(edition, by, digest=edition.digest, scope=scope, interests="none")

    def test_not_over_ones_own_open_comments(self, edition: Edition, clinician: User) -> None:
        first, second = comment_on(edition, clinician), suggest(edition, clinician)
        assert "2 open comments on this article. Resolve them, or return the edition." in refused(
            lambda: self.approve(edition, clinician)
        )
        comments.resolve(first, clinician)
        assert "1 open comment on this article." in refused(lambda: self.approve(edition, clinician))
        comments.resolve(second, clinician)
        self.approve(edition, clinician)

    def test_one_that_came_between_the_statement_and_the_signature(self, edition: Edition, clinician: User) -> None:
        pending = preparing.begin_approval(
            edition,
            clinician,
            digest=edition.digest,
            scope="whole",
            interests="none",
            answers=sign.yes_to_all(edition),
        )
        comment_on(edition, clinician)
        assert "1 open comment" in refused(lambda: workflow.approve(pending, clinician, evidence.of_code()))
        edition.refresh_from_db()
        assert edition.state == "in review"

    def test_returning_is_free(self, said: Comment, clinician: User) -> None:
        workflow.return_(said.edition, clinician, digest=said.edition.digest, note="Mend it.")
        said.refresh_from_db()
        assert (said.edition.state, said.is_open) == ("returned", True)

    def test_over_somebody_elses(self, edition: Edition, clinician: User, physiotherapy: Specialty) -> None:
        comment_on(edition, make_clinician("colleague", "PH000002", physiotherapy).user)
        self.approve(edition, clinician)

    def test_not_over_those_on_an_earlier_edition(
        self, said: Comment, article: Article, clinician: User, editor: User
    ) -> None:
        workflow.recall(said.edition, editor)
        later = workflow.submit(article, editor)
        assert "1 open comment" in refused(lambda: self.approve(later, clinician))

    def test_after_an_editor_reopened_one(self, said: Comment, clinician: User, editor: User) -> None:
        comments.resolve(said, clinician)
        comments.reopen(said, editor)
        assert "1 open comment" in refused(lambda: self.approve(said.edition, clinician))

    def test_comments_on_another_article_do_not_matter(
        self, said: Comment, editor: User, clinician: User, physiotherapy: Specialty
    ) -> None:
        other = Article.objects.create(slug="other", owner=editor)
        other.specialties.add(physiotherapy)
        save_content(other, complete_content(title="Other"), editor)
        self.approve(workflow.submit(other, editor), clinician)

    def test_reading_again_over_ones_own_comment(self, published: Edition, clinician: User) -> None:
        comment_on(published, clinician)
        sentence = refused(lambda: sign.renew(published, clinician, digest=published.digest, interests="none"))
        assert sentence == "You have 1 open comment on this article. Resolve it first."


def test_the_rules_ask_for_the_person(said: Comment, clinician: User, editor: User, publisher: User) -> None:
    who = (clinician, editor, publisher)
    assert [rules.may_comment(person, said.edition) for person in who] == [True, False, False]
    assert [rules.may_answer(person, said) for person in who] == [True, True, False]
    assert [rules.may_resolve(person, said) for person in who] == [True, True, False]
    assert [rules.may_take_over(person, said) for person in who] == [False, True, False]
