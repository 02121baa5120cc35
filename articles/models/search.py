"""What search knows of each published edition. Derived: `manage.py reindex` makes it anew at any time."""

from django.db import models

from articles.models.edition import Edition


class SearchEntry(models.Model):
    """The folded words of one edition, by how much they say of it.

    PostgreSQL adds a generated column and its index, SQLite a full-text table beside it: `articles.search.engine`.
    Being here makes nothing visible: what readers see is filtered and proven at every search.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, primary_key=True, related_name="search_entry")
    title = models.TextField()
    headings = models.TextField()
    lead = models.TextField()
    body = models.TextField()
    vocabulary = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"search entry of edition {self.pk}"
