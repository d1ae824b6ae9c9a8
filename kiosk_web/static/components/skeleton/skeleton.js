// A placeholder for content that is loading, shown once the wait is noticeable (300 ms).
import { html } from "../../html.js";
import { t } from "../../i18n.js";

/** @param {{ shape: "tiles" | "rows" }} props */
export function Skeleton({ shape }) {
  return html`<div class="skeleton skeleton--${shape}">
    <p class="visually-hidden" role="status">${t("waiting")}</p>
    <i></i><i></i><i></i><i></i><i></i><i></i>
  </div>`;
}
