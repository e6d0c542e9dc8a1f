// Two languages side by side: scrolling one brings the other to the same section.
(() => {
  const frames = [...document.querySelectorAll("iframe")];
  // Escape and c lead back to one language, from either frame or from the page itself.
  const leave = (event) => {
    if (event.target.closest?.("input, textarea, select")) return;
    if (event.key === "Escape" || event.key === "c") document.querySelector(".leave a").click();
  };
  addEventListener("keydown", leave);
  const headings = (frame) => [...frame.contentDocument.querySelectorAll("main h1, main h2, main h3, footer")];
  let leader = null;
  let release = 0;

  // Where a frame stands: the section at the top, and how far into it.
  const place = (frame) => {
    const tops = headings(frame).map((heading) => heading.getBoundingClientRect().top);
    const section = Math.max(0, tops.findLastIndex((top) => top <= 1));
    const length = (tops[section + 1] ?? tops[section] + 1) - tops[section];
    return { section, part: Math.min(1, Math.max(0, -tops[section] / length)) };
  };
  const go = (frame, { section, part }) => {
    const tops = headings(frame).map((heading) => heading.getBoundingClientRect().top);
    if (tops[section] === undefined) return;
    const length = (tops[section + 1] ?? tops[section]) - tops[section];
    frame.contentWindow.scrollBy({ top: tops[section] + part * length, behavior: "instant" });
  };
  for (const frame of frames) {
    frame.addEventListener("load", () => {
      frame.contentWindow.addEventListener("keydown", leave);
      frame.contentWindow.addEventListener("scroll", () => {
        if (leader && leader !== frame) return;
        leader = frame;
        clearTimeout(release);
        release = setTimeout(() => (leader = null), 120);
        for (const other of frames) if (other !== frame) go(other, place(frame));
      });
    });
  }
})();
