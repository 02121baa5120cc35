"""A reader reports a concern and sees what became of it: no account, no cookie, nothing typed lost, nothing leaked."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import concern_codes, concerns, workflow
from articles.concern_page import About, about
from articles.models import Article, Concern, ConcernEvent, Edition, FormerSlug, Notice
from articles.working_days import next_working_day
from tests.conftest import complete_content, save_content
from tests.reading import page, words, words_of
from tests.test_guards import refused

LONDON = ZoneInfo("Europe/London")
SENT = {"page": "/articles/ankle-sprain/", "kind": "wrong", "text": "Two secretword sets.\r\nNot three.", "contact": ""}


@pytest.fixture(autouse=True)
def _empty_cache(db: None) -> None:
    cache.clear()


def send(client: Client, address: str = "192.0.2.1", **changes: str) -> int:
    return client.post("/concern/", {**SENT, **changes}, REMOTE_ADDR=address).status_code


def test_a_code_is_hard_to_guess_and_easy_to_type() -> None:
    codes = {concern_codes.new_code() for _each in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"(?:[2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}", code) for code in codes)
    assert len(concern_codes.LETTERS) ** 12 >= 2**45
    for typed in ("k7qf2mra9txw", " K7QF 2MRA 9TXW ", "k7qf–2mra—9txw", "K7QF-2MRA-9TXW"):
        assert concern_codes.read_code(typed) == "K7QF-2MRA-9TXW"
    for typed in ("", "K7QF-2MRA-9TX", "K7QF-2MRA-9TXWA", "K7QF-2MRA-9TX0", "'; --", "K7QF\x002MRA9TXW"):
        assert concern_codes.read_code(typed) is None


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23 09:00", "2026-11-24 17:00"),  # Monday
        ("2026-11-23 23:59", "2026-11-24 17:00"),
        ("2026-11-27 09:00", "2026-11-30 17:00"),  # Friday
        ("2026-11-28 09:00", "2026-11-30 17:00"),  # Saturday
        ("2026-12-24 12:00", "2026-12-25 17:00"),  # a bank holiday counts as a working day
        ("2026-03-27 12:00", "2026-03-30 17:00"),  # over the change of clocks
    ],
)
def test_an_answer_is_due_on_the_next_working_day(received: str, due: str) -> None:
    came = datetime.fromisoformat(received).replace(tzinfo=LONDON)
    assert next_working_day(came) == datetime.fromisoformat(due).replace(tzinfo=LONDON)


def test_from_the_page_to_the_code_and_back(client: Client, published: Edition, publisher: User) -> None:
    link = page(client).xpath("//footer//a[contains(., 'Report a concern')]/@href")
    assert link == ["/concern/?page=/articles/ankle-sprain/"]
    form = client.get(link[0])
    assert "Not monitored for emergencies: call" in form.content.decode()
    assert "Ankle sprain" in words(page(client, link[0]))
    Notice.objects.all().delete()
    answer = client.post("/concern/", SENT)
    concern = Concern.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/concern/{concern.code}/")
    assert (concern.article, concern.edition_number, concern.page) == (published.article, 1, "/articles/ankle-sprain/")
    assert (concern.severity, concern.text, concern.contact) == ("medium", "Two secretword sets.\nNot three.", "")
    assert concern.due_at == next_working_day(concern.received_at)
    assert [(event.what, event.by) for event in concern.events.all()] == [("Received", None)]
    told = client.get(answer["Location"])
    assert "no-store" in told["Cache-Control"]
    assert "noindex" in told.content.decode()
    due = timezone.localtime(concern.due_at)
    said = words_of(client, answer["Location"])
    assert concern.code in said
    assert f"by 17:00 on {due:%A} {due.day} {due:%B %Y}." in said
    assert "secretword" not in told.content.decode()
    assert client.cookies == {}
    told_of = Notice.objects.order_by("recipient__username")
    assert [notice.recipient.username for notice in told_of] == ["editor", "publisher"]
    assert not any("secretword" in notice.text + notice.html + notice.subject for notice in told_of)


def test_what_became_of_it(client: Client, published: Edition, editor: User) -> None:
    concern = concerns.report(about("/articles/ankle-sprain/"), "harm", "secretword")
    address = f"/concern/{concern.code}/"
    concerns.take(concern, editor)
    assert "Somebody is looking at it" in words_of(client, address)
    Concern.objects.update(due_at=timezone.now())
    assert "We are late, and we are sorry." in words_of(client, address)
    concern.refresh_from_db()
    concerns.close(concern, editor, "corrected", "We put <b>it</b> right.")
    said = client.get(address).content.decode()
    assert "Corrected" in said
    assert "We put &lt;b&gt;it&lt;/b&gt; right." in said
    assert "secretword" not in said
    assert "editor" not in words_of(client, address).split()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client: Client, published: Edition) -> None:
    answer = client.post("/concern/", {**SENT, "kind": "nonsense", "contact": "not an address"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Two secretword sets." in said
    assert "not an address" in said
    assert 'value="/articles/ankle-sprain/"' in said
    links = page_of(said).xpath("//div[@role='alert']//a/@href")
    assert links == ["#id_kind", "#id_contact"]
    assert all(page_of(said).xpath(f"//*[@id='{link[1:]}']") for link in links)
    for text in ("", "  \r\n ", "x" * 2001, "null\x00"):
        assert send(client, text=text) == 422
    assert send(client, contact="x" * 50 + "@" + "x.example" * 30) == 422
    assert Concern.objects.count() == 0
    assert send(client, text="\r\n".join("x" * 1000)[:3998]) == 302  # 2000 as a person counts them


def page_of(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def test_an_address_is_believed_only_if_it_is_one_of_ours(
    client: Client, published: Edition, publish_next: Callable[..., Edition], article: Article, editor: User
) -> None:
    publish_next(lead="Said again.")
    FormerSlug.objects.create(slug="twisted-ankle", article=article)
    save_content(article, complete_content(title="Secretword of a draft", change_note="Renamed."), editor)
    workflow.submit(article, editor)
    draft = Article.objects.create(slug="only-a-draft", owner=editor)
    for path in ("/articles/ankle-sprain/", "/articles/ankle-sprain/review/?x=1#y", "/articles/twisted-ankle/"):
        found = about(path)
        assert (found.path, found.edition and found.edition.number, found.title) == (
            path.partition("?")[0],
            2,
            "Ankle sprain",
        )
    for path in (f"/articles/{draft.slug}/", "/nothing/here/", "/how-we-review/", "/reviewers/ankle-sprain/"):
        assert about(path) == About(path)
    nonsense = ("", "https://x.example/", "//x.example/", "/\\x.example/", "javascript:alert(1)", "/a\nb", "/\x00", "x")
    for path in (*nonsense, "/" + "x" * 500, "/concern/", "/concern/K7QF-2MRA-9TXW/", "/\u202egnp.exe"):
        assert about(path) == About()
        assert client.get("/concern/", {"page": path}).status_code == 200
    unsafe = Edition.objects.get(state="published")
    workflow.withdraw(unsafe, editor, as_="unsafe", reason="Harm.", successor=None)
    found = about("/articles/ankle-sprain/")
    assert (found.edition, found.title) == (unsafe, "")


def test_one_connection_and_all_together_are_limited(client: Client, settings: Settings) -> None:
    assert [send(client) for _each in range(6)] == [302] * 5 + [429]
    settings.PUBLISHER_CONTACT = "help@example.org"
    answer = client.post("/concern/", SENT, REMOTE_ADDR="192.0.2.1")
    said = answer.content.decode()
    assert "Yours was not sent." in said
    assert "Two secretword sets." in said
    assert "mailto:help@example.org" in said
    assert answer["Retry-After"] == "3600"
    assert send(client, "192.0.2.2") == 302
    household = [send(client, f"2001:db8::{number}") for number in range(6)]
    assert household[-1] == 429
    assert send(client, "2001:db8:0:1::1") == 302
    assert Concern.objects.count() == 12
    settings.CONCERNS_AN_HOUR_IN_ALL = 12
    assert send(client, "192.0.2.3") == 429
    kept = Concern.objects.earliest("pk")
    assert client.get(f"/concern/{kept.code}/").status_code == 200
    Concern.objects.update(received_at=timezone.now() - timedelta(hours=2))
    assert send(client, "192.0.2.3") == 302


def test_whom_to_call_follows_the_nation(client: Client, settings: Settings) -> None:
    warning = "//*[@class='not-for-emergencies']"
    assert "call NHS 111." in words(page(client, "/concern/"), warning)
    settings.NATION = "northern-ireland"
    said = words(page(client, "/concern/"), warning)
    assert "Not monitored for emergencies: call 999" in said
    assert "111" not in said


def test_behind_a_proxy_its_word_counts(client: Client, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    settings.CONCERNS_AN_HOUR = 1

    def send_through(forwarded: str) -> int:
        return client.post("/concern/", SENT, headers={"X-Forwarded-For": forwarded}).status_code

    assert [send_through("192.0.2.9"), send_through("192.0.2.8, 192.0.2.9"), send_through("192.0.2.8")] == [
        302,
        429,
        302,
    ]


def test_a_code_is_looked_up_and_guessing_is_stopped(client: Client) -> None:
    concern = concerns.report(About(), "other", "Words.")
    typed = f"/concern/progress/?code={concern.code.lower().replace('-', '+')}"
    answer = client.get(typed, follow=True)
    assert answer.redirect_chain == [(f"/concern/{concern.code}/", 302)]
    assert client.get(f"/concern/{concern.code.lower()}/", follow=True).status_code == 200
    assert client.get("/concern/progress/").status_code == 200
    for wrong in ("/concern/progress/?code=<b>", "/concern/<b>/", "/concern/K7QF-2MRA-9TXW/"):
        answer = client.get(wrong, follow=True)
        assert answer.status_code == 404
        assert "We have no report with this code" in answer.content.decode()
        assert "<b>" not in answer.content.decode()
    answers = [client.get(f"/concern/{concern_codes.new_code()}/").status_code for _each in range(20)]
    assert answers == [404] * 18 + [429] * 2
    assert client.get(f"/concern/{concern.code}/").status_code == 429
    assert client.get(f"/concern/{concern.code}/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_what_happened_is_written_once(published: Edition) -> None:
    concern = concerns.report(About(), "other", "Words.")
    event = concern.events.get()
    assert "never changes" in refused(lambda: ConcernEvent.objects.update(what="Nothing"))
    assert "never deleted" in refused(event.delete)
