"""The admin's front page tells people what was decided about their articles, and what waits for them."""

from django.contrib.auth.models import User

from articles import workflow
from articles.models import Edition
from tests import sign
from tests.conftest import signed_in


def front_page(person: User) -> str:
    return signed_in(person).get("/admin/").content.decode()


def test_a_return_with_its_note(edition: Edition, clinician: User, editor: User) -> None:
    workflow.return_(edition, clinician, digest=edition.digest, note="The dose is <b>too high</b>.")
    page = front_page(editor)
    assert "edition 1: Returned, by Clinician" in page
    assert "The dose is &lt;b&gt;too high&lt;/b&gt;." in page


def test_nothing_of_other_peoples_articles(edition: Edition, clinician: User, publisher: User) -> None:
    workflow.return_(edition, clinician, digest=edition.digest, note="The dose is too high.")
    assert "The dose is too high." not in front_page(publisher)


def test_what_waits_for_a_publisher(approved: Edition, publisher: User, editor: User) -> None:
    assert "waiting to be published" in front_page(publisher)
    assert "waiting to be published" not in front_page(editor)


def test_a_revocation(published: Edition, clinician: User, publisher: User) -> None:
    sign.revoke(published, clinician, note="I missed a fault.")
    assert "I missed a fault." in front_page(publisher)
