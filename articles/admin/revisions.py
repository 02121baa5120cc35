"""The revisions of a draft: every save there was, and a way back to each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import drafting, rules
from articles.admin.access import person
from articles.models import Article, Revision


def listed(request: HttpRequest, article: Article, context: dict[str, Any]) -> HttpResponse:
    """Every revision, the newest first. The caller has asked the rules."""
    context |= {
        "title": _("Revisions of %(article)s") % {"article": article},
        "article": article,
        "revisions": article.revisions.defer("content").select_related("saved_by", "restored_from"),
        "may_restore": rules.may_edit(request.user, article),
    }
    return render(request, "admin/articles/article/revisions.html", context)


@require_POST
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Bring a revision back as a new save of the draft; what was there stays among the revisions."""
    with transaction.atomic():
        article = get_object_or_404(Article.objects.select_for_update(), pk=pk)
        if not rules.may_edit(request.user, article):
            raise PermissionDenied(_("Your role does not allow this."))
        kept = get_object_or_404(Revision, article=article, number=number)
        if request.POST.get("version") != str(article.version):
            messages.error(request, _("Somebody saved this article meanwhile, so nothing was restored. Look again."))
            return redirect("admin:articles_article_history", pk)
        drafting.fill(article, kept.get_content())
        drafting.save_revision(article, person(request), restored_from=kept)
    messages.success(request, _("The draft is now as it was in revision %(number)d.") % {"number": number})
    return redirect("admin:articles_article_change", pk)
