"""Every address of the site."""

from django.contrib import admin
from django.contrib.auth import views as accounts
from django.urls import include, path, reverse_lazy

from articles.notices.views import preference
from medgo2u import account, confirming, mailed_link
from medgo2u.sign_in import SecondStep, SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-in/", SignIn.as_view(), name="account_login"),  # the name by which allauth knows it
    path("sign-in/second-step/", SecondStep.as_view(), name="mfa_authenticate"),  # as above
    path("account/", account.account, name="account"),
    path("account/confirm/", confirming.confirm, name="confirm"),
    path("account/app/", account.add_app, name="account-app"),
    path("account/app/picture.svg", account.app_picture, name="account-app-picture"),
    path("account/passkey/", account.add_passkey, name="account-passkey"),
    path("account/remove/<int:pk>/", account.remove, name="account-remove"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery-codes"),
    path("account/link/<uidb64>/<token>/", mailed_link.SetPassword.as_view(), name="mailed-link"),
    path("password/forgotten/", mailed_link.forgotten, name="forgotten-password"),
    path("password/forgotten/sent/", mailed_link.forgotten_sent, name="forgotten-password-sent"),
    path("notices/", preference, name="notice-preference"),
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
