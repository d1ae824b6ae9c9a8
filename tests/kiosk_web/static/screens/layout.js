// What is wrong with the layout as it stands: text that is cut or runs out of its box, targets that are too small,
// too close or over each other, anything beyond the edge of the glass. Returns a list of sentences.
() => {
  const found = [];
  const name = (element) =>
    `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}.${element.classList[0] ?? ""} "${(element.textContent ?? "").trim().slice(0, 30)}"`;
  const isSeen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    getComputedStyle(element).clipPath !== "inset(50%)" && // only for whoever listens
    !element.closest("[inert], .visually-hidden, .attract__scene, svg, .skeleton");
  const box = document.querySelector(".dialog .scroll-aid__box") ?? document.querySelector(".app__stage .scroll-aid__box");
  const rects = (element) => {
    const found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!text.data.trim() || text.parentElement.closest("svg, .visually-hidden")) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      found.push(...[...range.getClientRects()].filter((rect) => rect.width > 1 && rect.height > 1));
    }
    return found;
  };
  const targets = [...document.querySelectorAll("button, .choices__tile, .day-list label, input:not([type=radio])")].filter(
    isSeen,
  );
  for (const element of document.querySelectorAll("button, label, h1, h2, h3, p, dt, dd, legend, figcaption, li, th, td")) {
    if (!isSeen(element)) continue;
    const outer = element.getBoundingClientRect();
    if (outer.width === 0) continue;
    for (const rect of rects(element)) {
      if (rect.right > innerWidth + 1 || rect.left < -1) found.push(`beyond the edge: ${name(element)}`);
      else if (rect.right > outer.right + 2 || rect.left < outer.left - 2) found.push(`runs out sideways: ${name(element)}`);
      else if (element.matches("button, label") && (rect.bottom > outer.bottom + 2 || rect.top < outer.top - 2))
        found.push(`runs out: ${name(element)}`);
    }
    const { overflowX } = getComputedStyle(element);
    if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${name(element)}`);
  }
  for (const element of document.querySelectorAll("#back, #continue, .tool, .choices__tile, .day-list label")) {
    const { height } = element.getBoundingClientRect();
    if (isSeen(element) && height < 79.5) found.push(`tapped often, and ${Math.round(height)} px high: ${name(element)}`);
  }
  for (const element of document.querySelectorAll(".app *")) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!hasText || !isSeen(element) || element.closest("[aria-hidden=true]")) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < 24) found.push(`type under 24 px: ${name(element)}`);
  }
  if (!document.querySelector(".dialog")) {
    if (document.querySelectorAll("main h1").length !== 1) found.push("not one heading");
    const asked = new Set([...document.querySelectorAll("main input[type=radio]")].map((input) => input.name));
    if (asked.size > 1) found.push(`more than one question: ${[...asked]}`);
  }
  if (box && box.scrollWidth > box.clientWidth + 1) found.push("the screen scrolls sideways");
  if (box && box.scrollHeight > box.clientHeight + 1 && box.clientHeight < 120)
    found.push(`only ${box.clientHeight} px are left for the question`);
  for (const part of document.querySelectorAll(".header, .foot, .toolbar, .keyboard, .speech-bar, .dialog__foot")) {
    if (!part.checkVisibility()) continue;
    const rect = part.getBoundingClientRect();
    if (rect.bottom > innerHeight + 1 || rect.top < -1 || rect.right > innerWidth + 1) found.push(`off the glass: ${name(part)}`);
  }
  const seen = targets.map((element) => ({ element, rect: element.getBoundingClientRect() }));
  for (const { element, rect } of seen) {
    if (rect.width < 59.5 || rect.height < 59.5)
      found.push(`smaller than 60 px (${Math.round(rect.width)}×${Math.round(rect.height)}): ${name(element)}`);
  }
  const isLow = document.documentElement.dataset.reach === "low";
  for (const { element, rect } of seen) {
    if (isLow && rect.top < innerHeight / 2 && !box?.contains(element)) found.push(`out of low reach: ${name(element)}`);
  }
  for (const [index, one] of seen.entries()) {
    for (const other of seen.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const across = Math.max(one.rect.left, other.rect.left) - Math.min(one.rect.right, other.rect.right);
      const down = Math.max(one.rect.top, other.rect.top) - Math.min(one.rect.bottom, other.rect.bottom);
      const isScrolled = (part) => box?.contains(part.element);
      if (isScrolled(one) !== isScrolled(other)) continue; // what scrolls passes under what stands
      if (across < 0 && down < 0) found.push(`over each other: ${name(one.element)} and ${name(other.element)}`);
      else if (Math.max(across, down) < 9.5) found.push(`closer than 10 px: ${name(one.element)} and ${name(other.element)}`);
    }
  }
  return [...new Set(found)];
};
