"""The tables of the articles room."""

from articles.models.checklist import ArticleKind, ChecklistQuestion
from articles.models.comment import Comment, CommentNote
from articles.models.concern import Concern, ConcernEvent, Correction
from articles.models.draft import (
    FAQ,
    Article,
    ArticleReference,
    Benefit,
    Exercise,
    FormerSlug,
    SafetyNote,
    Section,
)
from articles.models.edition import Edition, EditionImage, EditionReference
from articles.models.finding import Synonyms, Topic
from articles.models.image import Image
from articles.models.imported import FormerAddress, Import, IncomingDocument
from articles.models.notice import Notice, NoticePreference, Witnessed
from articles.models.promotion import Promotion
from articles.models.review import LogEntry, PendingSignature, RequestEvent, Review, ReviewRequest
from articles.models.revision import Revision
from articles.models.search import SearchEntry

__all__ = [
    "FAQ",
    "Article",
    "ArticleKind",
    "ArticleReference",
    "Benefit",
    "ChecklistQuestion",
    "Comment",
    "CommentNote",
    "Concern",
    "ConcernEvent",
    "Correction",
    "Edition",
    "EditionImage",
    "EditionReference",
    "Exercise",
    "FormerAddress",
    "FormerSlug",
    "Image",
    "Import",
    "IncomingDocument",
    "LogEntry",
    "Notice",
    "NoticePreference",
    "PendingSignature",
    "Promotion",
    "RequestEvent",
    "Review",
    "ReviewRequest",
    "Revision",
    "SafetyNote",
    "SearchEntry",
    "Section",
    "Synonyms",
    "Topic",
    "Witnessed",
]
