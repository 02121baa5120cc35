"""The page on which each person chooses when to be told."""

from typing import ClassVar

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles.models import NoticePreference


class PreferenceForm(forms.Form):
    """At once, or once a day."""

    AT_ONCE, DAILY = "at once", "daily"
    CHOICES: ClassVar = [(AT_ONCE, _("At once, each in a message of its own")), (DAILY, _("Once a day, all in one"))]

    when = forms.ChoiceField(label=_("When should we write?"), choices=CHOICES, widget=forms.RadioSelect)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preference(request: HttpRequest) -> HttpResponse:
    """Show the person's choice, or save it. 422 for a choice that is none."""
    person = request.user
    if not isinstance(person, User):
        raise PermissionDenied
    if request.method == "POST":
        form = PreferenceForm(request.POST)
        if form.is_valid():
            daily = form.cleaned_data["when"] == PreferenceForm.DAILY
            NoticePreference.objects.update_or_create(person=person, defaults={"daily": daily})
            return redirect(reverse("notice-preference") + "?saved")
    else:
        daily = NoticePreference.objects.filter(person=person, daily=True).exists()
        form = PreferenceForm(initial={"when": PreferenceForm.DAILY if daily else PreferenceForm.AT_ONCE})
    context = {"form": form, "is_saved": "saved" in request.GET and not form.is_bound}
    return render(request, "registration/notices.html", context, status=422 if form.errors else 200)
