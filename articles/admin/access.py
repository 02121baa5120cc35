"""Who may see and change what in the admin: the answers come from `articles.rules`, never from Django's permissions.

A record that a class says nothing about can be seen by nobody, and nothing can be deleted.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from articles import rules
from articles.models import Article
from articles.roles import Person

Rule = Callable[[Person], bool]


def person(request: HttpRequest) -> User:
    """Who is signed in. Raises PermissionDenied if nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def nobody(_person: Person) -> bool:
    return False


class RuledAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """Asks one rule for each of seeing, adding, changing and deleting. No actions on whole lists."""

    sees: Rule = staticmethod(nobody)
    adds: Rule = staticmethod(nobody)
    changes: Rule = staticmethod(nobody)
    deletes: Rule = staticmethod(nobody)

    actions = None
    view_on_site = False
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.sees(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.sees(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.adds(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.changes(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletes(request.user)


class RowsOfArticle(admin.StackedInline):  # type: ignore[type-arg]  # as above
    """Rows on the article's page: whoever may edit the article may edit its rows."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.may_see_drafts(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return isinstance(obj, Article) and rules.may_edit(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return isinstance(obj, Article) and rules.may_edit(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return isinstance(obj, Article) and rules.may_edit(request.user, obj)
