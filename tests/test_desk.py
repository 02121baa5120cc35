"""The clinician's desk: who gets in, what waits there, and what they read before they decide."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import content as typed
from articles import drafting, workflow
from articles.compare import Difference, Kind, Subject
from articles.models import Article, Edition, ReviewRequest
from articles.segments import segments
from articles.templatetags.differences import marked
from reviewers.models import Reviewer, Specialty
from tests import sign
from tests.conftest import complete_content, make_clinician, save_content, unguarded
from tests.desking import NOTE, QUESTIONS, WHOLE, at, counted, in_review, page, refused, with_exercise, words
from tests.harmless import elements
from tests.hostile import HOSTILE

LONGER = typed.Dose(kind=typed.DoseKind.NUMBERS, hold_seconds=5, repetitions_from=8, repetitions_to=12, sets=2)


@pytest.fixture
def desk(client: Client, clinician: User) -> Client:
    client.force_login(clinician)
    return client


class TestWhoGetsIn:
    @pytest.mark.parametrize("name", ["edition", "approve", "return", "renew", "revoke", "withdraw"])
    def test_a_stranger_is_asked_to_sign_in(self, client: Client, edition: Edition, name: str) -> None:
        response = client.get(at(edition, name))
        assert response.headers["Location"] == f"/sign-in/?next={at(edition, name)}"

    def test_an_editor_is_told_that_the_desk_is_for_clinicians(
        self, client: Client, edition: Edition, editor: User
    ) -> None:
        client.force_login(editor)
        assert "No reviewer record names this account" in page(client, "/desk/", 403)
        assert "Ankle sprain" not in page(client, at(edition), 403)

    def test_rank_makes_nobody_a_clinician(self, client: Client, edition: Edition, superuser: User) -> None:
        client.force_login(superuser)
        answer = refused(client, at(edition, "approve"), WHOLE | {"digest": edition.digest}, status=403)
        assert "No reviewer record names this account" in answer

    def test_a_clinician_of_another_specialty_finds_nothing(
        self, client: Client, edition: Edition, podiatry: Specialty
    ) -> None:
        client.force_login(make_clinician("podiatrist", "PH000002", podiatry).user)
        assert "Ankle sprain" not in page(client, "/desk/")
        page(client, at(edition), 404)
        refused(client, at(edition, "approve"), WHOLE | {"digest": edition.digest}, status=404)
        refused(client, at(edition, "return"), NOTE | {"digest": edition.digest}, status=404)

    def test_a_closed_account_is_signed_out(self, desk: Client, clinician: User) -> None:
        User.objects.filter(pk=clinician.pk).update(is_active=False)
        assert desk.get("/desk/").status_code == 302

    def test_the_retired_read_what_they_decided_and_nothing_new(
        self, desk: Client, reviewer: Reviewer, published: Edition, article: Article, editor: User
    ) -> None:
        Reviewer.objects.filter(pk=reviewer.pk).update(status="retired")
        new = drafting.content_of(article).model_copy(update={"change_note": "Clearer."})
        save_content(article, new, editor)
        in_review = workflow.submit(article, editor)
        assert "Your reviewer record says “Retired”" in page(desk, "/desk/")
        assert "A sprained ankle often gets better" in page(desk, at(published))
        page(desk, at(in_review), 404)

    @pytest.mark.parametrize("address", ["/desk/", "/desk/published/", "/desk/editions/1/"])
    def test_no_page_is_kept_in_a_cache(self, desk: Client, edition: Edition, address: str) -> None:
        kept = desk.get(address.replace("1", str(edition.pk))).headers["Cache-Control"]
        assert {"no-store", "private"} <= set(kept.split(", "))


class TestWhatWaits:
    def test_by_due_date_with_overdue_in_words(
        self, desk: Client, edition: Edition, editor: User, physiotherapy: Specialty
    ) -> None:
        urgent = in_review("Knee pain", editor, physiotherapy)
        ReviewRequest.objects.filter(edition=urgent).update(due_on=timezone.localdate() - timedelta(days=1))
        listed = page(desk, "/desk/")
        assert listed.index("Knee pain") < listed.index("Overdue") < listed.index("Ankle sprain")
        assert listed.count("Overdue") == 1

    def test_due_today_is_not_overdue(self, desk: Client, edition: Edition) -> None:
        ReviewRequest.objects.update(due_on=timezone.localdate())
        assert "Overdue" not in page(desk, "/desk/")

    def test_what_came_back_is_marked(
        self, desk: Client, edition: Edition, article: Article, clinician: User, editor: User
    ) -> None:
        assert "back again" not in page(desk, "/desk/")
        workflow.return_(edition, clinician, digest=edition.digest, note="Say when to stop.")
        again = workflow.submit(article, editor)
        assert "Returned before, back again" in page(desk, "/desk/")
        assert "Say when to stop." in page(desk, at(again))

    def test_own_work_stands_apart_and_says_why(
        self, desk: Client, clinician: User, physiotherapy: Specialty, editor: User
    ) -> None:
        in_review("Knee pain", editor, physiotherapy, owner=clinician)
        listed = page(desk, "/desk/")
        assert "Nothing is waiting for you." in listed
        assert listed.index("Not yours to decide") < listed.index("You contributed to this edition")

    def test_what_was_decided_waits_no_more(self, desk: Client, approved: Edition) -> None:
        listed = page(desk, "/desk/")
        assert "Nothing is waiting for you." in listed
        assert f'href="{at(approved)}"' in listed
        assert f'href="{at(approved, "revoke")}"' in listed
        assert at(approved, "withdraw") not in listed

    def test_of_a_published_one_withdrawal_is_offered(self, desk: Client, published: Edition) -> None:
        assert f'href="{at(published, "withdraw")}"' in page(desk, "/desk/")

    def test_with_two_specialties_the_second_still_waits(
        self, client: Client, article: Article, podiatry: Specialty, clinician: User, editor: User
    ) -> None:
        article.specialties.add(podiatry)
        edition = workflow.submit(article, editor)
        sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")
        client.force_login(clinician)
        assert "Nothing is waiting for you." in page(client, "/desk/")
        client.force_login(make_clinician("podiatrist", "PH000002", podiatry).user)
        assert "Ankle sprain" in page(client, "/desk/")


class TestWhatTheyRead:
    def test_the_frozen_html_and_not_the_draft(
        self, desk: Client, edition: Edition, article: Article, editor: User
    ) -> None:
        save_content(article, complete_content(lead="A draft of tomorrow."), editor)
        shown = desk.get(at(edition)).content.decode()
        assert edition.html in shown
        assert "A draft of tomorrow." not in shown
        assert edition.digest in shown
        assert "editor" in words(desk.get(at(edition)))

    def test_opening_it_decides_nothing(self, desk: Client, edition: Edition) -> None:
        before = counted()
        for name in ("edition", "approve", "return", "renew", "revoke"):
            desk.get(at(edition, name))
        assert counted() == before

    def test_what_fails_to_verify_is_not_shown(
        self, desk: Client, edition: Edition, raw_sql: Callable[..., None]
    ) -> None:
        with unguarded():
            raw_sql("UPDATE articles_edition SET html = html || '<p>Smoke daily.</p>' WHERE id = %s", edition.pk)
        assert "Smoke daily." not in page(desk, at(edition), 503)
        answer = refused(desk, at(edition, "approve"), WHOLE | {"digest": edition.digest}, status=503)
        assert "content or html is not what the digest was made of" in answer

    def test_what_changed_with_doses_first(
        self, desk: Client, published: Edition, article: Article, editor: User
    ) -> None:
        new = with_exercise(drafting.content_of(article), dose=LONGER)
        new = new.model_copy(update={"lead": "A sprained ankle usually gets better at home.", "change_note": "Longer."})
        save_content(article, new, editor)
        shown = page(desk, at(workflow.submit(article, editor)))
        assert "Before: <del>3</del>" in shown
        assert "Now: <ins>5</ins>" in shown
        assert shown.index("Exercises and their doses") < shown.index("Before: <del>3</del>")
        assert shown.index("Now: <ins>5</ins>") < shown.index("Everything else")
        assert '<span class="visually-hidden">Removed: </span>often' in shown
        assert '<span class="visually-hidden">Added: </span>usually' in shown

    def test_a_first_edition_offers_no_approval_of_changes(self, desk: Client, edition: Edition) -> None:
        assert "The changes only" not in page(desk, at(edition))

    def test_changes_only_is_disabled_with_its_reasons(
        self, desk: Client, published: Edition, article: Article, editor: User
    ) -> None:
        new = with_exercise(drafting.content_of(article), dose=LONGER)
        save_content(article, new.model_copy(update={"change_note": "Longer."}), editor)
        edition = workflow.submit(article, editor)
        found = elements(desk.get(at(edition)).content.decode(), parsers=1)
        radio = next(held for _tag, held in found if held.get("id") == "approve-scope-changes-only")
        assert "disabled" in radio
        assert "“Changes only” is not enough here: a changed exercise or dose" in page(desk, at(edition))

    def test_nothing_is_chosen_beforehand(self, desk: Client, edition: Edition) -> None:
        radios = [held for _tag, held in elements(page(desk, at(edition)), parsers=1) if held.get("type") == "radio"]
        assert len(radios) == 1 + 2 + 3 * len(QUESTIONS) + 2  # scope, competence, checklist, interests
        assert not any("checked" in radio for radio in radios)

    def test_warnings_and_doses_without_numbers(self, desk: Client, article: Article, editor: User) -> None:
        open_dose = typed.Dose(kind=typed.DoseKind.AS_COMFORTABLE, reason="Pain differs from day to day.")
        new = with_exercise(drafting.content_of(article), dose=open_dose)
        save_content(article, new.model_copy(update={"lead": "This is sure to cure every sprain."}), editor)
        shown = page(desk, at(workflow.submit(article, editor)))
        assert "“cure” promises more" in shown.split("From here on")[0]
        assert "Pain differs from day to day." in shown.split("From here on")[0]

    def test_an_old_link_leads_on_to_the_edition_that_waits(
        self, desk: Client, edition: Edition, article: Article, editor: User
    ) -> None:
        workflow.recall(edition, editor)
        newer = workflow.submit(article, editor)
        shown = page(desk, at(edition))
        assert "Edition 1 is taken back: there is nothing to decide." in shown
        assert f'href="{at(newer)}"' in shown
        assert "Go on to sign" not in shown


class TestHostileWords:
    """They come back as text: no element and no attribute is on the page that plain words don't bring too."""

    @pytest.mark.parametrize("text", HOSTILE[::40], ids=range(len(HOSTILE[::40])))
    def test_in_titles_notes_and_changes(
        self, desk: Client, published: Edition, article: Article, clinician: User, editor: User, text: str
    ) -> None:
        shown = []
        for words_of_editor in ("Plain words\non two lines", text):
            named = {"title": f"Ankle {words_of_editor}", "byline": words_of_editor, "change_note": words_of_editor}
            save_content(article, drafting.content_of(article).model_copy(update=named), editor)
            first = workflow.submit(article, editor)
            workflow.return_(first, clinician, digest=first.digest, note=words_of_editor)
            again = workflow.submit(article, editor)
            shown.append([desk.get(address).content.decode() for address in ("/desk/", at(again))])
            workflow.recall(again, editor)
        plain, hostile = shown
        assert [kinds(html) - kinds(other) for html, other in zip(hostile, plain, strict=True)] == [set(), set()]

    def test_in_a_form_that_comes_back(self, desk: Client, edition: Edition) -> None:
        def sent_back(text: str) -> str:
            answers = {"scope": "whole", "interests": text, "digest": text}
            return desk.post(at(edition, "approve"), answers).content.decode()

        plain = kinds(sent_back("plain"))
        assert not [text for text in HOSTILE[::20] if kinds(sent_back(text)) != plain]

    def test_in_a_difference(self) -> None:
        html = [
            marked(Difference(Kind.CHANGED, Subject.OTHER, "lead", "Lead", segments(text, "x"))) for text in HOSTILE
        ]
        assert {tag for text in html for tag, _held in elements(text)} == {"span", "ins", "del"}


def kinds(html: str) -> set[tuple[str, tuple[str, ...]]]:
    """The kinds of elements on a page: each tag with the names of its attributes."""
    return {(tag, tuple(sorted(held))) for tag, held in elements(html)}
