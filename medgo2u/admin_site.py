"""The editors' site: the Django admin behind our own sign-in, for the people whom the rules let in."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import rules


class EditorsSite(AdminSite):
    site_header = _("Editing")
    site_title = _("Editing")
    index_title = _("Editing")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return rules.may_use_admin(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the one sign-in page. Somebody who is signed in and has no part here is told so."""
        if request.user.is_authenticated and not self.has_permission(request):
            context = {"is_clinician": rules.reviewer_of(request.user) is not None}
            return render(request, "registration/no_part.html", context, status=403)
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
