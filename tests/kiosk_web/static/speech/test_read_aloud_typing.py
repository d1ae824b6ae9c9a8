"""Reading aloud in forms: letters, digits and errors are echoed, secrets are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.kiosk_web.static.speech.narration import NARRATOR, heard, heard_at, open_with, start

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

FIELD = '<label>Nom <input id="n" value="{}"></label>'


def test_letters_typed_or_deleted_are_echoed_one_by_one(open_component: OpenComponent) -> None:
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


def test_a_letter_replaced_by_its_accent_is_echoed(open_component: OpenComponent) -> None:
    page = open_with(open_component, FIELD.format("Renee"))
    heard_at(page, "#n")
    page.evaluate("""() => {
        const field = document.getElementById("n");
        field.setRangeText("é", 3, 4, "end");
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }""")
    assert heard(page) == ["é"]


def test_a_number_is_echoed_digit_by_digit_without_its_spaces(
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


def test_after_a_reset_nothing_of_what_was_read_is_left_in_memory(
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
    """Return a snapshot of the page's JavaScript heap after garbage collection."""
    session = page.context.new_cdp_session(page)
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: chunks.append(event["chunk"]))
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot")
    return "".join(chunks)


def test_errors_are_said_once_each_time_they_come(open_component: OpenComponent) -> None:
    page = open_component(
        NARRATOR
        + """
        import { ErrorSummary } from "./components/error-summary/error-summary.js";
        import { Field } from "./components/field/field.js";
        const error = { field: "last-name", message: "check-last-name" };
        const submit = (errors) => show(() => html`<main><h1>Qui êtes-vous ?</h1>
          <${ErrorSummary} errors=${errors} />
          <${Field} id="last-name" label="Nom" value="" onInput=${() => {}} errors=${errors} />
          <button id="go" onClick=${() => submit([error])}>Continuer</button></main>`);
        submit([]);
        """
    )
    start(page)
    for _ in range(2):
        heard_at(page, "#go")
        page.keyboard.press("Enter")
        expect(page.locator(".error-summary__link")).to_be_focused()
        assert heard(page) == ["À revoir avant de continuer, Écrivez votre nom, bouton"]
        page.keyboard.press("Enter")
        expect(page.locator("#last-name")).to_be_focused()
        assert heard(page) == ["Nom, champ à remplir, vide, à corriger"]
    page.keyboard.press("F2")
    assert heard(page) == ["Nom, champ à remplir, vide, à corriger", "Écrivez votre nom"]
