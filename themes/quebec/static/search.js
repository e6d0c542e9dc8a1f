// The search: what is typed and chosen becomes questions to the index, one for each kind of page,
// and the answers become lists. Everything else about the page is in its HTML.
const form = document.getElementById("search");
const field = form.elements.q;
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const filters = [...form.querySelectorAll("select")];
const words = form.dataset;
const plural = new Intl.PluralRules(document.documentElement.lang);
const number = new Intl.NumberFormat(document.documentElement.lang);
const KIND = "kind";
/** How many results of a kind are shown first, and more at a time. */
const FIRST = 5;
const MORE = 10;

let index;
let turn = 0;

/** Loads the index once; its entry is a module of the site. */
function load() {
  index ??= import(new URL(words.index, location.href)).then(async (module) => {
    await module.init();
    return module;
  });
  return index;
}

function element(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

/** The words of an excerpt, those that were found marked: tags other than `mark` stay text. */
function excerpt(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const nodes = [...parsed.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent,
  );
  return element("p", {}, ...nodes);
}

/** The sections of a page in which words were found. */
function sections(found) {
  const parts = found.sub_results.filter((part) => part.anchor).slice(0, 3);
  if (parts.length === 0) return [];
  const links = parts.map((part) => element("li", {}, element("a", { href: part.url }, part.title)));
  return [element("ul", { className: "search-sections" }, ...links)];
}

function entry(found) {
  const date = found.meta.date ? [" ", element("span", { className: "search-date" }, `(${found.meta.date})`)] : [];
  const link = element("a", { href: found.url }, found.meta.title);
  return element("li", {}, element("p", { className: "search-title" }, link, ...date), excerpt(found.excerpt), ...sections(found));
}

/** A list of one kind of page, with a button while there is more of it. */
async function group(kind, matches) {
  const list = element("ul", { className: "search-list" });
  const more = element("button", { type: "button" }, words.more, element("span", { className: "visually-hidden" }, ` – ${kind}`));
  let shown = 0;
  const show = async (count) => {
    const found = await Promise.all(matches.slice(shown, shown + count).map((match) => match.data()));
    const entries = found.map(entry);
    list.append(...entries);
    shown += found.length;
    more.hidden = shown >= matches.length;
    return entries;
  };
  let waiting = false;
  more.addEventListener("click", async () => {
    // A second click while the first is answered would show the same results again.
    if (waiting) return;
    waiting = true;
    try {
      const [first] = await show(MORE);
      first?.querySelector("a").focus();
    } finally {
      waiting = false;
    }
  });
  await show(FIRST);
  const heading = element("h2", {}, `${kind} (${number.format(matches.length)})`);
  return element("section", {}, heading, list, more);
}

function told(template, query, count) {
  const values = { query, count: number.format(count) };
  return template.replace(/\{(query|count)\}/g, (_, name) => values[name]);
}

/** What is asked for, as the address tells it. */
function asked() {
  const chosen = filters.filter((filter) => filter.value !== "").map((filter) => [filter.name, filter.value]);
  return { query: field.value.trim(), chosen };
}

async function search() {
  const mine = ++turn;
  const { query, chosen } = asked();
  const address = new URLSearchParams([...(query ? [["q", query]] : []), ...chosen]);
  history.replaceState(null, "", `${location.pathname}${address.size > 0 ? `?${address}` : ""}`);
  if (query === "" && chosen.length === 0) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  status.textContent = words.waiting;
  try {
    const pagefind = await load();
    const wanted = Object.fromEntries(chosen);
    const all = await pagefind.search(query || null, { filters: wanted });
    const kinds = Object.entries(all.filters[KIND] ?? {}).filter(([kind, count]) => count > 0 && (wanted[KIND] ?? kind) === kind);
    const groups = await Promise.all(
      kinds.map(async ([kind]) => {
        const { results: matches } = await pagefind.search(query || null, { filters: { ...wanted, [KIND]: kind } });
        return { kind, matches, best: matches[0]?.score ?? 0 };
      }),
    );
    groups.sort((a, b) => b.best - a.best);
    const lists = await Promise.all(groups.filter(({ matches }) => matches.length > 0).map(({ kind, matches }) => group(kind, matches)));
    if (mine !== turn) return;
    const count = all.results.length;
    const shownQuery = query || chosen.map(([, value]) => value).join(", ");
    const template = count === 0 ? words.none : plural.select(count) === "one" ? words.one : words.many;
    results.replaceChildren(...lists);
    status.textContent = told(template, shownQuery, count);
  } catch (error) {
    if (mine === turn) status.textContent = words.failed;
    index = undefined;
    throw error;
  }
}

/** Fills the filters with what the index knows; a filter that nothing can be chosen in stays away. */
async function fill(address) {
  const known = await (await load()).filters();
  for (const filter of filters) {
    const values = Object.keys(known[filter.name] ?? {}).sort(new Intl.Collator(document.documentElement.lang, { numeric: true }).compare);
    filter.append(...values.map((value) => element("option", { value }, value)));
    filter.closest("p").hidden = values.length === 0;
    filter.value = address.get(filter.name) ?? "";
    if (filter.value !== "") filter.closest("details").open = true;
  }
}

let timer;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, 300);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
for (const filter of filters) filter.addEventListener("change", search);

const address = new URLSearchParams(location.search);
field.value = address.get("q") ?? "";
// For browsers that do not know the media feature `scripting`.
document.getElementById("search-alone").hidden = true;
await fill(address).catch(() => {
  status.textContent = words.failed;
});
await search();
