"""The addresses of the clinician's desk."""

from django.urls import path

from articles.desk import comments, requests, signatures, views

app_name = "desk"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("published/", views.published, name="published"),
    path("editions/<int:pk>/", views.edition, name="edition"),
    path("editions/<int:pk>/approve/", views.approve, name="approve"),
    path("editions/<int:pk>/return/", views.return_, name="return"),
    path("editions/<int:pk>/renew/", views.renew, name="renew"),
    path("editions/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("signatures/<int:pk>/", signatures.sign, name="sign"),
    path("editions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("requests/<int:pk>/claim/", requests.claim, name="claim"),
    path("requests/<int:pk>/release/", requests.release, name="release"),
    path("requests/<int:pk>/decline/", requests.decline, name="decline"),
    path("editions/<int:pk>/comment/", comments.write, name="comment"),
    path("editions/<int:pk>/comments/<int:comment>/", comments.thread, name="thread"),
]
