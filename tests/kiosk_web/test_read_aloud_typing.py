"""Reading aloud in forms: every letter, every digit, every error; and nothing of a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.kiosk_web.narration import NARRATOR, heard, heard_at, open_with, start

if TYPE_CHECKING:
    from tests.kiosk_web.harness import OpenComponent

FIELD = '<label>Nom <input id="n" value="{}"></label>'


def test_letters_are_echoed_one_by_one_and_so_is_what_is_deleted(open_component: OpenComponent) -> None:
    page = open_with(open_component, FIELD.format(""))
    heard_at(page, "#n")
    echoes = []
    for letter in "D’hé":
        page.keyboard.insert_text(letter)
        echoes += heard(page)
    for key in ("Backspace", "Backspace", "-", "Space"):
        page.keyboard.press(key)
        echoes += heard(page)
    assert echoes[:4] == ["D majuscule", "apostrophe", "h", "é"]
    assert echoes[4:] == ["effacé : é", "effacé : h", "trait d’union", "espace"]


def test_a_letter_changed_for_its_accent_is_heard(open_component: OpenComponent) -> None:
    page = open_with(open_component, FIELD.format("Renee"))
    heard_at(page, "#n")
    page.evaluate("""() => {
        const field = document.getElementById("n");
        field.setRangeText("é", 3, 4, "end");
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }""")
    assert heard(page) == ["é"]


def test_a_number_is_echoed_digit_by_digit_whatever_spaces_the_page_puts_in(
    open_component: OpenComponent,
) -> None:
    page = open_component(
        NARRATOR
        + """
        import { NumberField } from "./components/field/field.js";
        let value = "";
        const draw = () => show(() => html`<${NumberField} value=${value} errors=${[]}
          onInput=${(typed) => { value = typed; draw(); }} />`);
        draw();
        """
    )
    start(page)
    heard_at(page, "#patient-number")
    echoes = []
    for key in ("1", "2", "3", "4", "Backspace"):
        page.keyboard.press(key)
        echoes += heard(page)
    assert echoes == ["1", "2", "3", "4", "effacé : 4"]


def test_a_secret_is_not_echoed(open_component: OpenComponent) -> None:
    page = open_with(open_component, '<label>Code <input id="n" data-secret="true"></label>')
    heard_at(page, "#n")
    page.keyboard.press("4")
    assert heard(page) == []


def test_after_a_reset_the_memory_of_the_page_holds_nothing_of_what_was_read(
    open_component: OpenComponent,
) -> None:
    page = open_with(open_component, FIELD.format("") + "<p role='status' id='s'></p>")
    heard_at(page, "#n")
    page.keyboard.insert_text("Zwanenburg")
    said = "document.getElementById('s').textContent = `${document.getElementById('n').value} ! `.repeat(4)"
    page.evaluate(said)
    assert heard(page)[-4:] == ["Zwanenburg !"] * 4
    page.evaluate("harness.isHeld = true; harness.narrator.repeat()")  # one sounds, one is fetched, two wait
    page.evaluate("""() => {
        harness.field = new WeakRef(document.getElementById("n"));
        harness.status = new WeakRef(document.getElementById("s"));
        harness.narrator.reset();
        document.getElementById("app").replaceChildren();
        harness.said();
        harness.asked.length = 0;
    }""")
    memory = heap(page)
    assert "speech-name" in memory
    assert "Zwanenburg" not in memory
    assert page.evaluate("[harness.field.deref(), harness.status.deref()]") == [None, None]


def heap(page: Page) -> str:
    """Return all that the page's scripts can reach, as the developer tools see it."""
    session = page.context.new_cdp_session(page)
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: chunks.append(event["chunk"]))
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot")
    return "".join(chunks)


def test_errors_are_heard_once_and_again_when_they_come_again(open_component: OpenComponent) -> None:
    page = open_component(
        NARRATOR
        + """
        import { ErrorSummary } from "./components/error-summary/error-summary.js";
        const error = { field: "last-name", message: "check-last-name" };
        const submit = (errors) => show(() => html`<main><h1>Qui êtes-vous ?</h1>
          <${ErrorSummary} errors=${errors} />
          <button id="go" onClick=${() => submit([error])}>Continuer</button></main>`);
        submit([]);
        """
    )
    start(page)
    title = page.evaluate("import('./i18n.js').then(({ t }) => t('errors-title'))")
    for _ in range(2):
        heard_at(page, "#go")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_focused()
        said = heard(page)
        assert said[0] == title
        assert len(said) == 2
