// What the page tells of itself: when a touch was answered and painted, which tasks were long, how long calls took.
// Put in by page_glass.py.
() => {
  const bench = { taps: [], long: [], calls: [], released: 0 };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = async () => {
    await frame();
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
  };
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) if (/^(pointerdown|pointerup|click)$/.test(e.name)) bench.taps.push(e);
  }).observe({ type: "event", durationThreshold: 16 });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      bench.long.push({ startTime, duration, screen: document.querySelector(".app")?.dataset.screen });
    }
  }).observe({ type: "longtask" });
  addEventListener(
    "click",
    (event) => {
      bench.released = event.timeStamp;
    },
    { capture: true },
  );
  bench.where = async (selector) => {
    for (;;) {
      const found = document.querySelector(selector);
      if (!found) throw new Error(`nothing on the glass is ${selector}`);
      found.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { x, y, width, height } = found.getBoundingClientRect();
      bench.taps = [];
      const place = { x: x + width / 2, y: y + height / 2 };
      // a shield takes the presses for a moment: over the whole glass, then around the last one
      if (!document.elementFromPoint(place.x, place.y)?.matches(".shield")) return place;
      await frame();
    }
  };
  bench.until = async (selector) => {
    for (const begun = performance.now(); !document.querySelector(selector); await frame()) {
      const { screen } = document.querySelector(".app")?.dataset ?? {};
      const { code } = document.querySelector(".problem")?.dataset ?? {};
      if (performance.now() - begun > 15000) throw new Error(`in vain for ${selector}: ${screen}, ${code}`);
    }
    await painted();
    return performance.now();
  };
  bench.answered = async () => {
    // an answer is reported when it is painted; one under 16 ms never is
    for (const begun = performance.now(); performance.now() - begun < 400; await frame()) {
      if (bench.taps.some(({ name }) => name === "click")) break;
    }
    await painted();
    const longest = (taps) => Math.max(16, ...taps.map(({ duration }) => duration));
    return [longest(bench.taps), longest(bench.taps.filter(({ name }) => name === "pointerdown"))];
  };
  bench.watchCalls = () => {
    // when a call of the page leaves and when its answer is back
    const wrap = (owner, name) => {
      const before = owner[name].bind(owner);
      owner[name] = async (...args) => {
        const call = { sent: performance.now(), words: JSON.stringify(args) };
        const answer = await before(...args);
        call.replied = performance.now();
        bench.calls.push(call);
        return answer;
      };
    };
    if (window.pywebview?.api?.availability) wrap(window.pywebview.api, "availability");
    else wrap(window, "fetch");
  };
  bench.ask = async (method, ...args) => {
    const begun = performance.now();
    if (window.pywebview?.api?.[method]) await window.pywebview.api[method](...args);
    else
      await (
        await fetch(`call/${method}`, {
          method: "POST",
          body: JSON.stringify(args),
          headers: { "Content-Type": "application/json" },
        })
      ).json();
    return performance.now() - begun;
  };
  window.bench = bench;
};
