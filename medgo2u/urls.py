"""Every address of the site."""

from django.contrib import admin
from django.contrib.auth import views as accounts
from django.urls import include, path, reverse_lazy

from articles.notices.views import preference
from medgo2u.sign_in import SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("account/notices/", preference, name="notice-preference"),
    path("sign-out/", accounts.LogoutView.as_view(template_name="registration/signed_out.html"), name="sign-out"),
    path(
        "password/",
        accounts.PasswordChangeView.as_view(
            template_name="registration/change_password.html", success_url=reverse_lazy("changed-password")
        ),
        name="change-password",
    ),
    path(
        "password/changed/",
        accounts.PasswordChangeDoneView.as_view(template_name="registration/changed_password.html"),
        name="changed-password",
    ),
    path("admin/", include("articles.admin.urls")),
    path("admin/", admin.site.urls),
    path("desk/", include("articles.desk.urls")),
    path("", include("articles.urls")),
]
