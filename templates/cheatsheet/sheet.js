"use strict";
// Search, filters, self-testing and colours. The page is whole without it; what it does is kept in the
// address behind `#?`, and on paper nothing of it shows.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const [controls, search, group, tag, fold, theme, status] =
    ["controls", "search", "group", "tag", "fold", "theme", "status"].map(byId);
  const questions = [...document.querySelectorAll(".question")].map((element) => ({
    element,
    text: plain(element.textContent),
    group: element.closest("[data-group]").dataset.group,
    tags: element.closest("[data-tags]").dataset.tags.split("\n"),
    parts: [element.closest(".posts"), element.closest(".series")],
    stretch: element.closest(".stretch"),
    away: false,
  }));
  const parts = [...document.querySelectorAll(".posts, .series")];
  const stretches = [...document.querySelectorAll(".stretch")];
  const rest = [...document.querySelectorAll(".contents, .terms, .endnotes")];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let at = null;
  let marking = 0;

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  }

  // What is shown: `away` means something on the screen alone, never on paper.

  function isAway(element) {
    return element.classList.contains("away");
  }

  function show() {
    const words = plain(search.value).split(" ").filter(Boolean);
    const filtered = Boolean(words.length || group.value || tag?.value);
    const used = new Set();
    const room = new Map(stretches.map((stretch) => [stretch, 0]));
    let found = 0;
    for (const question of questions) {
      const fits = words.every((word) => question.text.includes(word))
        && (!group.value || question.group === group.value)
        && (!tag?.value || question.tags.includes(tag.value));
      if (fits) {
        found += 1;
        for (const part of question.parts) used.add(part);
        room.set(question.stretch, room.get(question.stretch) + 1);
      }
      if (question.away === fits) {
        question.away = !fits;
        question.element.classList.toggle("away", !fits);
      }
    }
    for (const part of parts) part.classList.toggle("away", filtered && !used.has(part));
    // What is far from the window is not laid out: its height is reckoned from its questions.
    for (const [stretch, shown] of room) stretch.style.containIntrinsicBlockSize = `${shown * 18}rem`;
    for (const part of rest) part.classList.toggle("away", filtered);
    status.textContent = !filtered ? "" : found ? `${found} ${status.dataset.found}` : status.dataset.nothing;
    clearTimeout(marking);
    marking = setTimeout(mark, 80, words); // typing goes before colouring what was found
  }

  function mark(words) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (!words.length) return;
    const ranges = [];
    for (const { element } of questions) {
      if (isAway(element)) continue;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && ranges.length < 300; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        for (const word of words) {
          for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + word.length)) {
            const range = new Range();
            range.setStart(node, i);
            range.setEnd(node, i + word.length);
            ranges.push(range);
          }
        }
      }
      if (ranges.length >= 300) break;
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function setFold(on) {
    root.classList.toggle("self-test", on);
    fold.setAttribute("aria-pressed", String(on));
    fold.textContent = on ? fold.dataset.on : fold.dataset.off;
    for (const { element } of questions) reveal(element, false);
  }

  function reveal(element, on) {
    element.classList.toggle("shown", on);
    const button = element.querySelector(".reveal");
    if (!button) return;
    button.setAttribute("aria-expanded", String(on));
    button.textContent = on ? fold.dataset.hide : fold.dataset.reveal;
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  }

  function nameTheme() {
    theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark;
  }

  // The address

  function keep() {
    const state = new URLSearchParams();
    if (search.value) state.set("search", search.value);
    if (group.value) state.set("group", group.value);
    if (tag?.value) state.set("tag", tag.value);
    if (root.classList.contains("self-test")) state.set("fold", "1");
    if (root.dataset.theme) state.set("theme", root.dataset.theme);
    const text = state.toString();
    history.replaceState(null, "", text ? `#?${text}` : "#");
  }

  function restore() {
    if (!location.hash.startsWith("#?")) return;
    const state = new URLSearchParams(location.hash.slice(2));
    search.value = state.get("search") ?? "";
    group.value = state.get("group") ?? "";
    if (tag) tag.value = state.get("tag") ?? "";
    if (["dark", "light"].includes(state.get("theme"))) root.dataset.theme = state.get("theme");
    else delete root.dataset.theme;
    setFold(state.get("fold") === "1");
    show();
  }

  // The keyboard

  function go(step) {
    const shown = questions.map(({ element }) => element).filter((element) => !isAway(element));
    if (!shown.length) return;
    const from = at && !isAway(at) ? shown.indexOf(at) : step > 0 ? -1 : shown.length;
    at?.classList.remove("at");
    at = shown[Math.min(Math.max(from + step, 0), shown.length - 1)];
    at.classList.add("at");
    at.tabIndex = -1;
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "start" });
  }

  const keys = {
    "/": () => search.focus(),
    j: () => go(1),
    k: () => go(-1),
    f: () => fold.click(),
    d: () => theme.click(),
    " ": () => at && root.classList.contains("self-test") && reveal(at, !at.classList.contains("shown")),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select, button, a, summary");
    if (event.target === search && event.key === "Escape") {
      search.value = "";
      search.blur();
      show();
      keep();
    } else if (!typing && keys[event.key.toLowerCase()]) {
      if (event.key === " " && !(at && root.classList.contains("self-test"))) return;
      event.preventDefault();
      keys[event.key.toLowerCase()]();
    }
  });

  // The start

  for (const { element } of questions) {
    const answer = element.querySelector(".answer");
    if (!answer) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "reveal";
    button.setAttribute("aria-controls", answer.id);
    button.addEventListener("click", () => {
      at?.classList.remove("at");
      at = element;
      reveal(element, !element.classList.contains("shown"));
    });
    answer.before(button);
  }
  controls.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", () => { show(); keep(); });
  for (const select of [group, tag]) select?.addEventListener("change", () => { show(); keep(); });
  fold.addEventListener("click", () => { setFold(!root.classList.contains("self-test")); keep(); });
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
    keep();
  });
  dark.addEventListener("change", nameTheme);
  addEventListener("hashchange", restore);
  controls.hidden = false;
  setFold(false);
  restore();
  nameTheme();
})();
