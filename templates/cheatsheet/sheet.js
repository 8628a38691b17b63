"use strict";
// Search, filters, self-testing and colours. The page is whole without it; what it does is kept in the
// address behind `#?`, what the reader knew in the browser's storage, and on paper nothing of it shows.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const [controls, search, group, tag, fold, missed, reset, theme, status] =
    ["controls", "search", "group", "tag", "fold", "missed", "reset", "theme", "status"].map(byId);
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
  const STORED = `postdeck ${document.body.dataset.sheet}`;
  let verdicts = stored() ?? {}; // whether the reader knew an answer, by the id of its question
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
    const failed = isPressed(missed);
    const filtered = Boolean(words.length || group.value || tag?.value || failed);
    const used = new Set();
    const room = new Map(stretches.map((stretch) => [stretch, 0]));
    let found = 0;
    for (const question of questions) {
      const fits = words.every((word) => question.text.includes(word))
        && (!group.value || question.group === group.value)
        && (!tag?.value || question.tags.includes(tag.value))
        && (!failed || verdicts[question.element.id] === false);
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

  // Self-testing

  function isPressed(button) {
    return button.getAttribute("aria-pressed") === "true";
  }

  function press(button, on) {
    button.setAttribute("aria-pressed", String(on));
  }

  function setFold(on) {
    root.classList.toggle("self-test", on);
    press(fold, on);
    if (!on) press(missed, false);
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

  function stored() {
    try {
      const found = JSON.parse(localStorage.getItem(STORED));
      return found && typeof found === "object" ? found : {};
    } catch { // the storage is forbidden, or holds what is not ours
      return null;
    }
  }

  function store(kept) {
    verdicts = kept;
    try {
      localStorage.setItem(STORED, JSON.stringify(kept));
    } catch { /* it lasts as long as the page */ }
    showVerdicts();
  }

  function judge(element, knew) {
    const next = neighbour(element, 1);
    store({ ...(stored() ?? verdicts), [element.id]: knew });
    if (isPressed(missed)) show();
    return next;
  }

  function showVerdicts() {
    for (const button of document.querySelectorAll(".verdict")) {
      press(button, verdicts[button.closest(".question").id] === (button.dataset.knew === "true"));
    }
    const number = questions.filter(({ element }) => verdicts[element.id] === false).length;
    missed.textContent = `${missed.dataset.text} (${number})`;
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
    if (isPressed(missed)) state.set("missed", "1");
    if (root.dataset.theme) state.set("theme", root.dataset.theme);
    const text = state.toString();
    history.replaceState(null, "", text ? `#?${text}` : "#");
  }

  function restore() {
    if (!location.hash.startsWith("#?")) return choose(questionAt(document.querySelector(":target")));
    const state = new URLSearchParams(location.hash.slice(2));
    search.value = state.get("search") ?? "";
    group.value = state.get("group") ?? "";
    if (tag) tag.value = state.get("tag") ?? "";
    if (["dark", "light"].includes(state.get("theme"))) root.dataset.theme = state.get("theme");
    else delete root.dataset.theme;
    setFold(state.get("fold") === "1");
    press(missed, root.classList.contains("self-test") && state.get("missed") === "1");
    show();
  }

  // The keyboard

  function questionAt(element) {
    return element?.closest(".question") ?? at;
  }

  function choose(element) {
    at?.classList.remove("at");
    at = element;
    at?.classList.add("at");
  }

  function neighbour(element, step) {
    const shown = questions.map((question) => question.element).filter((each) => !isAway(each));
    const from = shown.includes(element) ? shown.indexOf(element) : step > 0 ? -1 : shown.length;
    return shown[Math.min(Math.max(from + step, 0), shown.length - 1)];
  }

  function go(element) {
    if (!element || isAway(element)) return;
    choose(element);
    at.tabIndex = -1;
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "start" });
  }

  function judgeHere(knew) {
    if (at?.classList.contains("shown")) go(judge(at, knew));
  }

  const keys = {
    "/": () => search.focus(),
    j: () => go(neighbour(at, 1)),
    k: () => go(neighbour(at, -1)),
    f: () => fold.click(),
    y: () => judgeHere(true),
    n: () => judgeHere(false),
    m: () => root.classList.contains("self-test") && missed.click(),
    d: () => theme.click(),
    " ": () => at && root.classList.contains("self-test") && reveal(at, !at.classList.contains("shown")),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches(event.key === " " ? "input, select, button, a, summary" : "input, select");
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
    const open = button("reveal", () => reveal(element, !element.classList.contains("shown")));
    open.setAttribute("aria-controls", answer.id);
    answer.before(open);
    for (const [knew, text] of [[true, missed.dataset.knew], [false, missed.dataset.failed]]) {
      const verdict = button("verdict", () => judge(element, knew));
      verdict.dataset.knew = String(knew);
      verdict.textContent = text;
      answer.before(verdict);
    }
  }

  function button(kind, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.addEventListener("click", act);
    return made;
  }

  controls.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", () => { show(); keep(); });
  for (const select of [group, tag]) select?.addEventListener("change", () => { show(); keep(); });
  fold.addEventListener("click", () => { setFold(!root.classList.contains("self-test")); show(); keep(); });
  missed.addEventListener("click", () => { press(missed, !isPressed(missed)); show(); keep(); });
  reset.addEventListener("click", () => {
    if (!confirm(reset.dataset.sure)) return;
    store({});
    show();
  });
  document.addEventListener("click", (event) => choose(questionAt(event.target)));
  addEventListener("storage", (event) => {
    if (event.key !== STORED) return;
    verdicts = stored() ?? verdicts;
    showVerdicts();
  });
  new ResizeObserver(() => {
    root.style.scrollPaddingTop = `${controls.offsetHeight + 8}px`;
  }).observe(controls);
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
    keep();
  });
  dark.addEventListener("change", nameTheme);
  addEventListener("hashchange", restore);
  controls.hidden = byId("keys").hidden = false;
  showVerdicts();
  setFold(false);
  restore();
  nameTheme();
})();
