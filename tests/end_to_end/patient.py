"""What a patient does at the booth, by touching what is on the screen, in chromium and in the window."""

from playwright.sync_api import Page, expect

BOOKED = "Votre consultation est réservée"


def register(page: Page, last_name: str = "Lefèvre", first_name: str = "Zoé") -> int:
    """Come for the first time; return the number that the booth showed."""
    page.locator("#to-register").click()
    page.locator("#last-name").fill(last_name)
    page.locator("#first-name").fill(first_name)
    page.locator("#submit").click()
    shown = page.locator("#new-number").inner_text()
    page.locator("#number-noted").click()
    page.locator("[data-consultation]").first.wait_for()
    return int("".join(shown.split()))


def identify(page: Page, last_name: str, first_name: str, number: int) -> None:
    """Come with a number."""
    page.locator("#to-identify").click()
    page.locator("#last-name").fill(last_name)
    page.locator("#first-name").fill(first_name)
    page.locator("#patient-number").fill(str(number))
    page.locator("#submit").click()


def choose_first(page: Page) -> int:
    """Touch the first free consultation; return its id."""
    row = page.locator("[data-consultation]").first
    row.wait_for()
    consultation = int(row.get_attribute("data-consultation") or 0)
    page.locator(f"[data-consultation='{consultation}']").click()
    return consultation


def book(page: Page, reason: str | None = None) -> None:
    """Ask for the chosen consultation, for a common reason or one's own."""
    page.locator("#book").click()
    if reason is None:
        page.get_by_role("button", name="Contrôle de routine").click()
    else:
        page.get_by_label("Raison de la consultation").fill(reason)
    page.locator("#reason-submit").click()


def see_booked(page: Page) -> None:
    """See that it is done."""
    expect(page.locator("h1")).to_have_text(BOOKED, timeout=20_000)


def see_problem(page: Page, code: str) -> None:
    """See the calm sentence of a code."""
    expect(page.locator(f".problem[data-code={code}]")).to_be_visible(timeout=20_000)


def try_again(page: Page) -> None:
    """Touch the button of the problem, once it may be touched."""
    page.locator(".problem button").first.click(timeout=20_000)
