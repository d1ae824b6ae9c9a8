// ESLint: what is wrong rather than what is ugly, which is Prettier's. Types are tsc's (tsconfig.json).
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["kiosk_web/static/vendor/", "node_modules/", ".venv/", "var/"] },
  js.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "smart"],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  { files: ["script/**", "*.mjs"], languageOptions: { globals: globals.node } },
];
