"""Accounts and their roles. A role is a group; which groups there are, the rules say."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles import invitations, rules
from articles.admin import lost_device
from articles.admin.access import RuledAdmin, person
from articles.admin.vouching import identity_checks

admin.site.unregister([User, Group])


@admin.register(Group)
class RoleAdmin(RuledAdmin):
    """Roles can be looked at; they are given to people on the people's own pages."""

    sees = staticmethod(rules.may_manage_people)

    list_display = ("name",)
    fields = ("name",)


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """Without a password: nobody sets another person's."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "groups")
        field_classes = {"username": UsernameField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].required = True


class InvitationForm(PersonForm):
    """A new account. Whoever opens it says how they know whom they open it for."""

    how = forms.CharField(
        label=_("How do you know that the name and the e-mail address are this person's?"),
        help_text=_("For example: passport and register entry shown in a video call. It is kept, with your name."),
        max_length=300,
    )


@admin.register(User)
class PersonAdmin(RuledAdmin, UserAdmin):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """Accounts are switched off, never deleted: their names stand under what they did."""

    sees = adds = staticmethod(rules.may_manage_people)

    form = PersonForm
    add_form = InvitationForm
    add_form_template = None
    change_form_template = "admin/auth/user/account.html"
    list_display = ("username", "email", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "groups")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username",)}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("What they may do"), {"fields": ("is_active", "is_staff", "groups")}),
        (_("Who vouches for it"), {"fields": ("vouchers",)}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email"), "description": _(
            "An invitation goes to the e-mail address. The person opens its link, chooses a password and adds a second "
            "factor."
        )}),
        (_("What they may do"), {"fields": ("groups",), "description": _("A clinician's account needs no role.")}),
        (_("Who vouches for it"), {"fields": ("how",)}),
    )  # fmt: skip
    readonly_fields = ("vouchers", "last_login", "date_joined")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody takes a superuser's account over but a superuser."""
        if obj is not None and obj.is_superuser and not getattr(request.user, "is_superuser", False):
            return False
        return rules.may_manage_people(request.user)

    @admin.display(description=_("identity checks"))
    def vouchers(self, account: User) -> str:
        return identity_checks(account)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/link/", view(require_POST(self.send_link)), name="auth_user_link"),
            path("<int:pk>/lost-device/", view(lost_device.page), name="auth_user_lost_device"),
        ]
        return own + [url for url in super().get_urls() if url.name != "auth_user_password_change"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if change:
            former = User.objects.get(pk=obj.pk).email
            super().save_model(request, obj, form, change)
            if former and former != obj.email:
                what = gettext("Its e-mail address is now %(email)s.") % {"email": obj.email}
                invitations.tell_of_change(obj, what, to=former)
            return
        obj.set_unusable_password()
        obj.is_staff = bool(form.cleaned_data["groups"])
        super().save_model(request, obj, form, change)
        invitations.vouch_for_account(obj, form.cleaned_data["how"], person(request))

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        _say_whether_sent(request, obj, invitations.send_invitation(obj, person(request)))
        return super().response_add(request, obj, post_url_continue)

    def send_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        """An invitation again, or a link to set a new password. The second factor stays as it is."""
        account = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        _say_whether_sent(request, account, invitations.send_password_link(account))
        return redirect("admin:auth_user_change", pk)


def _say_whether_sent(request: HttpRequest, account: User, was_sent: bool) -> None:
    if was_sent:
        messages.success(request, gettext("A link was sent to %(email)s.") % {"email": account.email})
    else:
        what = gettext("The link to %(email)s could not be sent. The account is kept: send the link again later.")
        messages.error(request, what % {"email": account.email})
