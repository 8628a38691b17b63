"use strict";
// Search, filters, order, groups and colours. The page is whole without it; what it does is kept in the
// address behind `#?`, and on paper nothing of it shows.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const [controls, search, kind, sort, group, theme, navigation, status, list, groups] =
    ["controls", "search", "kind", "sort", "group", "theme", "navigation", "status", "rows", "groups"].map(byId);
  const names = JSON.parse(byId("names").textContent); // title and series of posts, by number
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const collator = collatorOf(root.lang);
  const numbers = (text) => (text ? text.split(" ").map(Number) : []);
  const texts = (element, selector) => [...element.querySelectorAll(selector)].map((e) => e.textContent);
  const rows = [...document.querySelectorAll(".row")].map((element, order) => ({
    element,
    order,
    text: plain(texts(element, ".title, .address, .where, .question, :is(.faulty *, :not(.listed)) > .from").join("\n")),
    listedText: plain(texts(element, ".listed > .from").join("\n")),
    title: element.querySelector(".title").textContent,
    kind: element.dataset.kind,
    host: element.dataset.host,
    newest: element.dataset.newest,
    places: Number(element.dataset.places),
    listings: Number(element.dataset.listings),
    listing: element.classList.contains("listing"),
    sources: numbers(element.dataset.sources),
    listed: numbers(element.dataset.listed),
    away: false,
  }));
  const posts = [...document.querySelectorAll(".post")].map((element) => ({
    element,
    text: plain(texts(element, ".title, .where, .quiet, .asked").join("\n")),
    orphan: element.classList.contains("orphan"),
  }));
  const FIRST = 60; // rows that groups show before one is opened
  let sorted = rows;
  let arranged = "posts";
  let at = null;

  function collatorOf(language) {
    try {
      return new Intl.Collator(language);
    } catch { // no tag of a language
      return new Intl.Collator();
    }
  }

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  }

  function say(text, number) {
    const forms = text.split("|");
    return forms[number === 1 || forms.length === 1 ? 0 : 1].replace("{}", number.toLocaleString("en"));
  }

  // What is shown: `away` means something on the screen alone, never on paper.

  function show() {
    const words = plain(search.value).split(" ").filter(Boolean);
    const found = [];
    for (const row of sorted) {
      const fits = (navigation.checked || !row.listing)
        && (kind.value === "all" || row.kind === kind.value)
        && words.every((word) => row.text.includes(word) || (navigation.checked && row.listedText.includes(word)));
      if (fits) found.push(row);
      if (row.away === fits) {
        row.away = !fits;
        row.element.classList.toggle("away", !fits);
      }
    }
    showGroups(found);
    const orphans = kind.value === "orphans";
    const told = showPosts(words, orphans);
    const links = found.length ? say(status.dataset.found, found.length) : status.dataset.nothing;
    status.textContent = orphans ? told : words.length ? `${links} ${told}` : links;
  }

  function showPosts(words, orphans) {
    let number = 0;
    for (const { element, text, orphan } of posts) {
      const fits = (!orphans || orphan) && words.every((word) => text.includes(word));
      number += fits;
      element.classList.toggle("away", !fits);
    }
    if (orphans) byId("posts").closest("details").open = true;
    return say(status.dataset.posts, number);
  }

  const orders = {
    posts: (a, b) => a.order - b.order,
    places: (a, b) => b.places - a.places || b.listings - a.listings || a.order - b.order,
    title: (a, b) => collator.compare(a.title, b.title) || a.order - b.order,
    host: (a, b) => !a.host - !b.host || collator.compare(a.host, b.host) || a.order - b.order,
    newest: (a, b) => (a.newest < b.newest) - (a.newest > b.newest) || a.order - b.order,
  };

  function arrange() {
    if (sort.value !== arranged) {
      arranged = sort.value;
      sorted = [...rows].sort(orders[arranged]);
      list.append(...sorted.map((row) => row.element));
    }
    show();
  }

  // Groups: a row stands in each group that it belongs to, as a copy that is made when the group opens.

  const belongs = {
    host: (row) => [row.host],
    post: (row) => holders(row).map((number) => names[number][0]),
    series: (row) => holders(row).map((number) => names[number][1]),
  };

  function holders(row) {
    return navigation.checked || !row.places ? [...row.sources, ...row.listed] : row.sources;
  }

  function showGroups(found) {
    const grouped = group.value !== "none";
    list.classList.toggle("away", grouped);
    groups.hidden = !grouped;
    if (!grouped) {
      groups.replaceChildren();
      return;
    }
    const opened = new Map([...groups.children].map((element) => [element.dataset.name, element.open]));
    const members = new Map();
    for (const row of found) {
      for (const name of new Set(belongs[group.value](row))) {
        if (members.has(name)) members.get(name).push(row);
        else members.set(name, [row]);
      }
    }
    const order = [...members].sort(([a, x], [b, y]) => !a - !b || y.length - x.length || collator.compare(a, b));
    let room = FIRST;
    groups.replaceChildren(...order.map(([name, of]) => {
      const element = groupOf(name, of);
      element.open = opened.get(name) ?? room > 0;
      if (element.open) fill(element, of);
      room -= of.length;
      return element;
    }));
  }

  function groupOf(name, members) {
    const element = document.createElement("details");
    element.className = "group";
    element.dataset.name = name;
    const summary = document.createElement("summary");
    const count = document.createElement("span");
    count.className = "count";
    count.textContent = `(${members.length})`;
    summary.append(name || status.dataset.other, " ", count);
    element.append(summary);
    element.addEventListener("toggle", () => element.open && fill(element, members));
    return element;
  }

  function fill(element, members) {
    if (element.children.length > 1) return;
    const copies = document.createElement("ol");
    copies.className = "rows";
    for (const row of members) {
      const copy = row.element.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("at", "away");
      copies.append(copy);
    }
    element.append(copies);
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  }

  function nameTheme() {
    theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark;
  }

  // The address

  const selects = { kind, sort, group };

  function keep() {
    const state = new URLSearchParams();
    if (search.value) state.set("search", search.value);
    for (const [name, select] of Object.entries(selects)) {
      if (select.selectedIndex > 0) state.set(name, select.value);
    }
    if (navigation.checked) state.set("navigation", "1");
    if (root.dataset.theme) state.set("theme", root.dataset.theme);
    const text = state.toString();
    history.replaceState(null, "", text ? `#?${text}` : "#");
  }

  function restore() {
    const state = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
    search.value = state.get("search") ?? "";
    for (const [name, select] of Object.entries(selects)) {
      select.value = state.get(name) ?? "";
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    }
    navigation.checked = state.get("navigation") === "1";
    if (["dark", "light"].includes(state.get("theme"))) root.dataset.theme = state.get("theme");
    else delete root.dataset.theme;
    nameTheme();
    arrange();
  }

  // A link within the page leads to a row or a post, which must be there to be seen.
  function reveal() {
    if (location.hash.startsWith("#?")) return restore();
    const here = [...rows, ...posts].find(({ element }) => `#${element.id}` === location.hash);
    if (!here) return;
    if (here.element.classList.contains("away") || (here.kind && group.value !== "none")) {
      search.value = "";
      kind.selectedIndex = group.selectedIndex = 0;
      navigation.checked ||= here.places === 0;
      show();
    }
    const places = here.element.querySelector("details");
    if (places) places.open = true;
    here.element.scrollIntoView();
  }

  // The keyboard

  function go(step) {
    const shown = group.value === "none"
      ? sorted.filter((row) => !row.away).map((row) => row.element)
      : [...groups.querySelectorAll(".group[open] .row")];
    if (!shown.length) return;
    const from = shown.includes(at) ? shown.indexOf(at) : step > 0 ? -1 : shown.length;
    at?.classList.remove("at");
    at = shown[Math.min(Math.max(from + step, 0), shown.length - 1)];
    at.classList.add("at");
    at.tabIndex = -1;
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  }

  function unfold() {
    const places = at?.querySelector("details");
    if (places) places.open = !places.open;
  }

  const keys = {
    "/": () => search.focus(),
    j: () => go(1),
    k: () => go(-1),
    n: () => navigation.click(),
    d: () => theme.click(),
    " ": unfold,
    enter: unfold,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (event.target === search && event.key === "Escape") {
      search.value = "";
      search.blur();
      changed();
    } else if (!event.target.matches("input, select, button, a, summary, .scroll") && keys[key]) {
      if ((key === " " || key === "enter") && event.target !== at) return;
      event.preventDefault();
      keys[key]();
    } else if (event.target.matches("[type=checkbox], a, summary, .scroll") && /^[/jknd]$/.test(key)) {
      event.preventDefault();
      keys[key]();
    }
  });

  // The start

  function changed() {
    show();
    keep();
  }

  if (!list) return;
  controls.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", changed);
  for (const control of [kind, group, navigation]) control.addEventListener("change", changed);
  sort.addEventListener("change", () => { arrange(); keep(); });
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
    keep();
  });
  dark.addEventListener("change", nameTheme);
  addEventListener("hashchange", reveal);
  controls.hidden = false;
  restore();
  reveal();
})();
