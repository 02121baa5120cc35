"""Replacing a lost device: an administrator makes sure who asks, says how, and the account begins anew."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import invitations, rules
from articles.admin.access import person


class LostDeviceForm(forms.Form):
    how = forms.CharField(
        label=gettext_lazy("How did you make sure that it is this person who asks?"),
        help_text=gettext_lazy("For example: passport shown in a video call. It is kept, with your name."),
        max_length=300,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def page(request: HttpRequest, pk: int) -> HttpResponse:
    account, administrator = get_object_or_404(User, pk=pk), person(request)
    if not rules.may_vouch_for(administrator, account):
        raise PermissionDenied
    form = LostDeviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if invitations.replace_lost_device(account, form.cleaned_data["how"], administrator):
            messages.success(request, _("Done. A link was sent to %(email)s.") % {"email": account.email})
        else:
            what = _("The second factors are gone, but the link to %(email)s could not be sent. Send it again later.")
            messages.error(request, what % {"email": account.email})
        return redirect("admin:auth_user_change", pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Replace a lost device of %(name)s") % {"name": account.get_username()},
        "account": account,
        "form": form,
    }
    return render(request, "admin/auth/user/lost_device.html", context)
