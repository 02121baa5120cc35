"""The addresses of the readers' pages."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path

from articles import (
    about_pages,
    article_json,
    changes_json,
    concern_pages,
    corrections_page,
    finding_pages,
    proof_pages,
    search_page,
    sheet_pages,
    specimens,
    views,
)
from articles.feeds import ArticleFeed, TopicFeed
from articles.sitemaps import ReadersPages

urlpatterns = [
    path("", finding_pages.home, name="home"),
    path("articles/", finding_pages.a_to_z, name="articles"),
    path("design/", specimens.design, name="design"),
    path("topics/", finding_pages.topics, name="topics"),
    path("topics/<slug:slug>/", finding_pages.topic, name="topic"),
    path("topics/<slug:slug>/feed/", views.public(TopicFeed()), name="topic-feed"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("articles/<slug:slug>.json", article_json.article_json, name="article-json"),
    path("articles/<slug:slug>/exercises/", sheet_pages.exercises, name="exercises"),
    path("articles/<slug:slug>/exercises.pdf", sheet_pages.exercises_pdf, name="exercises-pdf"),
    path("articles/<slug:slug>/review/", views.review_record, name="review-record"),
    path("articles/<slug:slug>/review.json", proof_pages.review_json, name="review-json"),
    path("articles/<slug:slug>/review.zip", proof_pages.review_zip, name="review-zip"),
    path("articles/<slug:slug>/editions/<int:number>.json", views.edition_json, name="edition-json"),
    path("articles/<slug:slug>/editions/<int:number>.html", views.edition_html, name="edition-html"),
    path("reviewers/", finding_pages.reviewers, name="reviewers"),
    path("search/", search_page.search_page, name="search"),
    path("reviewers/<slug:slug>/", views.reviewer_profile, name="reviewer"),
    path("concern/", concern_pages.concern, name="concern"),
    path("concern/progress/", concern_pages.lookup, name="concern-lookup"),
    path("concern/<str:code>/", concern_pages.progress, name="concern-progress"),
    path("corrections/", corrections_page.corrections_list, name="corrections"),
    path("how-we-review/", about_pages.how_we_review, name="how-we-review"),
    path("about/funding/", about_pages.funding, name="funding"),
    path("accessibility/", about_pages.accessibility, name="accessibility"),
    path("privacy/", about_pages.privacy, name="privacy"),
    path("how-we-review/proof/", proof_pages.proof, name="proof"),
    path("how-we-review/proof/verify_article.py", proof_pages.script, name="proof-script"),
    re_path(r"^media/(?P<sha256>[0-9a-f]{64})\Z", views.media, name="media"),
    path(".well-known/jwks.json", views.public_keys, name="jwks"),
    path("log.json", views.log, name="log"),
    path("changes.json", changes_json.changes, name="changes"),
    path("schemas/article.json", article_json.article_schema, name="article-schema"),
    path("schemas/content-1.json", article_json.content_schema, name="content-schema"),
    path("feed/", views.public(ArticleFeed()), name="feed"),
    path("sitemap.xml", views.public(sitemap), {"sitemaps": {"pages": ReadersPages}}, name="sitemap"),
    path("robots.txt", finding_pages.robots, name="robots"),
]
