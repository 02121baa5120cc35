import pytest
from tests.showcase import PUBLIC_PAGES
from articles.models import Correction, Article
from django.contrib.auth.models import User
pytestmark = pytest.mark.django_db(transaction=True)
def test_shots(page, live_server, showcase):
    Correction.objects.create(article=Article.objects.get(slug="ankle-sprain"), was_wrong="The hold was too long.", put_right="It is 3 seconds.", made_by=User.objects.first())
    for name in ("second edition","record","how we review","funding","accessibility","privacy"):
        page.goto(live_server.url+PUBLIC_PAGES[name])
        for size,w in (("phone",360),("desk",1280)):
            page.set_viewport_size({"width":w,"height":800})
            page.screenshot(path=f"/tmp/shots-trust/{name.replace(' ','-')}-{size}.png", full_page=True)
    page.goto(live_server.url+PUBLIC_PAGES["second edition"])
    page.set_viewport_size({"width":360,"height":800})
    page.evaluate("document.documentElement.dir='rtl'")
    page.screenshot(path="/tmp/shots-trust/rtl.png", full_page=True)
    page.evaluate("document.querySelector('h1').innerText='x'.repeat(300); document.querySelector('h1').style.overflowWrap='normal'")
    print("WIDE", page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
