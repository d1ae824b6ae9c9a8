// The drawing on the attract screen: a hospital among hills, people on their way to it, a slow sky. Colours are classes,
// set from the tokens in scene.css, so that a hospital's colour recolours it. Each moving part is an element of its own,
// so that the browser moves a finished layer and repaints nothing.
import { html } from "../../html.js";

/** @typedef {[x: number, y: number]} Point */

const WINDOWS = [...grid(708, 614, 5, 2, 38, 50), ...grid(540, 668, 4, 2, 38, 56), ...grid(930, 640, 5, 3, 38, 48)];
/** The windows with the light on. */
const LIT = new Set([1, 5, 8, 12, 15, 20, 23, 26, 31]);

// prettier-ignore
/** @type {readonly [x: number, y: number, scale: number][]} */
const TREES = [
  [-420, 884, 1.2], [-300, 866, 0.9], [-60, 866, 1.3], [60, 846, 1], [180, 838, 1.1], [340, 842, 0.95], [430, 852, 1.25],
  [1090, 850, 1.1], [1240, 838, 1.35], [1350, 832, 0.95], [1560, 812, 1.25], [1660, 820, 0.9], [1900, 846, 1.2], [2080, 852, 1],
];

/**
 * @param {number} x
 * @param {number} y
 * @param {number} columns
 * @param {number} rows
 * @param {number} dx
 * @param {number} dy
 * @returns {Point[]}
 */
function grid(x, y, columns, rows, dx, dy) {
  return Array.from({ length: columns * rows }, (_, at) => [x + (at % columns) * dx, y + Math.floor(at / columns) * dy]);
}

const at = (/** @type {number} */ x, /** @type {number} */ y, scale = 1) => `translate(${x} ${y}) scale(${scale})`;

/** @param {{ x: number, y: number, scale: number }} props */
const Tree = ({ x, y, scale }) => html`<g transform=${at(x, y, scale)}>
  <path class="scene-trunk" d="M-5 0 L-3 -50 H3 L5 0Z" />
  <ellipse class="scene-leaves" cx="0" cy="-84" rx="42" ry="52" />
  <path class="scene-leaves-light" d="M-14 -118 C-34 -104 -34 -72 -22 -58" />
</g>`;

/**
 * Somebody who walks, seen from behind.
 * @param {{ x: number, y: number, scale: number, coat: "brand" | "warm", skin: "light" | "dark" }} props
 */
const Walker = ({ x, y, scale, coat, skin }) => html`<g transform=${at(x, y, scale)}>
  <circle class="scene-skin-${skin}" cx="0" cy="-62" r="9" />
  <path class="scene-legs" d="M-9 -24 L-10 0 H-3 L0 -18 L4 0 H11 L9 -24Z" />
  <path class="scene-coat-${coat}" d="M-12 -22 L-10 -42 C-9 -50 9 -50 10 -42 L12 -22 C6 -18 -6 -18 -12 -22Z" />
</g>`;

/** @param {{ x: number, y: number, scale: number }} props somebody in a wheelchair, and who pushes it */
const Pair = ({ x, y, scale }) => html`<g transform=${at(x, y, scale)}>
  <circle class="scene-skin-light" cx="30" cy="-46" r="8" />
  <path class="scene-coat-warm" d="M22 -36 C25 -41 35 -41 38 -36 L40 -18 H22Z" />
  <path class="scene-legs" d="M24 -20 H46 L48 -4 H42 L40 -12 H24Z" />
  <circle class="scene-wheel" cx="28" cy="-13" r="13" />
  <circle class="scene-wheel" cx="49" cy="-3" r="4" />
  <path class="scene-wheel" d="M18 -34 H8" />
  <${Walker} x=${-6} y=${0} scale=${1} coat="brand" skin="dark" />
</g>`;

const Hospital = () => html`<g>
  <path class="scene-wall-shade" d="M520 830 V656 Q520 646 530 646 H700 V830Z" />
  <path class="scene-roof" d="M510 648 Q510 636 522 636 H700 V650 H510Z" />
  <path class="scene-wall-shade" d="M900 830 V620 H1118 Q1128 620 1128 630 V830Z" />
  <path class="scene-roof" d="M900 610 H1126 Q1138 610 1138 622 V624 H900Z" />
  <path class="scene-wall" d="M684 830 V512 Q684 500 696 500 H904 Q916 500 916 512 V830Z" />
  <path class="scene-roof" d="M674 502 Q674 486 690 486 H910 Q926 486 926 502Z" />
  <circle class="scene-roof" cx="800" cy="558" r="36" />
  <path class="scene-heart" d="M800 580 C786 570 776 561 778 550 C780 540 794 539 800 549 C806 539 820 540 822 550 C824 561 814 570 800 580Z" />
  ${WINDOWS.map(([x, y], index) => html`<rect key=${index} class=${LIT.has(index) ? "scene-window-lit" : "scene-window"} x=${x} y=${y} width="24" height="32" rx="5" />`)}
  <rect class="scene-window-lit" x="742" y="736" width="116" height="64" rx="6" />
  <path class="scene-door" d="M800 738 V800 M771 738 V800 M829 738 V800" />
  <path class="scene-roof" d="M716 738 L724 716 H876 L884 738Z" />
</g>`;

const VIEW = "420 470 760 530";

/** The landscape: drawn once, it never changes. Far wider than what is always in view, for wide screens. */
const Landscape = () => html`<svg class="scene__land" viewBox=${VIEW} preserveAspectRatio="xMidYMax meet">
  <path class="scene-far" d="M-3400 640 H-1400 C-1100 540 -800 520 -500 620 C-300 560 -120 660 0 650 C160 560 330 600 520 650 C640 570 760 550 880 610 C950 645 1060 655 1140 620 C1260 560 1440 540 1640 640 C1900 560 2100 520 2300 610 C2500 560 2800 560 3000 640 H5000 V1010 H-3400Z" />
  <path class="scene-mid" d="M-3400 740 H-1400 C-1000 680 -500 700 -40 800 C200 680 420 720 640 790 C860 810 1060 800 1200 760 C1360 710 1500 700 1640 740 C1900 800 2400 680 3000 760 H5000 V1010 H-3400Z" />
  <${Tree} x=${1160} y=${806} scale=${0.95} />
  <${Hospital} />
  <path class="scene-near" d="M-3400 800 H-1400 C-900 760 -500 870 -40 850 C180 780 420 790 640 806 C900 822 1120 820 1280 796 C1420 778 1520 776 1640 790 C2000 850 2500 770 3000 820 H5000 V1010 H-3400Z" />
  <path class="scene-way" d="M742 800 C746 840 700 868 650 900 C590 940 570 970 560 1010 H960 C930 970 880 944 880 906 C880 870 862 840 858 800Z" />
  ${TREES.map(([x, y, scale], index) => html`<${Tree} key=${index} x=${x} y=${y} scale=${scale} />`)}
  <${Walker} x=${792} y=${832} scale=${0.8} coat="warm" skin="light" />
  <${Walker} x=${836} y=${874} scale=${1.05} coat="brand" skin="dark" />
  <${Walker} x=${858} y=${876} scale=${0.7} coat="warm" skin="dark" />
  <${Pair} x=${690} y=${936} scale=${1.3} />
  <path class="scene-front" d="M-3400 930 H-1400 C-900 960 -500 1000 -40 960 C160 900 360 920 560 962 C640 978 720 990 800 990 C960 990 1040 962 1180 936 C1340 908 1500 910 1640 940 C1900 990 2400 920 3000 950 H5000 V1010 H-3400Z" />
</svg>`;

const CLOUD = "M20 60 C4 60 0 40 18 36 C18 14 52 6 64 24 C78 6 116 10 118 32 C146 28 152 60 128 60Z";

/** The whole scene. Nothing in it is for a screen reader. */
export function Scene() {
  return html`<div class="scene" aria-hidden="true">
    <svg class="scene__land scene__sun" viewBox=${VIEW} preserveAspectRatio="xMidYMax meet">
      <circle class="scene-halo" cx="1035" cy="605" r="150" />
      <circle class="scene-glow" cx="1035" cy="605" r="118" />
      <circle class="scene-sun" cx="1035" cy="605" r="86" />
    </svg>
    ${[1, 2, 3].map((which) => html`<svg key=${which} class="scene__cloud scene__cloud--${which}" viewBox="0 0 150 64"><path class="scene-cloud" d=${CLOUD} /></svg>`)}
    <${Landscape} />
    <svg class="scene__land scene__balloon" viewBox=${VIEW} preserveAspectRatio="xMidYMax meet">
      <g transform=${at(486, 478, 0.72)}>
        <path class="scene-balloon" d="M60 4 C102 4 116 36 114 60 C112 88 84 108 74 134 H46 C36 108 8 88 6 60 C4 36 18 4 60 4Z" />
        <path class="scene-balloon-light" d="M60 4 C84 10 88 40 86 62 C84 92 70 112 67 134 H53 C50 112 36 92 34 62 C32 40 36 10 60 4Z" />
        <path class="scene-ropes" d="M48 134 L51 158 M72 134 L69 158" />
        <path class="scene-basket" d="M46 158 H74 L71 182 Q60 188 49 182Z" />
      </g>
    </svg>
  </div>`;
}
