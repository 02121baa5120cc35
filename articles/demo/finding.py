"""What helps readers of the demo to find an article, and what one of them reported."""

from typing import NamedTuple

from django.urls import reverse

from articles.demo import articles as cast
from articles.demo.articles import DemoArticle
from articles.demo.screens import Screens
from articles.models import Article, Synonyms


class DemoTopic(NamedTuple):
    """A topic and all of its articles: readers see those that are published."""

    name: str
    slug: str
    summary: str
    articles: tuple[DemoArticle, ...]


TOPICS = (
    DemoTopic(
        "Back and neck",
        "back-and-neck",
        "Gentle movement for a sore or stiff back and neck.",
        (cast.PUBLISHED, cast.NECK),
    ),
    DemoTopic(
        "Hip and knee",
        "hip-and-knee",
        "Exercises for knees that hurt on stairs, in sport or in later life.",
        (cast.JUMPERS_KNEE, cast.KNEE),
    ),
    DemoTopic("Foot and ankle", "foot-and-ankle", "Help for sore heels and ankles.", (cast.HEEL, cast.RETURNED)),
    DemoTopic(
        "Shoulder and arm",
        "shoulder-and-arm",
        "How to keep a painful shoulder or elbow moving.",
        (cast.IN_REVIEW, cast.DRAFT),
    ),
)

SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("jumper's knee", "patellar tendinopathy", "patellar tendinitis", "patellar tendonitis", "pain below the kneecap"),
    ("heel pain", "plantar fasciitis", "sore heel", "pain under foot"),
    ("back pain", "bad back", "backache", "lumbago"),
    ("neck pain", "stiff neck", "sore neck"),
    ("knee arthritis", "osteoarthritis of the knee", "worn knee", "stiff knee"),
)

_CONCERN = {
    "kind": "unclear",
    "text": "The page says to cool a sore heel with an ice pack. Please say whether I may use a heat pack instead.",
}


def make_topics(editor: Screens) -> None:
    for order, topic in enumerate(TOPICS, 1):
        filed = Article.objects.filter(slug__in=[article.slug for article in topic.articles])
        editor.send(
            reverse("admin:articles_topic_add"),
            {
                "name": topic.name,
                "slug": topic.slug,
                "summary": topic.summary,
                "order": str(order),
                "articles": [str(article.pk) for article in filed],
            },
        )


def set_synonyms(publisher: Screens) -> None:
    """Phrases join the group that has one of them already; the others become a group of their own."""
    for phrases in SYNONYMS:
        groups = [group for group in Synonyms.objects.all() if set(phrases) & set(group.phrases.splitlines())]
        known = groups[0].phrases.splitlines() if groups else []
        address = (
            reverse("admin:articles_synonyms_change", args=[groups[0].pk])
            if groups
            else reverse("admin:articles_synonyms_add")
        )
        publisher.send(address, {"phrases": "\n".join(dict.fromkeys([*known, *phrases]))})


def report_concern(reader: Screens) -> None:
    """A reader without an account, who came from the page about heel pain."""
    reader.send(f"{reverse('concern')}?page={reverse('article', args=[cast.HEEL.slug])}", _CONCERN)
