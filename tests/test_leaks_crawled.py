"""Nothing unpublished leaks: a house full of secrets, each with its own word, and a stranger who tries every door."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from articles import comments, concerns, workflow
from articles.concern_page import about
from articles.importing.document import import_text
from articles.importing.incoming import take_in
from articles.importing.plain_text import read_text
from articles.importing.save import save_draft
from articles.models import Article, Concern, Edition, FormerSlug, Image, Promotion
from references.models import Reference
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests.conftest import complete_content, make_clinician
from tests.showcase import Cast, every_address, picture

ACCEPTED = ("application/json", "application/atom+xml, */*;q=0.1")
OWN = ("/admin/", "/desk/", "/password", "/account/", "/notices/")
METHODS = ("head", "post", "options")
KINDS = (
    "",
    "review/",
    "editions/{}.json",
    "editions/{}.html",
    "editions/{}",
    "preview/",
    "revisions/{}/",
    "?format=json",
)


@pytest.fixture
def cast(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> Cast:
    return Cast(editor, clinician, publisher, physiotherapy)


def keep_secrets(cast: Cast) -> dict[str, str]:
    """Something of every kind that readers may not see. Returns the word that tells each, and where it is read."""
    ankle = cast.draft("ankle-sprain", complete_content(lead="Words of an oldrevisionword."))
    _draft_with(cast, ankle, "publishedword")
    cast.publish(ankle)
    _draft_with(cast, ankle, "inreviewword")
    waiting = workflow.submit(ankle, cast.editor)
    _draft_with(cast, ankle, "newerdraftword", image=picture(cast.editor, "maroon"))
    drafts = "/admin/articles/article/{}/preview/"
    desk = "/desk/editions/{}/"
    return {
        "oldrevisionword": f"/admin/articles/article/{ankle.pk}/revisions/1/",
        "inreviewword": desk.format(waiting.pk),
        **dict.fromkeys(_what_was_said(cast, waiting), desk.format(waiting.pk)),
        "newerdraftword": drafts.format(ankle.pk),
        **_editions_on_their_way(cast, desk),
        **_what_was_found_in_a_document(cast),
        **_what_waits_to_be_imported(cast),
        **_the_houses_own_affairs(cast),
    }


def _what_was_said(cast: Cast, edition: Edition) -> tuple[str, ...]:
    """A comment, the wording that it suggests, an answer, and why it was resolved and opened again."""
    said = comments.comment(
        edition,
        cast.clinician,
        "lead",
        "A commentword.",
        digest=edition.digest,
        field="lead",
        suggestion="A suggestedword.",
    )
    comments.answer(said, cast.editor, "An answerword.")
    comments.resolve(said, cast.editor, "A resolvedword.")
    comments.reopen(said, cast.clinician, "A reopenedword.")
    comments.resolve(said, cast.clinician)
    return ("commentword", "suggestedword", "answerword", "resolvedword", "reopenedword")


def _draft_with(cast: Cast, article: Article, word: str, image: Image | None = None) -> None:
    """Put the word into every kind of text that an article has."""
    complete = complete_content()
    shown = f"\n\n![The {word}](media:{image.sha256})" if image else ""
    first = complete.sections[0].model_copy(update={"heading": f"The {word}", "body": f"Says {word}.{shown}"})
    cast.change(
        article,
        title=f"Title {word}",
        byline=f"By {word}",
        lead=f"Lead {word}.",
        change_note=f"Change {word}.",
        sections=(first, *complete.sections[1:]),
    )


def _editions_on_their_way(cast: Cast, desk: str) -> dict[str, str]:
    words = ("sentbackword", "takenbackword", "readyword")
    drafts = [cast.draft(f"{word}-slug", complete_content()) for word in words]
    for word, draft in zip(words, drafts, strict=True):
        _draft_with(cast, draft, word)
    returned, recalled = (workflow.submit(draft, cast.editor) for draft in drafts[:2])
    workflow.return_(returned, cast.clinician, digest=returned.digest, note="Please mend the noteword.")
    workflow.recall(recalled, cast.editor)
    editions = (returned, recalled, cast.approve(drafts[2]))
    shown = {word: desk.format(edition.pk) for word, edition in zip(words, editions, strict=True)}
    return {**shown, "noteword": f"/admin/articles/article/{drafts[0].pk}/change/"}


def _what_was_found_in_a_document(cast: Cast) -> dict[str, str]:
    document = (
        "Lead importedword.\nBy: Somebody Claimword\nHelp\nWords (Unplacedword, 2019).\nBook a visit, promoword.\n"
    )
    imported = import_text(document, "Imported")
    found = save_draft(
        imported, slug="imported", owner=cast.editor, source_name="sourceword.txt", document=read_text(document)
    )
    outcome = f"/admin/articles/article/{found.article_id}/import/{found.pk}/"
    words = ("Claimword", "Unplacedword", "promoword", "sourceword")
    return {"importedword": f"/admin/articles/article/{found.article_id}/preview/", **dict.fromkeys(words, outcome)}


def _what_waits_to_be_imported(cast: Cast) -> dict[str, str]:
    incoming = take_in(read_text("Lead waitingword."), cast.editor, source_name="waiting.txt", sha256="0" * 64)
    return {"waitingword": f"/admin/articles/article/import/{incoming.pk}/"}


def _the_houses_own_affairs(cast: Cast) -> dict[str, str]:
    ankle = Article.objects.get(slug="ankle-sprain")
    sleeping = Promotion.objects.create(kind="booking", heading="An offer", text="Sleepingword.", active=False)
    sleeping.articles.add(ankle)
    hidden = make_clinician("hiddenword", "PH000007", cast.specialty)
    RegisterCheck.objects.update(evidence="Evidenceword in the register.")
    User.objects.filter(pk=cast.editor.pk).update(email="mailword@example.org", last_name="Surnameword")
    uncited = Reference.objects.create(key="uncitedword-2020", csl={"type": "book", "title": "Uncitedword"})
    concern = concerns.report(about("/articles/ankle-sprain/"), "harm", "A concernword.")
    Concern.objects.update(code="K7QF-2MRA-9TXW")
    return {
        "concernword": f"/admin/articles/concern/{concern.pk}/change/",
        "Sleepingword": f"/admin/articles/promotion/{sleeping.pk}/change/",
        "hiddenword": f"/admin/reviewers/reviewer/{hidden.pk}/change/",
        "Evidenceword": f"/admin/reviewers/registercheck/{RegisterCheck.objects.latest('pk').pk}/change/",
        "mailword": f"/admin/auth/user/{cast.editor.pk}/change/",
        "Surnameword": f"/admin/auth/user/{cast.editor.pk}/change/",
        "uncitedword": f"/admin/references/reference/{uncited.pk}/change/",
    }


def crawled(client: Client) -> dict[str, str]:
    """What a stranger gets: every link from the front page on, and every address that they can guess."""
    answers: dict[str, str] = {}
    waiting = ["/", "/sitemap.xml", "/robots.txt", "/feed/", "/log.json", "/.well-known/jwks.json", *guesses()]
    while waiting:
        address = waiting.pop()
        if address not in answers:
            answer = client.get(address)
            answers[address] = said(answer)
            waiting += links_of(answer, address)
    return answers


def asked_otherwise(client: Client, addresses: Iterable[str]) -> dict[str, str]:
    """The same addresses, asked for in every other way. Rooms for people lead to the sign-in, whatever is asked."""
    answers = {}
    for address in (address for address in addresses if not address.startswith(OWN)):
        for accepted in ACCEPTED:
            answers[f"{address} as {accepted}"] = said(client.get(address, headers={"accept": accepted}))
        for method in METHODS:
            answers[f"{method} {address}"] = said(getattr(client, method)(address))
    return answers


def guesses() -> Iterator[str]:
    for _name, address in every_address():
        yield address
        yield f"{address}?preview=1&edition=2&q=word&version=1"
    slugs = [*Article.objects.values_list("slug", flat=True), *FormerSlug.objects.values_list("slug", flat=True)]
    for slug in slugs:
        for kind in KINDS:
            yield from (f"/articles/{slug}/{kind.format(number)}" for number in range(1, 4))
    yield from (f"/reviewers/{slug}/" for slug in Reviewer.objects.values_list("slug", flat=True))
    yield from (f"/media/{sha256}" for sha256 in Image.objects.values_list("sha256", flat=True))
    yield from (f"/media/images/{sha256}.png" for sha256 in Image.objects.values_list("sha256", flat=True))
    yield from (f"/desk/editions/{pk}/" for pk in Edition.objects.values_list("pk", flat=True))


def said(answer: Any) -> str:
    """Everything in the answer, headers too, but what only repeats the address that was asked for."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "Location")
    return f"{answer.status_code} {headers}\n{answer.content.decode(errors='replace')}"


def links_of(answer: Any, address: str) -> Iterator[str]:
    """Addresses of this site that the page or document names."""
    kind = answer.headers.get("Content-Type", "")
    if answer.headers.get("Location"):
        yield urlsplit(answer.headers["Location"]).path
    if kind.startswith("text/html") and answer.content:
        document: Any = html.document_fromstring(answer.content.decode())
        named: Iterable[str] = document.xpath("//@href | //@src | //@action")
    else:
        named = re.findall(r"https?://localhost[^\s\"<]*", answer.content.decode(errors="replace"))
    for link in named:
        parts = urlsplit(urljoin(f"http://localhost:8000{address}", link))
        if parts.hostname in ("localhost", "testserver") and not parts.path.startswith("/static/"):
            yield parts.path


def told(words: Iterable[str], answers: dict[str, str]) -> dict[str, str]:
    """Each word that one of the answers tells, with the first address of those."""
    return {word: address for word in words for address, text in answers.items() if word.lower() in text.lower()}


def test_no_secret_is_told_to_a_stranger(client: Client, cast: Cast, superuser: User) -> None:
    """All that only reads is tried in one house: to build it takes as long as to try its doors."""
    secrets = keep_secrets(cast)
    nobody_learns_which_drafts_there_are(client)
    signing_in_makes_no_public_page_tell_more(client, cast, secrets)
    client.logout()
    no_picture_of_a_draft_is_shown_to_a_stranger(client, cast)
    client.logout()
    answers = crawled(client)
    assert "publishedword" in told(["publishedword"], answers)  # the crawl does read what is public
    assert told(secrets, answers) == {}
    assert told(secrets, asked_otherwise(client, answers)) == {}
    own = {"/desk/": cast.clinician, "/admin/articles/article/import/": cast.editor}
    for word, address in secrets.items():
        client.force_login(next((person for start, person in own.items() if address.startswith(start)), superuser))
        answer = client.get(address)
        assert (answer.status_code, word.lower() in answer.content.decode().lower()) == (200, True), word


def no_picture_of_a_draft_is_shown_to_a_stranger(client: Client, cast: Cast) -> None:
    address = f"/media/{Image.objects.get().sha256}"
    for method in ("get", *METHODS):
        answer = getattr(client, method)(address)
        assert (answer.status_code, b"PNG" in answer.content) in ((404, False), (405, False))
    client.force_login(cast.editor)
    assert b"PNG" in client.get(address).content


def nobody_learns_which_drafts_there_are(client: Client) -> None:
    nothing = client.get("/articles/never-heard-of/")
    for slug in ("sentbackword-slug", "takenbackword-slug", "readyword-slug", "imported"):
        for kind in ("", "review/", "editions/1.json", "editions/1.html"):
            answer = client.get(f"/articles/{slug}/{kind}")
            assert (answer.status_code, answer.content) == (404, nothing.content)
    hidden, unknown = client.get("/reviewers/hiddenword/"), client.get("/reviewers/nobody/")
    assert (hidden.status_code, hidden.content) == (404, unknown.content)
    assert client.get("/media/" + "0" * 64).content == client.get(f"/media/{Image.objects.get().sha256}").content


def signing_in_makes_no_public_page_tell_more(client: Client, cast: Cast, secrets: Iterable[str]) -> None:
    public = [address for address in guesses() if not address.startswith((*OWN, "/media/"))]
    for person in (cast.editor, cast.clinician, cast.publisher):
        client.force_login(person)
        answers = {address: said(client.get(address)) for address in public}
        assert "publishedword" in told(["publishedword"], answers)
        assert told(secrets, answers) == {}, person


def test_unsafe_takes_everything_away_within_one_request(client: Client, cast: Cast) -> None:
    keep_secrets(cast)
    assert told(["publishedword"], crawled(client))
    shown = Edition.objects.get(state="published")
    workflow.withdraw(shown, cast.editor, as_="unsafe", reason="One exercise may do harm.")
    answers = crawled(client)
    assert told(["publishedword"], answers) == {}
    assert told(["publishedword"], asked_otherwise(client, answers)) == {}
    assert "One exercise may do harm." in answers["/articles/ankle-sprain/"]
    workflow.recall(Edition.objects.get(article=shown.article, state="in review"), cast.editor)
    _draft_with(cast, shown.article, "thirdword")
    cast.publish(shown.article)
    answers = crawled(client)
    assert told(["publishedword", "inreviewword"], answers) == {}
    assert told(["thirdword"], answers)
