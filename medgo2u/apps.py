"""Puts our own site in the place of the Django admin's."""

from django.contrib.admin.apps import AdminConfig


class EditorsAdminConfig(AdminConfig):
    default_site = "medgo2u.admin_site.EditorsSite"
