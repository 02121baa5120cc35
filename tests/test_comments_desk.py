"""Comments on the desk: choosing a part, commenting with other words, and threads."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles import comments, drafting, workflow
from articles.models import Article, Comment, CommentNote, Edition
from reviewers.models import Specialty
from tests.commenting import AFTER, BEFORE, EXERCISE, HOW, comment_on, counted, later, suggest, thread_of
from tests.conftest import make_clinician, save_content, signed_in
from tests.desking import at, page, with_section, words
from tests.hostile import HOSTILE
from tests.inline import inline_faults

Values = dict[str, str]


@pytest.fixture
def desk(clinician: User) -> Client:
    return signed_in(clinician)


def found(client: Client, address: str, name: str) -> list[Any]:
    """The elements of this class on the page."""
    document: Any = html.document_fromstring(client.get(address).content.decode())
    elements: list[Any] = document.find_class(name)
    return elements


def form_on(client: Client, edition: Edition, place: str) -> Values:
    """What the form of a part would send if nobody touched it."""
    document: Any = html.document_fromstring(client.get(at(edition, "comment"), {"place": place}).content.decode())
    (form,) = [form for form in document.forms if form.get("action") == at(edition, "comment")]
    return {field.name: field.value or "" for field in form.inputs if field.name}


def box(values: Values, wording: str) -> str:
    """The name of the box that holds this text."""
    (name,) = [name for name, value in values.items() if value.strip() == wording]
    return name


class TestChoosing:
    def test_every_part_with_words_in_reading_order(self, desk: Client, edition: Edition) -> None:
        (choices,) = found(desk, at(edition, "comment"), "desk-choices")
        labels = [link.text_content() for link in choices.iter("a")]
        assert labels[:5] == ["Title", "Byline", "Lead", "Section ‘What a sprain is’", "Section ‘How exercise helps’"]
        assert "Red flag ‘Deformity: The ankle has changed shape.’" in labels
        assert labels[-2:] == ["Medical disclaimer", "Reference ‘nhs-2024’"]
        for link in choices.iter("a"):
            assert desk.get(at(edition, "comment") + link.get("href")).status_code == 200

    def test_a_part_shows_its_words_and_no_others(self, desk: Client, edition: Edition) -> None:
        text = words(desk.get(at(edition, "comment"), {"place": EXERCISE}))
        assert BEFORE in text
        assert "Hold for 3 seconds. Repeat 8 to 12 times. Do 2 sets." in text
        assert "A sprain is a stretched ligament" not in text
        assert "How it helps" not in words(desk.get(at(edition, "comment"), {"place": "sections[0]"}))

    def test_a_reference_shows_how_it_is_printed(self, desk: Client, edition: Edition) -> None:
        text = words(desk.get(at(edition, "comment"), {"place": "references[0]"}))
        assert "Ankle pain" in text
        assert "Suggest other words" not in text

    def test_no_such_part_leads_to_the_list(self, desk: Client, edition: Edition) -> None:
        assert "Which part is it about?" in words(desk.get(at(edition, "comment"), {"place": "sections[99]"}))

    def test_an_edition_that_takes_no_comments(self, desk: Client, edition: Edition, clinician: User) -> None:
        workflow.return_(edition, clinician, digest=edition.digest, note="Mend it.")
        assert "is returned, so it takes no comments" in page(desk, at(edition, "comment"))
        assert "Comment on a part" not in page(desk, at(edition))


class TestCommenting:
    def test_in_words_alone(self, desk: Client, edition: Edition, clinician: User) -> None:
        answer = desk.post(at(edition, "comment"), form_on(desk, edition, EXERCISE) | {"text": "Say what to hold."})
        assert answer.headers["Location"] == at(edition) + "#desk-comments"
        made = Comment.objects.get()
        assert (made.place, made.text, made.field, made.author) == (EXERCISE, "Say what to hold.", "", clinician)
        text = page(desk, at(edition))
        assert "Your comment is kept" in text
        assert "Comments (1 open)" in text
        assert "1 comment of yours is open. You can approve once it is resolved." in text

    def test_with_other_words(self, desk: Client, edition: Edition) -> None:
        values = form_on(desk, edition, EXERCISE)
        desk.post(at(edition, "comment"), values | {"text": "Safer.", box(values, BEFORE): AFTER})
        made = Comment.objects.get()
        assert (made.field, made.wording, made.suggestion) == (HOW, BEFORE, AFTER)
        assert "<ins>" in page(desk, at(edition))

    def test_line_ends_of_a_browser_are_no_other_words(self, desk: Client, article: Article, editor: User) -> None:
        changed = with_section(drafting.content_of(article), 0, body="One [@nhs-2024].\n\nTwo.")
        save_content(article, changed, editor)
        edition = workflow.submit(article, editor)
        values = form_on(desk, edition, "sections[0]")
        sent = {name: value.replace("\n", "\r\n") for name, value in values.items()}
        desk.post(at(edition, "comment"), sent | {"text": "Fine."})
        assert Comment.objects.get().field == ""

    def test_without_words_what_was_typed_comes_back(self, desk: Client, edition: Edition) -> None:
        values = form_on(desk, edition, EXERCISE)
        answer = desk.post(at(edition, "comment"), values | {box(values, BEFORE): AFTER})
        assert answer.status_code == 422
        text = words(answer)
        assert "Write what should be different, or why." in text
        assert AFTER in text
        assert "<details open>" in text
        assert counted() == (0, 0, 0)

    def test_two_texts_at_once(self, desk: Client, edition: Edition) -> None:
        values = form_on(desk, edition, EXERCISE)
        changed = {"text": "Safer.", box(values, BEFORE): AFTER, box(values, "Heel raise"): "Both heels"}
        answer = desk.post(at(edition, "comment"), values | changed)
        assert (answer.status_code, counted()) == (422, (0, 0, 0))
        assert "One comment can suggest other words for one text" in words(answer)
        assert all(typed in words(answer) for typed in changed.values())

    def test_an_emptied_box(self, desk: Client, edition: Edition) -> None:
        values = form_on(desk, edition, EXERCISE)
        answer = desk.post(at(edition, "comment"), values | {"text": "Drop it.", box(values, BEFORE): " "})
        assert (answer.status_code, counted()) == (422, (0, 0, 0))
        assert "This box is empty" in words(answer)
        assert "Drop it." in words(answer)

    @pytest.mark.parametrize(
        ("changes", "status", "sentence"),
        [
            ({"digest": "0" * 64}, 409, "not this edition any more"),
            ({"digest": ""}, 409, "not this edition any more"),
            ({"place": "sections[77]"}, 409, "no such part"),
            ({"place": ""}, 409, "no such part"),
            ({"text": "x" * 5001}, 422, "at most 5000 characters"),
            ({"text": "a\x00b"}, 422, "Null characters"),
        ],
    )
    def test_bad_input_loses_nothing(
        self, desk: Client, edition: Edition, changes: Values, status: int, sentence: str
    ) -> None:
        sent = form_on(desk, edition, EXERCISE) | {"text": "My words."} | changes
        answer = desk.post(at(edition, "comment"), sent)
        assert (answer.status_code, counted()) == (status, (0, 0, 0))
        assert sentence in words(answer)
        assert sent["text"].replace("\x00", "") in words(answer).replace("\x00", "")

    def test_the_edition_was_taken_back_meanwhile(self, desk: Client, edition: Edition, editor: User) -> None:
        sent = form_on(desk, edition, EXERCISE) | {"text": "My words."}
        workflow.recall(edition, editor)
        answer = desk.post(at(edition, "comment"), sent)
        assert answer.status_code == 409
        assert "taken back by now" in words(answer)
        assert "My words." in words(answer)

    def test_hostile_words_are_only_words(self, desk: Client, edition: Edition, superuser: User) -> None:
        values = form_on(desk, edition, EXERCISE)
        for text in HOSTILE[::5]:
            typed = text.replace("\x00", "")
            desk.post(at(edition, "comment"), values | {"text": f"x {typed}", box(values, BEFORE): f"y {typed}"})
        assert Comment.objects.count() == len(HOSTILE[::5])
        made = Comment.objects.latest("pk")
        for client, address in (
            (desk, at(edition)),
            (desk, thread_of(made)),
            (signed_in(superuser), f"/admin/articles/article/{edition.article_id}/change/"),
        ):
            assert inline_faults(client.get(address).content.decode()) == []


class TestThreads:
    def test_answer_resolve_and_open_again(self, desk: Client, edition: Edition, clinician: User) -> None:
        made = comment_on(edition, clinician)
        for what, text in (("answer", "A thought."), ("resolve", ""), ("reopen", "")):
            answer = desk.post(thread_of(made), {"do": what, "text": text})
            assert answer.headers["Location"] == at(edition) + "#desk-comments"
        made.refresh_from_db()
        assert made.is_open
        assert list(CommentNote.objects.values_list("kind", "text")) == [
            ("answer", "A thought."),
            ("resolve", ""),
            ("reopen", ""),
        ]

    @pytest.mark.parametrize(
        ("sent", "status", "sentence"),
        [
            ({"do": "answer", "text": ""}, 409, "Write your answer first."),
            ({"do": "reopen", "text": "Kept words."}, 409, "open already"),
            ({"do": "delete", "text": "Kept words."}, 409, "Choose what to do"),
            ({"text": "Kept words."}, 409, "Choose what to do"),
            ({"do": "answer", "text": "Kept words." + "x" * 5000}, 422, "at most 5000"),
        ],
    )
    def test_refused_with_the_words_kept(
        self, desk: Client, edition: Edition, clinician: User, sent: Values, status: int, sentence: str
    ) -> None:
        answer = desk.post(thread_of(comment_on(edition, clinician)), sent)
        assert (answer.status_code, counted()) == (status, (1, 1, 0))
        assert sentence in words(answer)
        assert sent["text"] in words(answer)

    def test_a_colleague_answers_and_can_not_resolve(
        self, edition: Edition, clinician: User, physiotherapy: Specialty
    ) -> None:
        made = comment_on(edition, clinician)
        colleague = signed_in(make_clinician("colleague", "PH000002", physiotherapy).user)
        assert 'value="resolve"' not in page(colleague, thread_of(made))
        answer = colleague.post(thread_of(made), {"do": "resolve", "text": "Mine."})
        assert (answer.status_code, counted()) == (409, (1, 1, 0))
        assert colleague.post(thread_of(made), {"do": "answer", "text": "Mine."}).status_code == 302

    def test_opening_pages_does_nothing(self, desk: Client, edition: Edition, clinician: User) -> None:
        made = suggest(edition, clinician)
        for address in (at(edition), at(edition, "comment"), thread_of(made), thread_of(made) + "?do=resolve&text=x"):
            page(desk, address)
        assert counted() == (1, 1, 0)

    def test_who_else_may_not_open_them(
        self, edition: Edition, clinician: User, editor: User, superuser: User, podiatry: Specialty
    ) -> None:
        made = comment_on(edition, clinician)
        stranger = make_clinician("podiatrist", "PH000009", podiatry).user
        for address in (thread_of(made), at(edition, "comment")):
            assert [signed_in(person).get(address).status_code for person in (editor, superuser, stranger)] == [
                403,
                403,
                404,
            ]
            assert Client().get(address).status_code == 302
            assert signed_in(stranger).post(address, {"do": "answer", "text": "x"}).status_code == 404
        assert counted() == (1, 1, 0)

    def test_a_comment_of_another_article_or_a_later_edition(
        self, desk: Client, edition: Edition, clinician: User, editor: User, physiotherapy: Specialty
    ) -> None:
        other = Article.objects.create(slug="other", owner=editor)
        other.specialties.add(physiotherapy)
        save_content(other, edition.get_content(), editor)
        strange = comment_on(workflow.submit(other, editor), clinician)
        assert desk.get(thread_of(strange, edition)).status_code == 404
        newer = comment_on(later(edition, editor), clinician)
        assert desk.get(thread_of(newer, edition)).status_code == 404

    def test_an_edition_that_fails_to_verify_is_not_shown(
        self, desk: Client, edition: Edition, clinician: User, raw_sql: Callable[..., None]
    ) -> None:
        made = comment_on(edition, clinician)
        page(desk, thread_of(made))
        on_table = " ON articles_edition" if connection.vendor == "postgresql" else ""
        raw_sql(f"DROP TRIGGER guard_edition_frozen{on_table}")
        raw_sql("UPDATE articles_edition SET html = 'x'")
        assert [desk.get(address).status_code for address in (thread_of(made), at(edition, "comment"))] == [503, 503]


def test_forty_comments_take_few_questions_to_the_database(
    desk: Client, edition: Edition, clinician: User, django_assert_max_num_queries: Any
) -> None:
    page(desk, at(edition))
    with CaptureQueriesContext(connection) as alone:
        page(desk, at(edition))
    for number in range(40):
        comments.answer(suggest(edition, clinician, suggestion=f"Words {number}."), clinician, "More.")
    with django_assert_max_num_queries(len(alone) + 20):
        page(desk, at(edition))
