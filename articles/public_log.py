"""What the public log tells of each entry."""

from articles.models import Edition, LogEntry


def told(entry: LogEntry) -> dict[str, str]:
    """The entry's signed text, its hash and signature, and what it is about.

    A statement is public together with how it was signed, or not at all. What is said of an edition that readers have
    not seen stays unsaid until they do; its entry keeps the chain whole.
    """
    is_public = entry.statement != "" and entry.edition.state in Edition.PUBLIC
    return {
        "entry": entry.entry,
        "hash": entry.entry_hash,
        "signature": entry.signature,
        "statement": entry.statement if is_public else "",
        "evidence": entry.review.evidence if is_public and entry.review else "",
    }
