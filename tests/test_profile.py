"""A clinician's public page: registration, the last look, fields, biography, interests, everything they checked."""

from collections.abc import Callable
from datetime import timedelta

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import Article, Edition, Review
from reviewers.models import Reviewer, Specialty
from tests import sign
from tests.conftest import complete_content, make_clinician, make_person, save_content, unguarded
from tests.reading import ADDRESS, page, words
from tests.registering import become, look, said

PROFILE = "/reviewers/clinician/"
PublishNext = Callable[..., Edition]


@pytest.fixture
def clerk(db: None) -> User:
    return make_person("keeper", "register clerk")


def after(shown: lxml.html.HtmlElement, heading: str) -> str:
    return words(shown, f"//h2[text()='{heading}']/following-sibling::*[1]")


def test_says_all_of_it(client: Client, published: Edition, physiotherapy: Specialty) -> None:
    shown = page(client, PROFILE)
    text, today = words(shown), said(timezone.localdate())
    for part in (
        "Clinician Profession Physiotherapist",
        "Regulator Health and Care Professions Council (HCPC)",
        "Registration number PH000001 (fictional)",
        f"The register on the register when checked on {today}",
        f"Fields {physiotherapy.name}",
        f"Interests none (declared on {today})",
        "Clinician is not a real person.",
        "It says nothing about this site",
    ):
        assert part in text, part
    assert "https://www.hcpc-uk.org/check-the-register/" in shown.xpath("//main//a/@href")
    assert after(shown, "Articles they checked") == "Ankle sprain"
    assert "What they checked before" not in text
    assert not shown.xpath("//main//img")


def test_interests_are_those_of_the_newest_approval(client: Client, published: Edition, clinician: User) -> None:
    sign.renew(published, clinician, digest=published.digest, interests="They pay <b>me</b>.")
    assert "Interests They pay <b>me</b>. (declared on" in words(page(client, PROFILE))


def test_interests_of_what_readers_never_saw_stay_unsaid(
    client: Client, published: Edition, article: Article, editor: User, clinician: User
) -> None:
    save_content(article, complete_content(lead="Other words here.", change_note="New."), editor)
    second = workflow.submit(article, editor)
    sign.approve(second, clinician, digest=second.digest, scope="whole", interests="A secret so far.")
    assert "A secret so far." not in words(page(client, PROFILE))


def test_earlier_texts_lead_to_their_record(
    client: Client, published: Edition, publish_next: PublishNext, editor: User
) -> None:
    publish_next(lead="A sprain often gets better at home.")
    shown = page(client, PROFILE)
    assert after(shown, "Articles they checked") == "Ankle sprain"
    assert after(shown, "What they checked before") == f"Ankle sprain Checked on {said(timezone.localdate())}"
    (address,) = shown.xpath("//h2[text()='What they checked before']/following-sibling::ul[1]//a/@href")
    assert address == f"{ADDRESS}review/#edition-1"
    assert page(client, f"{ADDRESS}review/").xpath("//*[@id='edition-1']")


def test_earlier_texts_go_by_todays_title(client: Client, published: Edition, publish_next: PublishNext) -> None:
    publish_next(title="Twisted ankle")
    shown = page(client, PROFILE)
    assert after(shown, "What they checked before").startswith("Twisted ankle Checked on")
    assert "Ankle sprain" not in words(shown)


def test_an_article_that_is_out_of_date_was_checked_before(client: Client, published: Edition, editor: User) -> None:
    workflow.withdraw(published, editor, as_="out of date", reason="Old.")
    shown = page(client, PROFILE)
    assert "None of the articles that are published now." in words(shown)
    assert "Ankle sprain" in after(shown, "What they checked before")


def test_what_was_unsafe_is_gone_with_every_earlier_text(
    client: Client, published: Edition, publish_next: PublishNext, editor: User
) -> None:
    second = publish_next(lead="A sprain often gets better at home.")
    workflow.withdraw(second, editor, as_="unsafe", reason="Harm.")
    text = words(page(client, PROFILE))
    assert "Ankle sprain" not in text
    assert "Interests" not in text


def test_an_approval_taken_back_is_named_as_that(client: Client, published: Edition, clinician: User) -> None:
    sign.revoke(published, clinician, note="I missed a fault.")
    shown = page(client, PROFILE)
    assert "None of the articles that are published now." in words(shown)
    assert after(shown, "What they checked before").startswith("Ankle sprain Approval taken back on")
    assert "Interests" not in words(shown)


def test_what_a_colleague_checked_is_not_theirs(
    client: Client, published: Edition, article: Article, editor: User, publisher: User, physiotherapy: Specialty
) -> None:
    colleague = make_clinician("colleague", "PH000007", physiotherapy)
    save_content(article, complete_content(lead="Other words here.", change_note="New."), editor)
    second = workflow.submit(article, editor)
    sign.approve(second, colleague.user, digest=second.digest, scope="whole", interests="none")
    workflow.publish(second, publisher)
    shown = page(client, PROFILE)
    assert "None of the articles that are published now." in words(shown)
    assert "Ankle sprain" in after(shown, "What they checked before")
    theirs = page(client, "/reviewers/colleague/")
    assert after(theirs, "Articles they checked") == "Ankle sprain"
    assert "What they checked before" not in words(theirs)


@pytest.mark.parametrize("status", ["retired", "left"])
def test_who_stopped_is_said_in_plain_words(
    client: Client, published: Edition, reviewer: Reviewer, clerk: User, status: str
) -> None:
    become(reviewer, status, clerk)
    look(reviewer, clerk, timezone.localdate(), found=False)
    text = words(page(client, PROFILE))
    assert "Clinician no longer reviews for us." in text
    assert f"not on the register when checked on {said(timezone.localdate())}" in text
    assert status not in text.lower().split()


def test_the_last_look_is_the_newest(client: Client, published: Edition, reviewer: Reviewer, clerk: User) -> None:
    look(reviewer, clerk, timezone.localdate() - timedelta(days=90), found=False)
    assert f"on the register when checked on {said(timezone.localdate())}" in words(page(client, PROFILE))
    assert "not on the register" not in words(page(client, PROFILE))


def test_what_fails_to_verify_is_not_there(client: Client, published: Edition) -> None:
    with unguarded():
        Review.objects.update(interests="Forged.")
    text = words(page(client, PROFILE))
    assert "Forged." not in text
    assert "Ankle sprain" not in text


def test_only_who_approved_what_readers_saw_has_a_page(client: Client, edition: Edition, clinician: User) -> None:
    workflow.return_(edition, clinician, digest=edition.digest, note="No.")
    assert client.get(PROFILE).status_code == 404


def test_a_regulator_of_which_no_register_is_known(client: Client, published: Edition, reviewer: Reviewer) -> None:
    reviewer.regulator.register_url = ""
    reviewer.regulator.save()
    assert "Look it up yourself" not in words(page(client, PROFILE))


ENDORSING = (
    "endorse",
    "accredit",
    "approved by the nhs",
    "approved by nhs",
    "nhs approved",
    "nhs-approved",
    "certified",
    "recommended by",
    "in partnership with",
    "in association with",
    "on behalf of",
    "kitemark",
    "official",
    "approved by the hcpc",
    "approved by hcpc",
    "approved by the health and care professions council",
    "hcpc approved",
    "hcpc-approved",
    "recognised by",
    "backed by",
    "supported by",
)


def test_nothing_suggests_that_a_regulator_or_the_nhs_endorses_us(
    client: Client, published: Edition, publish_next: PublishNext, reviewer: Reviewer, clerk: User
) -> None:
    publish_next(lead="A sprain often gets better at home.")
    addresses = ("/", "/articles/", ADDRESS, f"{ADDRESS}review/", PROFILE, "/how-we-review/", "/feed/")
    for status in ("active", "retired", "removed"):
        if status == "removed":
            look(reviewer, clerk, timezone.localdate(), found=False)
        become(reviewer, status, clerk)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200
            text = " ".join(answer.content.decode().lower().split())
            assert [word for word in ENDORSING if word in text] == [], address
            if "html" in answer.headers["Content-Type"]:
                sources = [str(image.get("src")) for image in lxml.html.document_fromstring(answer.content).iter("img")]
                assert not [source for source in sources if "hcpc" in source or "nhs" in source], address
