// The keyboard's state (shift, page, accents) and what each key does to it and to the field. No markup and no pointer
// events here, and nothing that depends on a rendering: two keys may be pressed before the next one.
import { accentsOf, capital } from "./accents.js";
import { changeLetter, eraseBack, letterBefore, textBefore, write } from "./typing.js";

/** @typedef {import("./typing.js").TextField} TextField */

export class Board {
  /** @type {TextField | null} */
  #field = null;
  /** @type {"on" | "off" | "offered"} */
  #shift = "offered";
  /** "once": opened by a long press, until the next letter. */
  /** @type {"closed" | "open" | "once"} */
  #accents = "closed";
  /** The letter under a long press: its accents are shown before it is written. */
  #awaited = "";

  /** @type {"letters" | "symbols"} */
  page = "letters";

  /** @param {TextField | null} field the field in use from now on */
  use(field) {
    if (field === this.#field) return;
    this.#field = field;
    this.#shift = "offered";
    this.page = "letters";
    this.#close();
  }

  /** Names begin with a capital by default; one tap on the shift key turns it off. */
  get isShifted() {
    if (this.#shift !== "offered") return this.#shift === "on";
    return this.#field?.dataset.keyboard === "name" && /(^|[\s’'-])$/.test(textBefore(this.#field));
  }

  get isAccenting() {
    return this.#accents !== "closed";
  }

  /** The letter whose accents are offered: the one under a long press, else the one before the caret; or "". */
  get accented() {
    if (!this.isAccenting || !this.#field) return "";
    const letter = this.#awaited || letterBefore(this.#field);
    return accentsOf(letter).length ? letter : "";
  }

  /** @param {string} key @returns {string} what this key writes now */
  written(key) {
    if (key === "{space}") return " ";
    return this.isShifted ? capital(key) : key;
  }

  /**
   * @param {string} key
   * @param {boolean} isAccent whether it is one of the accents offered for a letter
   */
  press(key, isAccent = false) {
    if (!this.#field) return;
    switch (key) {
      case "{shift}":
        this.#shift = this.isShifted ? "off" : "on";
        break;
      case "{accents}":
        if (this.isAccenting) this.#close();
        else this.#accents = "open";
        break;
      case "{symbols}":
        this.page = "symbols";
        break;
      case "{letters}":
        this.page = "letters";
        break;
      case "{backspace}":
        eraseBack(this.#field);
        this.#goOn();
        break;
      default:
        if (isAccent) this.#accent(this.#field, key);
        else this.#letter(this.#field, this.written(key));
    }
  }

  /** @param {string} key a key under a long press @returns {boolean} whether that changes anything */
  hold(key) {
    const letter = this.written(key);
    if (!accentsOf(letter).length) return false;
    this.#awaited = letter;
    if (!this.isAccenting) this.#accents = "once";
    return true;
  }

  /**
   * @param {TextField} field
   * @param {string} letter
   */
  #letter(field, letter) {
    const isHeld = this.#awaited === letter; // its accents stay open
    write(field, letter);
    if (isHeld) this.#awaited = "";
    else this.#goOn();
    this.#shift = "offered";
  }

  /**
   * @param {TextField} field
   * @param {string} letter
   */
  #accent(field, letter) {
    // The finger slid off the held key, which has written nothing: there is no letter to change.
    if (this.accented && !this.#awaited) changeLetter(field, letter);
    else write(field, letter);
    this.#close();
    this.#shift = "offered";
  }

  #goOn() {
    this.#shift = "offered";
    this.#awaited = "";
    if (this.#accents === "once") this.#close();
  }

  #close() {
    this.#accents = "closed";
    this.#awaited = "";
  }
}
