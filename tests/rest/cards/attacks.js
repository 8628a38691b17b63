// Looks for what an attack left on the card that is shown, then uses the card as a reader would.
async () => {
  const ELEMENTS = new Set((
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em " +
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q " +
    "rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time " +
    "tr u ul var wbr mjx-container").split(" "));
  const ATTRIBUTES = new Set(
    "alt class colspan height href lang open rowspan src start title width".split(" "));
  const EVENTS =
    "mouseover mouseenter mousemove pointerover pointerenter focus focusin blur toggle beforetoggle " +
    "animationstart animationend transitionend begin end load error submit copy wheel scroll keydown " +
    "contextmenu auxclick dblclick";
  const faults = [];
  const card = document.getElementById("qa");
  const every = [...card.querySelectorAll("*:not(#qa > style:first-child)")]; // Anki puts the CSS there
  const drawn = (element) => element.closest("mjx-container") !== null;

  for (const element of every) {
    const name = element.localName;
    if (!drawn(element) && !ELEMENTS.has(name)) faults.push(`an element ${name}`);
    for (const { name: key, value } of element.attributes) {
      const ours = drawn(element) || ATTRIBUTES.has(key) || (name === "hr" && value === "answer");
      if (!ours || /^on|^srcdoc$|^ping$/i.test(key)) faults.push(`an attribute ${key} of ${name}`);
      if (key === "style" && /url\(|fixed/i.test(value)) faults.push(`a style ${value}`);
    }
    const leads = element.getAttribute("href") ?? element.getAttribute("xlink:href");
    const points = drawn(element) && leads?.startsWith(`${location.origin}/#`); // \ref
    if (leads !== null && !points && !["http:", "https:", "mailto:"].includes(element.protocol)) {
      faults.push(`a link to ${leads.slice(0, 60)}`);
    }
    const picture = element.getAttribute("src");
    if (picture !== null && !/^[a-z0-9_-]{1,40}-[0-9a-f]{8}\.(png|jpg|gif|webp|avif|svg)$/.test(picture)) {
      faults.push(`a source ${picture.slice(0, 60)}`);
    }
  }

  // What is seen of each element lies on the page of the card, and in its flow.
  const page = document.body.getBoundingClientRect();
  const look = (element, clip) => {
    const style = getComputedStyle(element);
    if (element.localName === "mjx-assistive-mml" || style.display === "none") return;
    if (!drawn(element) && style.position !== "static") {
      faults.push(`${element.localName} is ${style.position}`);
    }
    const box = element.getBoundingClientRect();
    const seen = {
      left: Math.max(box.left, clip.left), right: Math.min(box.right, clip.right),
      top: Math.max(box.top, clip.top), bottom: Math.min(box.bottom, clip.bottom),
    };
    const shows = seen.right > seen.left && seen.bottom > seen.top;
    if (shows && style.display !== "contents" &&
        (seen.left < page.left - 2 || seen.right > page.right + 2 ||
         seen.top < page.top - 2 || seen.bottom > page.bottom + 2)) {
      faults.push(`${element.localName} lies outside the card`);
    }
    const within = style.overflowX !== "visible" && style.display !== "inline" ? seen : clip;
    for (const child of element.children) look(child, within);
  };
  const everywhere = { left: -1e9, right: 1e9, top: -1e9, bottom: 1e9 };
  for (const child of card.children) look(child, everywhere);
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
    faults.push("the page is wider than the screen");
  }
  for (const fold of card.querySelectorAll("details")) fold.open = true;
  const text = document.body.innerText; // of what is not drawn it gives the source

  for (const element of every.slice(0, 2000)) {
    if (drawn(element) && !element.hasAttribute("href")) continue; // MathJax has a menu of its own
    if (drawn(element) || !ELEMENTS.has(element.localName) || element.attributes.length) {
      for (const event of EVENTS.split(" ")) element.dispatchEvent(new Event(event));
    }
    const pressed = /^(a|area|summary|button|input|label|select|textarea|video|audio)$/;
    if (pressed.test(element.localName) || element.hasAttribute("href")) {
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
    if (element.localName === "details") element.open = !element.open;
  }
  await new Promise((done) => setTimeout(done));

  const { known, heads } = window.trap;
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!known.has(name)) faults.push(`window.${name} was set`);
    known.add(name);
  }
  for (const name of ["_showAnswer", "_queueAction", "pycmd", "bridgeCommand", "MathJax", "anki"]) {
    if (window[name] instanceof Node) faults.push(`window.${name} is an element`);
  }
  const head = document.querySelectorAll("head > :not(style)").length;
  if (head !== heads) faults.push("the head of the page changed");
  window.trap.heads = head;
  return { faults: [...new Set(faults)], text };
}
