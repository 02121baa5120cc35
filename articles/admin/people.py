"""Accounts and their roles. A role is a group; which groups there are, the rules say."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import rules
from articles.admin.access import RuledAdmin
from articles.rules import Person


def may_manage_people(person: Person) -> bool:
    return rules.has_role(person, rules.ADMINISTRATOR)


admin.site.unregister([User, Group])


@admin.register(Group)
class RoleAdmin(RuledAdmin):
    """Roles can be looked at; they are given to people on the people's own pages."""

    sees = staticmethod(may_manage_people)

    list_display = ("name",)
    fields = ("name",)


@admin.register(User)
class PersonAdmin(RuledAdmin, UserAdmin):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """Accounts are switched off, never deleted: their names stand under what they did."""

    sees = adds = staticmethod(may_manage_people)

    list_display = ("username", "email", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "groups")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("What they may do"), {"fields": ("is_active", "is_staff", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody takes a superuser's account over but a superuser."""
        if obj is not None and obj.is_superuser and not getattr(request.user, "is_superuser", False):
            return False
        return may_manage_people(request.user)
