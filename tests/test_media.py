"""Images are public while a readable edition shows them, for the house before that, and gone with an unsafe one."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow

from articles import images, workflow
from articles.models import Article, Edition, Image
from tests import sign
from tests.conftest import complete_content, save_content


@pytest.fixture
def image(editor: User) -> Image:
    drawn = io.BytesIO()
    Pillow.new("RGB", (4, 3), "teal").save(drawn, format="PNG")
    return images.store(SimpleUploadedFile("ankle.png", drawn.getvalue()), editor)


@pytest.fixture
def illustrated(article: Article, image: Image, editor: User) -> Article:
    lead = f"A sprained ankle often gets better at home.\n\n![An ankle](media:{image.sha256})"
    save_content(article, complete_content(lead=lead), editor)
    return article


@pytest.fixture
def shown(illustrated: Article, editor: User, clinician: User, publisher: User) -> Edition:
    edition = workflow.submit(illustrated, editor)
    sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")
    workflow.publish(edition, publisher)
    edition.refresh_from_db()
    return edition


def address(image: Image) -> str:
    return f"/media/{image.sha256}"


def test_a_published_one_is_served_as_what_it_is(client: Client, shown: Edition, image: Image) -> None:
    assert f'src="{address(image)}"' in client.get("/articles/ankle-sprain/").content.decode()
    answer = client.get(address(image))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Pillow.open(io.BytesIO(answer.content)).size == (4, 3)
    assert client.get(address(image), headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    assert not answer.cookies


@pytest.mark.parametrize("submitted", [False, True])
def test_one_of_a_draft_is_for_the_house_only(
    client: Client, illustrated: Article, image: Image, editor: User, clinician: User, submitted: bool
) -> None:
    if submitted:
        workflow.submit(illustrated, editor)
    assert client.get(address(image)).status_code == 404
    for person in (editor, clinician):
        client.force_login(person)
        answer = client.get(address(image))
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
    client.force_login(User.objects.create_user("stranger"))
    assert client.get(address(image)).status_code == 404


def test_one_of_an_unsafe_article_is_gone(client: Client, shown: Edition, image: Image, editor: User) -> None:
    assert client.get(address(image)).status_code == 200
    workflow.withdraw(shown, editor, as_="unsafe", reason="The picture shows it wrong.")
    answer = client.get(address(image))
    assert (answer.status_code, b"PNG" in answer.content) == (410, False)


def test_one_whose_bytes_were_changed_is_not_shown(client: Client, shown: Edition, image: Image) -> None:
    stored = Path(image.file.path)
    stored.write_bytes(stored.read_bytes() + b"!")
    answer = client.get(address(image))
    assert (answer.status_code, b"PNG" in answer.content) == (503, False)


@pytest.mark.parametrize("wrong", ["/media/" + "0" * 64, "/media/../settings.py", "/media/x.png", "/media/"])
def test_anything_else_is_not_found(client: Client, shown: Edition, wrong: str) -> None:
    assert client.get(wrong).status_code == 404
