// A date leads to the period of the composition that it belongs to; two dates are set side by side. Without this
// script, the pages list every period and every stretch of days: nothing is known here that is not in the HTML.
for (const form of document.querySelectorAll("[data-dates]")) {
  const status = form.querySelector("[role=status]");
  const actions = { go, compare };
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    actions[form.dataset.dates](form, status);
  });
}

/** Leads to the last period that begins on the date or before it. */
function go(form, status) {
  const date = form.elements.date.value;
  const begun = [...document.querySelectorAll(".periods [data-first]")].filter((line) => line.dataset.first <= date);
  const last = begun.reduce((one, other) => (one && one.dataset.first > other.dataset.first ? one : other), null);
  if (last) location.assign(last.querySelector("a").href);
  else status.textContent = status.dataset.none;
}

/** Lists who came between two dates, who left, and who sat on both. */
function compare(form, status) {
  const [one, other] = [form.elements.one.value, form.elements.other.value].sort();
  const members = new Map();
  for (const row of document.querySelectorAll("[data-stretches] [data-first]")) {
    const link = row.querySelector("a");
    const own = members.get(link.href) ?? { link, at: [null, null] };
    members.set(link.href, own);
    [one, other].forEach((date, at) => {
      const holds = row.dataset.first <= date && (row.dataset.last === undefined || date <= row.dataset.last);
      if (holds) own.at[at] = row.hasAttribute("data-perhaps") ? "perhaps" : "yes";
    });
  }
  const groups = { came: [], left: [], both: [] };
  for (const { link, at } of members.values()) {
    const [before, after] = at;
    const group = before ? (after ? "both" : "left") : after ? "came" : null;
    if (!group) continue;
    const item = document.createElement("li");
    item.append(link.cloneNode(true));
    if (at.includes("perhaps")) item.append(` (${status.dataset.perhaps})`);
    groups[group].push(item);
  }
  const parts = Object.entries(groups).flatMap(([group, items]) => {
    const title = document.createElement("h2");
    title.textContent = `${status.dataset[group]} (${items.length})`;
    const list = document.createElement("ul");
    list.append(...items);
    return items.length ? [title, list] : [title];
  });
  form.querySelector("[data-result]").replaceChildren(...parts);
  const said = Object.entries(groups).map(([group, items]) => `${status.dataset[group]} ${items.length}`);
  status.textContent = Object.values(groups).some((items) => items.length) ? said.join("; ") : status.dataset.none;
}
