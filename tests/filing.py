"""Articles brought all the way to readers, filed under topics: what the pages for finding them are tried with."""

from django.contrib.auth.models import User

from articles import drafting, workflow
from articles.models import Article, Edition, Topic
from reviewers.models import Specialty
from tests import sign
from tests.conftest import complete_content, save_content


class House:
    """The people who bring an article to readers."""

    def __init__(self, editor: User, clinician: User, publisher: User, specialty: Specialty) -> None:
        self.editor, self.clinician, self.publisher, self.specialty = editor, clinician, publisher, specialty

    def submit(self, slug: str, title: str, **changes: object) -> Edition:
        article, _made = Article.objects.get_or_create(slug=slug, defaults={"owner": self.editor})
        article.specialties.set([self.specialty])
        save_content(article, complete_content(title=title, **changes), self.editor)
        return workflow.submit(article, self.editor)

    def publish(self, slug: str, title: str, *, by: User | None = None, **changes: object) -> Edition:
        edition = self.submit(slug, title, **changes)
        sign.approve(edition, by or self.clinician, digest=edition.digest, scope="whole", interests="none")
        edition.refresh_from_db()
        workflow.publish(edition, self.publisher)
        edition.refresh_from_db()
        return edition

    def publish_again(self, article: Article, **changes: object) -> Edition:
        kept = drafting.content_of(article)
        fields = {name: getattr(kept, name) for name in ("lead", "sections")}
        return self.publish(article.slug, kept.title, **{**fields, "change_note": "Said more clearly.", **changes})


def file_under(name: str, *editions: Edition, order: int = 0, summary: str = "") -> Topic:
    topic = Topic.objects.create(name=name, slug=name.lower().replace(" ", "-"), order=order, summary=summary)
    topic.articles.set([edition.article for edition in editions])
    return topic
