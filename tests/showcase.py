"""One article in every state that an article can be in, and the address of every page there is to look at."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from PIL import Image as Pillow

from articles import comments, concerns, corrections, drafting, images, workflow
from articles.concern_page import about
from articles.content import Content, NoteKind, SafetyNote, Section, SectionKind, Urgency
from articles.importing.document import import_text
from articles.importing.incoming import take_in
from articles.importing.plain_text import read_text
from articles.importing.save import save_draft
from articles.models import (
    Article,
    ArticleKind,
    Comment,
    Concern,
    Edition,
    FormerAddress,
    FormerSlug,
    Image,
    Import,
    IncomingDocument,
    PendingSignature,
    Promotion,
    ReviewRequest,
    Topic,
    Witnessed,
)
from reviewers.models import Specialty
from tests import sign
from tests.conftest import complete_content, save_content

PUBLIC_PAGES = {
    "home": "/",
    "list": "/articles/",
    "topics": "/topics/",
    "topic": "/topics/ankle/",
    "reviewers": "/reviewers/",
    "second edition": "/articles/ankle-sprain/",
    "first edition": "/articles/knee-pain/",
    "out of date": "/articles/stiff-neck/",
    "revoked": "/articles/sore-shoulder/",
    "unsafe": "/articles/bad-advice/",
    "an edition of an unsafe article": "/articles/bad-advice/editions/1.html",
    "not found": "/articles/nothing-here/",
    "choosing exercises": "/articles/ankle-sprain/exercises/",
    "sheet of exercises": "/articles/ankle-sprain/exercises/?exercise=1&size=large",
    "sheet of a revoked article": "/articles/sore-shoulder/exercises/?exercise=1&size=normal",
    "wrong choice of exercises": "/articles/ankle-sprain/exercises/?exercise=9",
    "profile": "/reviewers/clinician/",
    "record": "/articles/ankle-sprain/review/",
    "record of a revocation": "/articles/sore-shoulder/review/",
    "how we review": "/how-we-review/",
    "proof": "/how-we-review/proof/",
    "design": "/design/",
    "concern": "/concern/?page=/articles/ankle-sprain/",
    "concern received": "/concern/K7QF-2MRA-9TXW/",
    "look up a concern": "/concern/progress/",
    "corrections": "/corrections/",
    "search": "/search/?q=ankel+exercises",
    "nothing found": "/search/?q=zanzibar",
    "funding": "/about/funding/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "sign-in": "/sign-in/?next=/desk/",
}


@dataclass(frozen=True)
class Cast:
    """The people of the showcase."""

    editor: User
    clinician: User
    publisher: User
    specialty: Specialty

    def draft(self, slug: str, content: Content) -> Article:
        article = Article.objects.create(slug=slug, owner=self.editor)
        article.specialties.add(self.specialty)
        save_content(article, content, self.editor)
        return article

    def change(self, article: Article, **changes: object) -> None:
        save_content(article, drafting.content_of(article).model_copy(update=changes), self.editor)

    def approve(self, article: Article) -> Edition:
        edition = workflow.submit(article, self.editor)
        sign.approve(edition, self.clinician, digest=edition.digest, scope="whole", interests="none")
        edition.refresh_from_db()
        return edition

    def publish(self, article: Article) -> Edition:
        edition = self.approve(article)
        workflow.publish(edition, self.publisher)
        edition.refresh_from_db()
        return edition


def set_up(cast: Cast) -> None:
    """Every state, each as an article of its own. Needs the reference nhs-2024 in the library."""
    ankle = cast.draft("ankle-sprain", rich_content(picture(cast.editor)))
    cast.publish(ankle)
    FormerSlug.objects.create(slug="twisted-ankle", article=ankle)
    FormerAddress.objects.create(path="/blog/twisted-ankle", article=ankle)
    _promote(ankle)
    Topic.objects.create(name="Ankle", slug="ankle", summary="Sore ankles.").articles.add(ankle)
    cast.change(ankle, lead="A sprained ankle usually gets better at home.", change_note="Said more clearly.")
    cast.publish(ankle)
    cast.change(ankle, lead="Most sprained ankles get better at home.", change_note="Said more clearly again.")
    for said in _discuss(workflow.submit(ankle, cast.editor), cast):
        comments.resolve(said, cast.editor, "It stands in another section.")
    cast.publish(cast.draft("knee-pain", complete_content(title="Knee pain")))
    stiff = cast.publish(cast.draft("stiff-neck", complete_content(title="Stiff neck")))
    workflow.withdraw(stiff, cast.editor, as_="out of date", reason="New guidance came out.", successor=ankle)
    bad = cast.publish(cast.draft("bad-advice", complete_content(title="Bad advice")))
    workflow.withdraw(bad, cast.editor, as_="unsafe", reason="One exercise may do harm.", successor=ankle)
    sore = cast.publish(cast.draft("sore-shoulder", complete_content(title="Sore shoulder")))
    sign.revoke(sore, cast.clinician, note="I overlooked something.")
    cast.approve(cast.draft("tight-calf", complete_content(title="Tight calf")))
    returned = workflow.submit(cast.draft("weak-grip", complete_content(title="Weak grip")), cast.editor)
    _discuss(returned, cast)
    workflow.return_(returned, cast.clinician, digest=returned.digest, note="Say when to stop.")
    import_half_a_document(cast)
    take_in(read_text("Lead.\nHelp\nWords (Nobody, 2019).\n"), cast.editor, source_name="next.txt", sha256="0" * 64)
    _correct(ankle, bad, cast)
    ArticleKind.objects.create(name="Medicine")
    Witnessed.objects.create(day=timezone.localdate(), seq=1, entry_hash="0" * 64)


def _correct(ankle: Article, gone: Edition, cast: Cast) -> None:
    """A concern that waits, with a code that everybody knows; and two corrections, one of an article that is gone."""
    concern = concerns.report(about(ankle.get_absolute_url()), "wrong", "The second step is unclear.")
    Concern.objects.filter(pk=concern.pk).update(code="K7QF-2MRA-9TXW")
    newest = ankle.editions.filter(state=Edition.State.PUBLISHED).first()
    for article, edition in ((ankle, newest), (gone.article, None)):
        corrections.publish(
            article, cast.publisher, was_wrong="Three sets.", put_right="We wrote two sets.", edition=edition
        )


def _discuss(edition: Edition, cast: Cast) -> tuple[Comment, ...]:
    """A comment, and one with other words, each answered by an editor."""
    wordings: tuple[dict[str, str], ...] = (
        {},
        {"field": "lead", "suggestion": "Most sprained ankles get better at home within weeks."},
    )
    said = tuple(
        comments.comment(edition, cast.clinician, "lead", "Say how long.", digest=edition.digest, **wording)
        for wording in wordings
    )
    for each in said:
        comments.answer(each, cast.editor, "Is there a source?")
    return said


def import_half_a_document(cast: Cast) -> Import:
    """A draft with errors, and what was found beside it."""
    document = "Lead.\nBy: Jo Bloggs-Example\nHelp\nWords (Nobody, 2019).\nBook an appointment online.\n"
    imported = import_text(document, "Half done")
    return save_draft(
        imported,
        slug="half-done",
        owner=cast.editor,
        source_name="half.txt",
        document=read_text(document),
        specialties=[cast.specialty],
    )


def rich_content(image: Image) -> Content:
    """The complete content with everything more that Markdown and a house article may hold."""
    complete = complete_content()
    text = Section(
        heading="What helps & what does not",
        body=(
            f"Some words, **strong**, *soft* and `as typed`.\n\n![A foot on a step](media:{image.sha256})\n\n"
            "### A smaller heading\n\n> Somebody said this.\n\n3. Third\n4. Fourth\n   - inside\n\n---\n\n"
            "| Day | How long |\n|:----|-----:|\n| First | 5 minutes |\n| Then | [x](https://example.org/?a&b) |\n\n"
            "Write to [us](mailto:us@example.org) or call [0800](tel:0800) [@nhs-2024, p. 3; @nhs-2024]."
        ),
    )
    notes = Section(
        kind=SectionKind.SAFETY,
        heading="More signs",
        safety_notes=tuple(
            SafetyNote(kind=NoteKind.RED_FLAG, label=label, text=f"It is {label.lower()}.", urgency=urgency)
            for label, urgency in (("Numb", Urgency.URGENT), ("Stiff", Urgency.SOON))
        ),
    )
    return complete.model_copy(update={"sections": (text, *complete.sections, notes)})


def picture(by: User, colour: str = "teal") -> Image:
    drawn = io.BytesIO()
    Pillow.new("RGB", (40, 30), colour).save(drawn, format="PNG")
    return images.store(SimpleUploadedFile("foot.png", drawn.getvalue()), by)


def _promote(article: Article) -> None:
    for kind in ("booking", "recruiting"):
        promotion = Promotion.objects.create(
            kind=kind,
            heading=f"A {kind} offer",
            text="Words.\n\nMore words.",
            link_label="Go",
            url="https://example.org/",
        )
        promotion.articles.add(article)
        promotion.active = True
        promotion.save()


def every_address() -> Iterator[tuple[str, str]]:
    """(name, path) of every address that the site answers, its parameters filled in from what the database holds."""
    for name, route in _routes(get_resolver().url_patterns, "", ""):
        filled = re.sub(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)", partial(_value, name), route)
        yield name, "/" + re.sub(r"[\^$]|\\Z", "", filled)


def _routes(patterns: list[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route, f"{each.namespace}:" if each.namespace else space)
        else:
            yield f"{space}{each.name or route}", route


def _of_import(name: str, parameter: str) -> str:
    if name.endswith("_incoming"):
        return str(IncomingDocument.objects.latest("pk").pk)
    found = Import.objects.latest("pk")
    return str(found.article_id if parameter == "pk" else found.pk)


def _value(name: str, match: re.Match[str]) -> str:
    """Something that is there for a parameter of an address. Raises KeyError for one that nobody thought of."""
    parameter = match[1] or match[2]
    model = re.match(r"admin:(articles|auth|references|reviewers)_([a-z]+)_", name)
    if parameter in ("object_id", "id", "pk") and model and model[1] == "auth":
        return str(User.objects.get(username="clinician").pk)
    if parameter in ("object_id", "id") and model:
        last = apps.get_model(model[1], model[2])._default_manager.order_by("pk").last()
        return str(last.pk if last else 1)
    if name.endswith(("_imported", "_incoming")):
        return _of_import(name, parameter)
    if name == "desk:sign":
        return str(PendingSignature.objects.earliest("pk").pk)
    if name in ("desk:renew", "desk:withdraw"):
        return str(Edition.objects.filter(article=_ankle(), state__in=Edition.PUBLIC).earliest("-number").pk)
    if name == "account-remove":
        return "0"  # nobody's
    if name in ("desk:claim", "desk:release", "desk:decline"):
        return str(ReviewRequest.objects.latest("pk").pk)
    if parameter == "request_pk":
        return str(ReviewRequest.objects.filter(edition__article=_ankle()).latest("pk").pk)
    if name in ("topic", "topic-feed"):
        return "ankle"
    return {
        "pk": str(Edition.objects.in_flight().earliest("pk").pk) if "desk:" in name else str(_ankle().pk),
        "number": "1",
        "comment": str(Comment.objects.filter(article=_ankle()).latest("pk").pk) if Comment.objects.exists() else "1",
        "slug": "clinician" if name == "reviewer" else "ankle-sprain",
        "sha256": Image.objects.latest("pk").sha256,
        "app_label": "articles",
        "url": "nothing-here",
        "content_type_id": "1",
        "uidb64": "MQ",
        "token": "x-y",
        "code": "K7QF-2MRA-9TXW",
        "object_id": "1",
        "ending": "docx",
    }[parameter]


def _ankle() -> Article:
    return Article.objects.get(slug="ankle-sprain")
