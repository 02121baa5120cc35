"""What a page may not hold under a strict Content-Security-Policy, found in the page itself."""

from collections.abc import Iterator

from tests.harmless import as_browsers_see_it

_LOADED = {"img": "src", "script": "src", "link": "href", "form": "action", "iframe": "src", "source": "src"}
_FOREIGN_LINKS = {"canonical"}  # named, never loaded


def inline_faults(html: str) -> list[str]:
    """Scripts, styles and handlers written into the page, addresses that run, and what comes from another site."""
    opened = html.replace("<template", "<div").replace("</template", "</div")  # what waits in one counts too
    return [fault for tag, attributes in as_browsers_see_it(opened) for fault in _faults_of(tag, attributes)]


def _faults_of(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag == "style" or "style" in attributes:
        yield f"style in {tag}"
    if tag == "script" and "src" not in attributes and attributes.get("type") != "application/ld+json":
        yield f"script {attributes}"
    if tag in ("iframe", "object", "embed", "base"):
        yield f"tag {tag}"
    for name, value in attributes.items():
        if str(name).startswith("on"):
            yield f"{name} in {tag}"
        if name in ("href", "src", "action", "formaction", "data") and _runs(value):
            yield f"{name}={value!r} in {tag}"
    address = attributes.get(_LOADED.get(tag, ""), "/")
    if attributes.get("rel") not in _FOREIGN_LINKS and not _is_ours(address):
        yield f"{tag} from {address!r}"


def _runs(address: str) -> bool:
    return address.strip().lower().startswith(("javascript:", "data:", "vbscript:"))


def _is_ours(address: str) -> bool:
    return not address.startswith("//") and ":" not in address.partition("/")[0]
