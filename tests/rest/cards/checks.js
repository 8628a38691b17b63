// What is wrong with the card that a page shows, as a list of words; and its code as it is copied.
() => {
  const faults = [];
  const root = document.documentElement;
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const cut = (text) => JSON.stringify(text.trim().slice(0, 40));

  // Pictures and width

  for (const image of document.images) {
    const name = image.getAttribute("src");
    if (!image.naturalWidth) faults.push(`broken picture ${name}`);
    const style = getComputedStyle(image);
    const frame = parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft);
    const [width, height] = [image.offsetWidth - 2 * frame, image.offsetHeight - 2 * frame];
    if (Math.abs(height - (width * image.naturalHeight) / image.naturalWidth) > 1) {
      faults.push(`squashed picture ${name}: ${width} × ${height}`);
    }
  }
  if (root.scrollWidth > root.clientWidth) {
    faults.push(`${root.scrollWidth - root.clientWidth} px wider than the page`);
  }

  // Formulas: every one drawn, none with an error or an unknown command (drawn in red)

  for (const math of document.querySelectorAll(".math")) {
    if (!math.querySelector("mjx-container")) faults.push(`formula not drawn: ${cut(math.textContent)}`);
  }
  for (const error of document.querySelectorAll("mjx-merror")) {
    faults.push(`formula with an error: ${cut(error.getAttribute("title") ?? error.textContent)}`);
  }
  for (const red of document.querySelectorAll('mjx-mtext[style*="color: red"]')) {
    faults.push(`unknown command in a formula: ${cut(red.textContent)}`);
  }

  // Contrast, as WCAG 2.2 has it: of each text and each glyph of a formula with what lies behind it

  const colour = (written) => {
    const parts = /^rgba?\(([\d., ]+)\)$/.exec(written)?.[1].split(",").map(Number);
    if (!parts) throw new Error(`a colour that is not understood: ${written}`);
    return [...parts.slice(0, 3), parts[3] ?? 1];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
  const luminance = (rgb) => {
    const [r, g, b] = rgb
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const grounds = new Map();
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const shadow = style.overflowX === "auto" && !style.backgroundImage.includes("url(");
      if (style.backgroundImage !== "none" && !shadow) {
        faults.push(`a picture behind ${cut(element.textContent)}`);
      }
      grounds.set(element, over(colour(style.backgroundColor), ground(element.parentElement)));
    }
    return grounds.get(element);
  };
  const opacity = (element) =>
    element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  const contrasts = new Map();
  const contrast = (element) => {
    if (!contrasts.has(element)) {
      const behind = ground(element);
      const [r, g, b, a] = colour(getComputedStyle(element).color);
      const ink = over([r, g, b, a * opacity(element)], behind);
      const [low, high] = [luminance(behind), luminance(ink)].sort((one, two) => one - two);
      contrasts.set(element, (high + 0.05) / (low + 0.05));
    }
    return contrasts.get(element);
  };
  const judge = (element, text) => {
    if (contrast(element) < 4.5) {
      const name = `${element.localName}.${element.className}`.replace(/\.$/, "");
      faults.push(`contrast ${contrast(element).toFixed(2)} of <${name}> ${cut(text)}`);
    }
  };
  const walker = document.createTreeWalker(document.getElementById("qa"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const [text, element] = [walker.currentNode.data, walker.currentNode.parentElement];
    if (!text.trim() || element.closest("style, script, mjx-assistive-mml")) continue;
    range.selectNodeContents(walker.currentNode);
    if (!range.getClientRects().length) continue;
    judge(element, text);
    if (/\\[([]/.test(text) && !element.closest("pre, code, samp, kbd, mjx-container")) {
      faults.push(`formula left as text: ${cut(text)}`);
    }
  }
  for (const glyph of document.querySelectorAll("mjx-c")) judge(glyph, "in a formula");

  // Code, as it is copied

  const code = [...document.querySelectorAll("pre")].map((block) => {
    getSelection().selectAllChildren(block);
    return getSelection().toString();
  });
  getSelection().removeAllRanges();
  return { faults: [...new Set(faults)], code };
}
