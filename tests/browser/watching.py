"""Watches what a browser does behind the page's back: whatever no page of ours may ever make it do."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response

_ANSWERED_WITH_AN_ERROR = "Failed to load resource: the server responded with"


def watch(context: BrowserContext, origin: str) -> list[str]:
    """A list that grows with every complaint: errors, violations of the policy, dialogs, requests to other sites."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_ANSWERED_WITH_AN_ERROR):  # see `answered`
            complaints.append(f"console: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{origin}/", "about:")):
            complaints.append(f"request: {request.url}")

    def answered(response: Response) -> None:
        """A page may be refused with a sentence; what a page loads has to be there."""
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type != "document"):
            complaints.append(f"{response.status}: {response.url}")

    def shown(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.type} {dialog.message}")
        dialog.dismiss()

    context.on("console", heard)
    context.on("request", asked)
    context.on("response", answered)
    context.on("dialog", shown)
    context.on("weberror", lambda error: complaints.append(f"error: {error.error}"))
    return complaints
