"""One place to sign in, whichever desk people are bound for; who is where they belong is decided by the rules."""

from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.shortcuts import resolve_url

from articles import rules


class SignIn(LoginView):
    """Signs in and leads editors to the admin, clinicians to their desk."""

    template_name = "registration/sign_in.html"

    def get_default_redirect_url(self) -> str:
        person = self.request.user
        if isinstance(person, User) and not rules.may_use_admin(person) and rules.reviewer_of(person):
            return resolve_url("desk:queue")
        return resolve_url("admin:index")
