"""Hostile texts, for every place that takes text from people: whatever they are put into, nothing may execute.

Each would call `alert`, load something from `evil.example`, or change what a reader reads, if it got through.
"""

from itertools import product

from tests.hostile_html import MUTATIONS, RUN, TAGS

MEDIA = "a" * 64

ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"javascript&colon;{RUN}",
    f"javascript&#58;{RUN}",
    f"&#106;&#97;vascript:{RUN}",
    f"&#x6A;avascript:{RUN}",
    f"java&Tab;script:{RUN}",
    f"java&NewLine;script:{RUN}",
    f"java%0ascript:{RUN}",
    f"javascript%3A{RUN}",
    f"java\u200bscript:{RUN}",
    f"java\u00adscript:{RUN}",
    f"\u202ejavascript:{RUN}",
    f"\x01javascript:{RUN}",
    f"javascript://ok.example/%0a{RUN}",
    f"javascript:/*https://ok.example*/{RUN}",
    f"javascript\uff1a{RUN}",
    f"vbscript:msgbox(1)#{RUN}",
    f"livescript:{RUN}",
    f"view-source:javascript:{RUN}",
    f"feed:javascript:{RUN}",
    f"blob:https://evil.example/{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"data:image/svg+xml,<svg onload={RUN}>",
    "data:image/png;base64,iVBORw0KGgo=",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example",
    "https:evil.example",
    "https://ok.example@evil.example/",
    "https://evil.example\\@ok.example/",
    f'https://ok.example/"onmouseover="{RUN}',
    f"https://ok.example/'onmouseover='{RUN}",
    f"https://ok.example/><script>{RUN}</script>",
    f"https://ok.example/`{RUN}`",
    "../../admin/logout/",
    "/admin/logout/",
    "ms-settings:x",
    f'media:{MEDIA}" onerror={RUN} "',
    "media:../../secret",
    f"media:{MEDIA.upper()}",
)
"""Addresses that may not be linked, nor loaded."""

_LINKS = (
    "[x]({})",
    "[x](<{}>)",
    "[x]( {} 'title')",
    "![x]({})",
    "![x](<{}>)",
    "<{}>",
    "[x][y]\n\n[y]: {}",
    "[![x]({0})]({0})",
    "| a |\n|---|\n| [x]({}) |",
)

MARKDOWN = (
    f'[x](https://ok.example "\\" onmouseover={RUN}")',
    f"[x](https://ok.example '\" onmouseover=\"{RUN}')",
    f'![x](media:{MEDIA} "\\" onerror={RUN}")',
    f'![" onerror="{RUN}](media:{MEDIA})',
    f"![<script>{RUN}</script>](media:{MEDIA})",
    f"![&quot; onerror={RUN} x=&quot;](media:{MEDIA})",
    f"[<img src=x onerror={RUN}>](https://ok.example)",
    f"[a](https://ok.example)<img src=x onerror={RUN}>",
    f"# <script>{RUN}</script>",
    f"> <script>{RUN}</script>",
    f"- <script>{RUN}</script>",
    f"1. x\n<script>{RUN}</script>",
    f"*<img src=x onerror={RUN}>*",
    f"**x<script>**{RUN}</script>",
    f"| <script> | {RUN} |\n|---|---|\n| </script> | <img src=x onerror={RUN}> |",
    f"a | b\n-|-\n<td onclick={RUN}> | `</td></table><script>{RUN}</script>`",
    f'| a |\n|:-" onclick="{RUN}:|\n| b |',
    f"[^1]\n\n[^1]: <script>{RUN}</script>",
    f"Term\n: <script>{RUN}</script>",
    f'<https://ok.example/"onmouseover="{RUN}>',
    f'<a@ok.example"onmouseover="{RUN}>',
    f"https://ok.example/<script>{RUN}</script>",
    f"[x](https://ok.example){{: onclick={RUN} }}",
    f"# Heading {{#get-help onclick={RUN}}}",
    f":::{{onclick={RUN}}}\nx\n:::",
    f"x {{% raw %}}<script>{RUN}</script>{{% endraw %}}",
    f"<div markdown=1 onclick={RUN}>x</div>",
    f"\\<script>{RUN}\\</script>",
    f"\\\\<script>{RUN}</script>",
    f"a\\\n<script>{RUN}</script>",
    f"a<br onclick={RUN}>b",
    f"[x]({'(' * 60}javascript:{RUN})",
    f"{'>' * 60} <script>{RUN}</script>",
    f"{'- ' * 60}<script>{RUN}</script>",
    f"{'[' * 60}x{'](javascript:alert(1))' * 60}",
    f"{'*_' * 60}<script>{RUN}</script>",
)
"""Markdown around HTML, attributes and extensions of other dialects."""

CITATIONS = (
    f"[@<script>{RUN}</script>]",
    f'[@x" onmouseover="{RUN}]',
    f"[@x, <img src=x onerror={RUN}>]",
    f"[@nhs-2024, <script>{RUN}</script>]",
    f'[@nhs-2024, " onclick={RUN} "]',
    f"[@nhs-2024; @<svg onload={RUN}>]",
    "[@nhs-2024;;;@;,]",
    f"[@nhs-2024](javascript:{RUN})",
    f"[@nhs-2024]: javascript:{RUN}",
    f"![@nhs-2024](javascript:{RUN})",
    f"[x [@nhs-2024]](javascript:{RUN})",
    "[@get-help]",
    "[@../../x]",
    "[@__proto__] [@constructor] [@toString]",
    "[@%00] [@%0a] [@#ref-nhs-2024]",
    "[@" + "a" * 500 + "]",
    "[@nhs-2024\u202e4202-shn]",
    "[@\u200bnhs-2024]",
)
"""Citations that try to leave their brackets."""

TEMPLATES = (
    "{{ settings.SECRET_KEY }}",
    "{{ request.user.password }}",
    "{% load static %}{% static 'x' %}",
    "{% include '/etc/passwd' %}",
    f"{{% autoescape off %}}<script>{RUN}</script>{{% endautoescape %}}",
    "{# comment #}",
    f"{{{{ '<script>{RUN}</script>'|safe }}}}",
    "${7*7} #{7*7} {{7*7}} <%= 7*7 %> @{7*7}",
    "{{constructor.constructor('alert(1)')()}}",
    "{0.__class__.__mro__} %(password)s %s %n {}",
    "$(reboot) `reboot` ; reboot | reboot",
    "' OR 1=1 --",
    "'; DROP TABLE articles_edition; --",
    '=HYPERLINK("https://evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\r\nSet-Cookie: sessionid=1\r\n\r\n<script>alert(1)</script>",
    "../../../../etc/passwd",
    "\\N{GREEK SMALL LETTER ALPHA} \\x3cscript\\x3e",
)
"""Code of other languages: templates, shells, SQL, spreadsheets, headers."""

CLOBBERING = tuple(
    f'<{tag} id="{name}" name="{name}" class="care-cards">x</{tag}>'
    for tag, name in product(
        ("a", "p", "section", "form", "img"),
        (
            "get-help",
            "contents",
            "document",
            "body",
            "cookie",
            "getElementById",
            "ref-nhs-2024",
            "cite-nhs-2024-1",
            "main",
        ),
    )
)
"""Names that would stand in for those of the page or of the browser."""

UNSEEN = (
    "Repeat \u202e01\u202c times",
    "Repeat 1\u202d0\u202c times",
    "\u2067Hold for 5 seconds\u2069 10",
    "\u2066\u2066\u2066x",
    "Take 1\u200b0 tablets",
    "Take 1\u20600 tablets",
    "Take 1\ufeff0 tablets",
    "Take 1\u00ad0 tablets",
    "Take 1\u200d0 \u200ctablets",
    "Take 1\u2028 0\u2029 tablets",
    "Take 1\x0b0\x0c tablets\x85",
    "Hold\U000e0020\U000e0035\U000e0030 for 5 seconds",
    "Hold for 5\ufe0f\ufe0f seconds",
    "Hold for 5\u180e seconds\u3164",
    "\u061c5 - 10\u061c times \u200f10-5\u200e",
    "&#x202e;01&#x202c; &#8238; &rlm;&lrm;&zwj;&zwnj;&shy;&ZeroWidthSpace;&NoBreak;&af;",
    "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 z\u0337\u0334\u0335",
    "\ufffe\uffff\ufdd0 \ufff9a\ufffab\ufffb",
    "\x01\x02\x07\x08\x1b[31mred\x7f\x9b",
    "\ue000<script>alert(1)</script>\ue001",
    "\U0001f469\u200d\u2695\ufe0f is fine",
)
"""Characters that nobody sees, and that change what is read."""

HOSTILE: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *TAGS,
            *MUTATIONS,
            *(link.format(address) for link, address in product(_LINKS, ADDRESSES)),
            *MARKDOWN,
            *CITATIONS,
            *TEMPLATES,
            *CLOBBERING,
            *UNSEEN,
        ]
    )
)
"""All of them, each once, in a fixed order. None holds a NUL, which no text of ours may hold."""
