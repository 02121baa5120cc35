"""Signing on the desk: the statement is shown first, and only its own clinician can sign it, once and in time."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import authentication, evidence, preparing, proof, signing, verifying, workflow
from articles.models import Edition, LogEntry, PendingSignature, Review
from articles.refusal import Refused
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests.codes import totp_code
from tests.conftest import PASSWORD, make_clinician, signed_in, unguarded
from tests.desking import QUESTIONS, WHOLE, at, counted, page, refused, seen, signed, words
from tests.passkey import PRESENT, SoftKey
from tests.sign import yes_to_all


@pytest.fixture
def desk(clinician: User) -> Client:
    return signed_in(clinician)


@pytest.fixture
def pending(edition: Edition, clinician: User) -> PendingSignature:
    return begun(edition, clinician)


def begun(edition: Edition, by: User) -> PendingSignature:
    return preparing.begin_approval(
        edition, by, digest=edition.digest, scope="whole", interests="They send me bookings.",
        answers=yes_to_all(edition),
    )  # fmt: skip


def address(pending: PendingSignature) -> str:
    return f"/desk/signatures/{pending.pk}/"


def by_code(person: User) -> dict[str, str]:
    return {"password": PASSWORD, "code": totp_code(person)}


class TestTheStatement:
    def test_is_shown_whole_before_it_is_signed(self, desk: Client, pending: PendingSignature, clinician: User) -> None:
        SoftKey(clinician)
        before = counted()
        shown = page(desk, address(pending))
        assert counted() == before
        for said in (
            "I am Clinician, Physiotherapist, HCPC PH000001.",
            "I read the whole of edition 1 of “Ankle sprain”",
            "All of it is within my competence.",
            "My interests: They send me bookings.",
            "My review is valid until",
            *QUESTIONS,
        ):
            assert said in shown.split("Sign with your passkey or hardware key")[0], said
        public = shown.split("What becomes public, for good")[1]
        for said in ("register of the HCPC was last looked at", "biography", "day and time", "how you signed"):
            assert said in public

    def test_is_signed_to_the_letter(self, desk: Client, pending: PendingSignature, clinician: User) -> None:
        Reviewer.objects.update(biography="Changed after the statement was shown.")
        assert desk.post(address(pending), by_code(clinician)).status_code == 302
        review = Review.objects.get()
        assert review.statement == pending.statement
        assert "Changed after" not in review.statement
        assert [given["question"] for given in review.stated()["checklist"]] == list(QUESTIONS)
        proof.check_review(review)

    def test_is_begun_anew_when_something_is_begun_again(
        self, desk: Client, edition: Edition, pending: PendingSignature, clinician: User
    ) -> None:
        begun(edition, clinician)
        assert desk.get(address(pending)).status_code == 404


class TestWithACode:
    def test_the_record_says_so(self, desk: Client, pending: PendingSignature, clinician: User) -> None:
        answer = desk.post(address(pending), by_code(clinician), follow=True)
        assert "Approved and signed." in words(answer)
        assert Review.objects.get().shown()["method"] == "password and one-time code"

    @pytest.mark.parametrize(
        "wrong", [{"password": "wrong"}, {"code": "000000"}, {"password": ""}, {"code": ""}, {"code": "x" * 30}]
    )
    def test_what_is_wrong_signs_nothing(
        self, desk: Client, pending: PendingSignature, clinician: User, wrong: dict[str, str]
    ) -> None:
        answers = by_code(clinician) | wrong
        status = 422 if "" in wrong.values() or len(wrong.get("code", "")) > 20 else 409
        refused(desk, address(pending), answers, status)
        assert desk.post(address(pending), by_code(clinician)).status_code == 302

    def test_neither_password_nor_code_comes_back_in_the_page(
        self, desk: Client, pending: PendingSignature, clinician: User
    ) -> None:
        answer = refused(desk, address(pending), {"password": "wrong-but-secret", "code": totp_code(clinician)})
        assert "wrong-but-secret" not in answer

    def test_a_code_works_once(self, desk: Client, edition: Edition, clinician: User) -> None:
        answers = by_code(clinician)
        assert desk.post(address(begun(edition, clinician)), answers).status_code == 302
        pending = preparing.begin_revocation(edition, clinician, note="I overlooked something.")
        refused(desk, address(pending), answers)


class TestWithAPasskey:
    def test_the_device_signs_the_statement(self, desk: Client, pending: PendingSignature, clinician: User) -> None:
        key = SoftKey(clinician)
        credential = json.dumps(key.answer(evidence.challenge_of(pending.statement)))
        answer = desk.post(address(pending), {"credential": credential}, follow=True)
        assert "Approved and signed." in words(answer)
        review = Review.objects.get()
        assert review.shown()["method"] == "passkey"
        assert review.shown()["public_key"]["kty"] == "EC"
        assert list(verifying.problems()) == []

    def test_the_old_signature_holds_after_the_device_is_gone(
        self, desk: Client, pending: PendingSignature, clinician: User
    ) -> None:
        key = SoftKey(clinician)
        desk.post(address(pending), {"credential": json.dumps(key.answer(evidence.challenge_of(pending.statement)))})
        clinician.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth has no stubs
        proof.check_review(Review.objects.get())

    def test_what_is_not_its_signature_is_refused(
        self, desk: Client, pending: PendingSignature, clinician: User, editor: User
    ) -> None:
        key, challenge = SoftKey(clinician), evidence.challenge_of(pending.statement)
        good = key.answer(challenge)
        other = SoftKey(editor).answer(challenge)
        elsewhere = SoftKey(editor, site="elsewhere.example", origin="https://elsewhere.example").answer(challenge)
        forged = [
            key.answer(evidence.challenge_of(pending.statement + " ")),
            key.answer(challenge, flags=PRESENT),
            key.answer(challenge, origin="https://elsewhere.example"),
            key.answer(challenge, type="webauthn.create"),
            other,
            {**other, "id": good["id"]},
            {**elsewhere, "id": good["id"]},
            {**good, "response": {**good["response"], "signature": other["response"]["signature"]}},
            {"id": good["id"]},
            [],
        ]
        for answer in [*map(json.dumps, forged), "", "nonsense", "null", "x" * 20_001]:
            refused(
                desk, address(pending), {"credential": answer}, 422 if answer == "" or len(answer) > 20_000 else 409
            )
        assert desk.post(address(pending), {"credential": json.dumps(good)}).status_code == 302


class TestWhoAndWhen:
    def test_another_clinician_finds_nothing(
        self, pending: PendingSignature, physiotherapy: Specialty, clinician: User
    ) -> None:
        other = make_clinician("colleague", "PH000003", physiotherapy).user
        page(signed_in(other), address(pending), 404)
        refused(signed_in(other), address(pending), by_code(other), 404)
        with pytest.raises(Refused):
            workflow.approve(pending, other, evidence.of_code())

    def test_once_only(self, desk: Client, pending: PendingSignature, clinician: User) -> None:
        desk.post(address(pending), by_code(clinician))
        assert "You have signed it already." in page(desk, address(pending))
        refused(desk, address(pending), by_code(clinician))

    def test_not_after_a_quarter_of_an_hour(self, desk: Client, pending: PendingSignature, clinician: User) -> None:
        PendingSignature.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert "It waited longer than 15 minutes." in page(desk, address(pending))
        assert "it waited too long" in refused(desk, address(pending), by_code(clinician))
        assert timedelta(minutes=15) == signing.GOOD_FOR

    def test_not_when_the_edition_was_taken_back_meanwhile(
        self, desk: Client, pending: PendingSignature, editor: User, clinician: User, edition: Edition
    ) -> None:
        workflow.recall(edition, editor)
        assert "Edition 1 is taken back by now" in refused(desk, address(pending), by_code(clinician))

    def test_not_when_the_registration_ended_meanwhile(
        self, desk: Client, pending: PendingSignature, clinician: User, editor: User, reviewer: Reviewer
    ) -> None:
        RegisterCheck.objects.create(
            reviewer=reviewer, checked_on=timezone.localdate(), checked_by=editor, registered=False, evidence="Gone"
        )
        assert "The register did not list you" in refused(desk, address(pending), by_code(clinician))

    def test_not_by_a_sign_in_alone(self, pending: PendingSignature, clinician: User) -> None:
        with pytest.raises(Refused, match="Sign with your passkey"):
            workflow.approve(pending, clinician, evidence.of_sign_in())

    def test_not_as_another_decision(self, pending: PendingSignature, clinician: User) -> None:
        with pytest.raises(Refused, match="not what you were about to sign"):
            workflow.renew(pending, clinician, evidence.of_code())

    def test_no_form_of_another_site_signs(self, pending: PendingSignature, clinician: User) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(clinician)
        refused(strict, address(pending), by_code(clinician), 403)


def test_one_changed_byte_of_the_evidence(edition: Edition, clinician: User) -> None:
    """In the database, behind the guards' back: found by the review itself or by the log."""
    key, pending = SoftKey(clinician), begun(edition, clinician)
    answer = key.answer(evidence.challenge_of(pending.statement))
    shown = evidence.of_passkey(key.public, answer["response"], key.site)
    review = workflow.approve(pending, clinician, shown)
    for place in range(0, len(shown), 7):
        changed = shown[:place] + ("b" if shown[place] != "b" else "c") + shown[place + 1 :]
        with unguarded():
            Review.objects.filter(pk=review.pk).update(evidence=changed)
        assert any("review" in sentence or "log entry" in sentence for sentence in verifying.problems()), place


def test_a_code_can_not_be_made_to_look_like_a_passkey_nor_the_other_way_round(
    edition: Edition, clinician: User, publish_next: Callable[..., Edition]
) -> None:
    pending = begun(edition, clinician)
    key = SoftKey(clinician)
    answer = key.answer(evidence.challenge_of(pending.statement))
    public = authentication.passkeys_of(clinician)[0].wrap().authenticator_data.credential_data.public_key
    review = workflow.approve(pending, clinician, evidence.of_passkey(public, answer["response"], "testserver"))
    for other in (evidence.of_code(), evidence.of_sign_in(), ""):
        with unguarded():
            Review.objects.filter(pk=review.pk).update(evidence=other)
        assert any("log entry" in sentence for sentence in verifying.problems())
    entry = json.loads(LogEntry.objects.get().entry)
    assert entry["evidence_sha256"] == proof.sha256(review.evidence)


def test_the_form_leads_to_the_statement_and_signs_nothing(desk: Client, edition: Edition) -> None:
    before = counted()
    answer = desk.post(at(edition, "approve"), seen(edition, WHOLE))
    assert answer.headers["Location"] == address(PendingSignature.objects.get())
    assert counted() == before
    signed(desk, at(edition, "approve"), seen(edition, WHOLE))
    assert Review.objects.count() == 1
