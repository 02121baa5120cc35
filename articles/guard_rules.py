"""What the database refuses by itself, as data: `articles.guards` makes triggers of it."""

# ruff: noqa: S608 - every statement here is made of this file's own constants

EDITION, REVIEW, LOG, REVISION = "articles_edition", "articles_review", "articles_logentry", "articles_revision"
COMMENT, COMMENT_NOTE = "articles_comment", "articles_commentnote"
PENDING = "articles_pendingsignature"

INSERT_ONLY = {
    "comment_note": (COMMENT_NOTE, "a note"),
    "concern_event": ("articles_concernevent", "what happened to a concern"),
    "correction": ("articles_correction", "a correction"),
    "request_event": ("articles_requestevent", "what happened to a request"),
    "status_change": ("reviewers_statuschange", "a change of status"),
    "identity_check": ("reviewers_identitycheck", "an identity check"),
}
"""Records that are written once: the name of their guards, their table, and what the database calls one."""

TABLES = (EDITION, REVIEW, LOG, REVISION, COMMENT, PENDING, *(table for table, _what in INSERT_ONLY.values()))

FROZEN = (
    "id",
    "article_id",
    "number",
    "content",
    "html",
    "digest",
    "language",
    "required_specialties",
    "revision_number",
    "contributors",
    "submitted_by_id",
    "submitted_at",
)
"""The columns of an edition that never change."""

SAID = (
    "id",
    "article_id",
    "edition_id",
    "place",
    "label",
    "text",
    "field",
    "wording",
    "suggestion",
    "author_id",
    "at",
)
"""The columns of a comment that never change: all but whether it is open."""

TRANSITIONS = {
    "in review": ("approved", "returned", "recalled"),
    "approved": ("published", "recalled"),
    "published": ("superseded", "withdrawn"),
    "withdrawn": ("published",),
}
"""Every move of an edition's state, from → to. A state that is not named here is an end."""

_ALLOWED = " OR ".join(
    f"(OLD.state = '{old}' AND NEW.state IN ({', '.join(repr(new) for new in news)}))"
    for old, news in TRANSITIONS.items()
)

# (name, table, event, condition under which the database refuses, the sentence it refuses with).
# {differs} is the operator for "differs, NULL counted as a value".
RULES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "edition_starts_in_review",
        EDITION,
        "INSERT",
        "NEW.state <> 'in review' OR NEW.withdrawn_as <> ''",
        "an edition starts in review",
    ),
    (
        # INSERT OR REPLACE fires no DELETE trigger, so every row that it would replace is refused here.
        "edition_replaces_none",
        EDITION,
        "INSERT",
        (
            f"EXISTS (SELECT 1 FROM {EDITION} e WHERE e.id = NEW.id OR (e.article_id = NEW.article_id"
            " AND (e.number = NEW.number OR e.state IN ('in review', 'approved'))))"
        ),
        "an edition is never replaced, and one at a time is in flight",
    ),
    (
        "edition_frozen",
        EDITION,
        "UPDATE",
        " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in FROZEN),
        "a frozen edition never changes",
    ),
    (
        "edition_moves_by_the_table",
        EDITION,
        "UPDATE",
        f"NEW.state <> OLD.state AND NOT ({_ALLOWED})",
        "an edition can't move that way",
    ),
    (
        "edition_needs_an_approval",
        EDITION,
        "UPDATE",
        (
            "NEW.state <> OLD.state AND NEW.state IN ('approved', 'published') AND NOT EXISTS"
            f" (SELECT 1 FROM {REVIEW} r WHERE r.edition_id = NEW.id AND r.digest = NEW.digest"
            " AND r.decision IN ('approve', 'renew'))"
        ),
        "an edition needs a recorded approval of its digest",
    ),
    (
        # UPDATE OR REPLACE would delete the other one.
        "edition_publishes_over_none",
        EDITION,
        "UPDATE",
        (
            "NEW.state <> OLD.state AND NEW.state = 'published' AND EXISTS"
            f" (SELECT 1 FROM {EDITION} e WHERE e.article_id = NEW.article_id AND e.id <> NEW.id"
            " AND e.state = 'published')"
        ),
        "one edition of an article is published at a time",
    ),
    ("edition_stays", EDITION, "DELETE", "", "an edition is never deleted"),
    (
        "review_replaces_none",
        REVIEW,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {REVIEW} r WHERE r.id = NEW.id)",
        "a review is never replaced",
    ),
    (
        "review_names_its_digest",
        REVIEW,
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {EDITION} e WHERE e.id = NEW.edition_id AND e.digest = NEW.digest)",
        "a review is of its edition's digest",
    ),
    ("review_fixed", REVIEW, "UPDATE", "", "a review never changes"),
    ("review_stays", REVIEW, "DELETE", "", "a review is never deleted"),
    (
        "log_grows_at_its_end",
        LOG,
        "INSERT",
        (
            f"NEW.seq <> 1 + COALESCE((SELECT MAX(l.seq) FROM {LOG} l), 0)"
            f" OR NEW.previous <> COALESCE((SELECT l.entry_hash FROM {LOG} l ORDER BY l.seq DESC LIMIT 1),"
            f" '{'0' * 64}')"
            f" OR EXISTS (SELECT 1 FROM {LOG} l WHERE l.review_id = NEW.review_id OR l.entry_hash = NEW.entry_hash)"
        ),
        "the log grows only at its end",
    ),
    ("log_fixed", LOG, "UPDATE", "", "a log entry never changes"),
    ("log_stays", LOG, "DELETE", "", "a log entry is never deleted"),
    (
        "revision_replaces_none",
        REVISION,
        "INSERT",
        (
            f"EXISTS (SELECT 1 FROM {REVISION} r WHERE r.id = NEW.id"
            " OR (r.article_id = NEW.article_id AND r.number = NEW.number))"
        ),
        "a revision is never replaced",
    ),
    ("revision_fixed", REVISION, "UPDATE", "", "a revision never changes"),
    ("revision_stays", REVISION, "DELETE", "", "a revision is never deleted"),
    (
        "comment_replaces_none",
        COMMENT,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {COMMENT} c WHERE c.id = NEW.id)",
        "a comment is never replaced",
    ),
    (
        "comment_fixed",
        COMMENT,
        "UPDATE",
        " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in SAID),
        "a comment never changes",
    ),
    ("comment_stays", COMMENT, "DELETE", "", "a comment is never deleted"),
    (
        "pending_signature_fixed",
        PENDING,
        "UPDATE",
        (
            " OR ".join(
                f"NEW.{column} {{differs}} OLD.{column}" for column in ("statement", "edition_id", "reviewer_id")
            )
            + " OR (OLD.used_at IS NOT NULL AND NEW.used_at {differs} OLD.used_at)"
        ),
        "a statement that waits to be signed never changes",
    ),
    *(
        rule
        for name, (table, what) in INSERT_ONLY.items()
        for rule in (
            (
                f"{name}_replaces_none",
                table,
                "INSERT",
                f"EXISTS (SELECT 1 FROM {table} r WHERE r.id = NEW.id)",
                f"{what} is never replaced",
            ),
            (f"{name}_fixed", table, "UPDATE", "", f"{what} never changes"),
            (f"{name}_stays", table, "DELETE", "", f"{what} is never deleted"),
        )
    ),
)
