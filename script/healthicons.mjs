// Writes a module with the drawings of some icons of the healthicons package to standard output.
//
//   node script/healthicons.mjs node_modules/healthicons body/eye devices/cast …
//
// Each drawing is a list of path data, in tenths of the icon's pixel (48 wide, so 480), relative and whole: a
// third of the original's size, and nothing that the page's Content-Security-Policy could mind. Whatever the
// page could not draw in this way (another shape, another colour, a command unknown here) ends it with an error.
import { readFileSync } from "node:fs";

const SIZE = 48;
const SCALE = 10;

/** How many coordinates follow each command of the package's drawings: all of them absolute. */
const COORDINATES = { M: 2, L: 2, H: 1, V: 1, C: 6, Z: 0 };

/** @param {string} sentence */
function fail(sentence) {
  console.error(`script/healthicons: ${sentence}`);
  process.exit(1);
}

/**
 * Absolute path data as relative, in whole tenths. Points are rounded before they are subtracted, so that no
 * error adds up along the way.
 * @param {string} icon for the error
 * @param {string} data
 */
function relative(icon, data) {
  const tokens = data.match(/[a-z]|-?(?:\d+\.?\d*|\.\d+)/gi) ?? [];
  let at = [0, 0];
  let start = at;
  let written = "";
  let last = "";
  for (let i = 0, command = ""; i < tokens.length;) {
    if (/[a-z]/i.test(tokens[i])) command = tokens[i++];
    const count = COORDINATES[command];
    if (count === undefined) fail(`${icon}: cannot write the command ${command} of a path`);
    const numbers = tokens.slice(i, i + count).map((text) => Math.round(Number(text) * SCALE));
    if (numbers.length !== count || numbers.some(Number.isNaN)) fail(`${icon}: a path ends in the middle`);
    i += count;
    if (command === "Z") {
      at = start;
      written += "z";
      last = command = "";
      continue;
    }
    const points = command === "H" ? [numbers[0], at[1]] : command === "V" ? [at[0], numbers[0]] : numbers;
    const steps = points.map((number, axis) => number - at[axis % 2]);
    at = points.slice(-2);
    if (command === "M") start = at;
    const shown = command === "H" ? [steps[0]] : command === "V" ? [steps[1]] : steps;
    // A command that repeats is not said again.
    const said = command === last ? " " : command.toLowerCase();
    written += (said + shown.join(" ")).replaceAll(" -", "-");
    if (command === "M") command = "L";
    last = command;
  }
  return written;
}

const [folder, ...names] = process.argv.slice(2);
const icons = {};
for (const name of names) {
  let source = "";
  try {
    source = readFileSync(`${folder}/public/icons/svg/outline/${name}.svg`, "utf8");
  } catch (error) {
    fail(`${name}: ${error.message}`);
  }
  if (!source.includes(`viewBox="0 0 ${SIZE} ${SIZE}"`)) fail(`${name}: not drawn on ${SIZE} by ${SIZE}`);
  const shapes = [...source.matchAll(/<(?!\/|svg)([\w:]+)([^>]*)>/g)];
  const paths = shapes.map(([, shape, attributes]) => {
    const { d, fill, ...others } = Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
    );
    delete others["fill-rule"];
    delete others["clip-rule"];
    if (shape !== "path" || !d || fill !== "currentColor" || Object.keys(others).length) {
      fail(`${name}: cannot draw <${shape}${attributes}>`);
    }
    return relative(name, d);
  });
  if (!paths.length) fail(`${name}: nothing is drawn`);
  icons[name.split("/").at(-1)] = paths;
}
console.log(`// Drawings of healthicons (MIT), made by script/vendor: path data, filled by the even-odd rule.
export const ICON_SIZE = ${SIZE * SCALE};
/** @type {Record<string, readonly string[]>} */
export const ICONS = ${JSON.stringify(icons, null, 1)};`);
