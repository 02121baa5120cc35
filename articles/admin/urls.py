"""The addresses that the editors' Markdown fields talk to, under the names that django-markdownx gives them."""

from django.urls import path

from articles.admin import markdown

urlpatterns = [
    path("markdown/preview/", markdown.preview, name="markdownx_preview"),
    path("markdown/upload/", markdown.upload, name="markdownx_upload"),
]
