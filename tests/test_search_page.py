"""The search page, whatever is typed; and the publisher's synonyms in the admin."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from articles.models import Synonyms
from articles.search.asking import Results, search
from tests.conftest import signed_in
from tests.reading import page, words
from tests.searching import cast, key_file, keys_of_the_library, library, slugs
from tests.showcase import Cast

__all__ = ["cast", "key_file", "keys_of_the_library", "library"]  # fixtures

HOSTILE = (
    *(
        '"',
        "'",
        "*",
        "knee*",
        '"knee',
        "knee NEAR elbow",
        "NEAR(",
        "NOT",
        "AND OR NOT",
        "(",
        ")",
        "-knee",
        "title:knee",
    ),
    *(
        "^knee",
        "{title} : knee",
        "knee & !elbow",
        "knee | elbow",
        "<->",
        "knee:*",
        "\\",
        "%",
        "_",
        ";--",
        "' OR 1=1 --",
    ),
    *(
        "\x00",
        "kn\x00ee",
        "👍🏽",
        "ركبة",
        "\u202eeenk",
        "膝が痛い",
        "a" * 10_000,
        "knee " * 2_000,
        "\ud800",
        "<b>",
        "&lt;",
    ),
)


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_breaks_it(cast: Cast, client: Client, query: str) -> None:
    text = query.encode("utf-8", "replace").decode()
    answer = client.get("/search/", {"q": text})
    assert answer.status_code == 200
    assert b"\x00" not in answer.content


@given(query=st.text(max_size=40) | st.lists(st.sampled_from([*"\"'*()^:-&|!<>\\", "knee", "OR", " "])).map("".join))
@examples(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_raises(cast: Cast, query: str) -> None:
    assert isinstance(search(query), Results)


def test_nothing_typed_is_an_operator(cast: Cast) -> None:
    plain = slugs("tennis elbow")
    for query in ('"tennis" elbow', "tennis -elbow", "tennis AND NOT elbow", "title:tennis elbow*", "tennis & !elbow"):
        assert slugs(query)[0] == plain[0], query
    assert slugs("tennis OR frozen") == slugs("tennis frozen")
    assert slugs("ELBOW\x00") == slugs("élbow") == slugs("elbow")


def test_a_long_search_is_cut_and_says_so(cast: Cast, client: Client) -> None:
    assert "so we looked for the first words only" in words(page(client, "/search/?q=" + "knee+" * 30))
    assert slugs("elbow " * 500)[0] == "elbow"
    assert "so we looked" not in words(page(client, "/search/?q=knee"))


class TestThePage:
    def test_says_what_was_found(self, cast: Cast, client: Client) -> None:
        document = page(client, "/search/?q=Plantar+fasciitis")
        text = words(document)
        assert "1 article found" in text
        assert document.xpath("//main//li//a/@href") == ["/articles/heel/"]
        assert "Checked by Clinician (Physiotherapist) on" in text
        assert {mark.text for mark in document.xpath("//main//mark")} >= {"plantar", "fasciitis"}
        assert document.xpath("//input[@name='q']/@value") == ["Plantar fasciitis"]
        assert document.xpath("//form[@role='search']/@method") == ["get"]
        assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]

    def test_helps_when_nothing_is_found(self, cast: Cast, client: Client) -> None:
        document = page(client, "/search/?q=quetzalcoatl")
        assert "Nothing found for “quetzalcoatl”" in words(document)
        assert "If you are worried about a symptom, call" in words(document)
        assert document.xpath("//main//a[@href='tel:999']")
        assert "/articles/" in document.xpath("//main//a/@href")

    def test_asks_only_when_nothing_was_typed(self, cast: Cast, client: Client) -> None:
        for address in ("/search/", "/search/?q=", "/search/?q=++", "/search/?other=knee"):
            document = page(client, address)
            assert document.xpath("//main//*[self::h2 or self::li or self::mark]") == []
            assert len(document.xpath("//main//input")) == 1

    def test_sets_no_cookie_and_keeps_nothing(
        self, cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        answer = client.get("/search/?q=knee")
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-cache"
        assert caplog.text == ""

    def test_shows_twenty_at_most_and_says_that_there_are_more(
        self, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("articles.search.asking.MOST_HITS", 3)
        text = words(page(client, "/search/?q=pain"))
        assert "The 3 best articles" in text
        assert "There are more." in text


class TestSynonymsInTheAdmin:
    ADD = "/admin/articles/synonyms/add/"

    def test_are_saved_tidily(self, cast: Cast) -> None:
        answer = signed_in(cast.publisher).post(
            self.ADD, {"phrases": " spanner   arm\r\n\r\nspanner arms\r\nwrench arm"}
        )
        assert answer.status_code == 302
        assert Synonyms.objects.latest("pk").phrases == "spanner arm\nwrench arm"

    @pytest.mark.parametrize(
        ("phrases", "said"),
        [
            ("one arm\nOne Arms", "at least two words or phrases"),
            ("???\n!!!", "at least two words or phrases"),
            ("wrench arm\njumpers knees", "“jumpers knees” is in another group already: jumper&#x27;s knee, patellar"),
        ],
    )
    def test_are_refused_with_a_reason_and_kept_on_the_page(self, cast: Cast, phrases: str, said: str) -> None:
        count = Synonyms.objects.count()
        answer = signed_in(cast.publisher).post(self.ADD, {"phrases": phrases})
        assert said in answer.content.decode()
        assert phrases.splitlines()[0] in answer.content.decode()
        assert Synonyms.objects.count() == count

    def test_a_group_does_not_clash_with_itself(self, cast: Cast) -> None:
        group = Synonyms.objects.create(phrases="spanner arm\nwrench arm")
        address = f"/admin/articles/synonyms/{group.pk}/change/"
        assert signed_in(cast.publisher).post(address, {"phrases": "spanner arm\ntool arm"}).status_code == 302
