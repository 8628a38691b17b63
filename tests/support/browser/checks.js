// What is wrong with a sheet in a browser: each function gives a list of faults, empty if all is well.
(() => {
  const name = (element) =>
    `<${[element.localName, ...element.classList].join(".")}> ${JSON.stringify(element.textContent.trim().slice(0, 40))}`;
  const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
  // An element that is off the screen may be laid out roughly; here it must be laid out in full.
  const layOut = () => {
    for (const element of document.querySelectorAll(".question")) {
      element.style.contentVisibility = "visible";
    }
  };
  const texts = function* (root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.data.trim()) yield walker.currentNode;
  };
  const rectsOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((rect) => rect.width && rect.height);
  };

  const rectOf = (node, at, length) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + length);
    return [...range.getClientRects()].filter((rect) => rect.width);
  };

  return {
    // What sticks out of the page at its width, unless it can be scrolled to.
    overflow() {
      layOut();
      const root = document.documentElement;
      const faults = [];
      if (root.scrollWidth > root.clientWidth) {
        faults.push(`the page is ${root.scrollWidth - root.clientWidth} px wider than the window`);
      }
      const inside = new Set();
      for (const element of document.body.querySelectorAll("*")) {
        if (inside.has(element.parentElement)) { inside.add(element); continue; }
        const rect = element.getBoundingClientRect();
        if (rect.width && (rect.right > root.clientWidth + 1 || rect.left < -1)) {
          faults.push(`sticks out to ${Math.round(rect.left)}…${Math.round(rect.right)}: ${name(element)}`);
        }
        if (scrolls(element) || element.localName === "math") inside.add(element);
      }
      return faults.slice(0, 20);
    },

    // What a reader cannot see, of those that match.
    unseen(selector) {
      layOut();
      return [...document.querySelectorAll(selector)]
        .filter((element) => {
          const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
          return !seen || (element.textContent.trim() && !element.getBoundingClientRect().height);
        })
        .map(name);
    },

    ids() {
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      return ids.filter((id, at) => ids.indexOf(id) !== at);
    },

    anchors() {
      return [...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute("href"))
        .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1))));
    },

    // The colours of all text, each with the one behind it.
    colours() {
      const found = new Set();
      for (const node of texts(document.body)) {
        if (node.parentElement.closest("script, style, #theme, .reveal")) continue;
        const style = getComputedStyle(node.parentElement);
        found.add(`${style.color} on ${style.backgroundColor}`);
      }
      return [...found].sort();
    },

    // Text and pictures that leave the column they stand in; for the page as it is laid out for paper.
    columns(count, gap) {
      const main = document.querySelector("main").getBoundingClientRect();
      const width = (main.width - gap * (count - 1)) / count;
      const faults = [];
      const judge = (rect, holder, what) => {
        const parts = [...holder.getClientRects()];
        const inside = parts.some((part) => rect.left > part.left - 1 && rect.right < part.right + 1.5
          && rect.bottom > part.top - 2 && rect.top < part.bottom + 2);
        if (!inside) faults.push(`${Math.round(rect.width)} px leave their column: ${what}`);
        const wide = holder.closest(".wide");
        if (parts.some((part) => part.width > (wide ? main.width : width) + 1)) {
          faults.push(`wider than a column: ${name(holder)}`);
        }
      };
      const holders = ".wide, .answer, .more, .prompt, .terms, .open, .endnotes li, h2, h3";
      for (const node of texts(document.querySelector("main"))) {
        const [parent, holder] = [node.parentElement, node.parentElement.closest(holders)];
        if (!parent.checkVisibility() || parent.closest("annotation, rt, rp")) continue;
        if (!holder) faults.push(`stands nowhere: ${name(parent)}`);
        else for (const rect of rectsOf(node)) judge(rect, holder, `${name(parent)} of ${name(holder)}`);
      }
      for (const image of document.querySelectorAll("main img")) {
        judge(image.getBoundingClientRect(), image.closest(holders), `picture ${image.alt}`);
      }
      return [...new Set(faults)].slice(0, 20);
    },

    // Chinese characters that take more room than their own, as in lines that are stretched.
    stretched(selector) {
      layOut();
      const faults = new Set();
      for (const root of document.querySelectorAll(selector)) {
        for (const node of texts(root)) {
          const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
          for (const pair of node.data.matchAll(/(?=[\u4e00-\u9fff]{2})/g)) {
            const more = rectOf(node, pair.index, 1)[0].width - size;
            if (more > 0.5) faults.add(`${more.toFixed(1)} px too wide: ${name(root)}`);
          }
        }
      }
      return [...faults].slice(0, 12);
    },

    // Words that are broken, though each of them fits into a share of the width of its holder.
    torn(selector, holders, share) {
      layOut();
      const faults = new Set();
      for (const root of document.querySelectorAll(selector)) {
        const width = Math.max(...[...root.closest(holders).getClientRects()].map((rect) => rect.width));
        for (const node of texts(root)) {
          for (const word of node.data.matchAll(/\w+/g)) {
            const lines = rectOf(node, word.index, word[0].length);
            const whole = lines.reduce((sum, line) => sum + line.width, 0);
            if (lines.length > 1 && whole < share * width) faults.add(`${word[0]} in ${name(root)}`);
          }
        }
      }
      return [...faults].slice(0, 12);
    },

    // Text that is too small (pt); the scripts of scripts in a formula may be.
    tiny(least) {
      const faults = new Set();
      for (const node of texts(document.body)) {
        const parent = node.parentElement;
        if (!parent.checkVisibility() || parent.closest("annotation, rp")) continue;
        if (parent.closest("[style*='--fit']")) continue; // longer than its paper: small, or it would be cut
        const style = getComputedStyle(parent);
        const size = parseFloat(style.fontSize) * 0.75;
        const depth = parent.closest("math") ? style.mathDepth : "-";
        if (size < least - 0.01 && !(Number(depth) > 1)) {
          faults.add(`${size.toFixed(2)} pt, depth ${depth}: ${name(parent)} in ${name(parent.parentElement).slice(0, 30)}`);
        }
      }
      return [...faults].slice(0, 12);
    },

    // Cards to cut out: where each lies on its page, and whether its text fits.
    cards() {
      return [...document.querySelectorAll(".cut")].map((page) => {
        const at = page.getBoundingClientRect();
        return [...page.querySelectorAll(".card")].map((card) => {
          const rect = card.getBoundingClientRect();
          const inner = [...card.querySelectorAll("*")].filter((e) => !e.closest("math") || e.localName === "math");
          const bottom = Math.max(...inner.map((e) => e.getBoundingClientRect().bottom));
          const right = Math.max(...inner.map((e) => e.getBoundingClientRect().right));
          return {
            column: rect.left - at.left < at.width / 2 - 2 ? 0 : 1,
            top: Math.round(rect.top - at.top),
            height: Math.round(rect.height),
            cut: Math.max(card.scrollHeight - card.clientHeight, Math.round(bottom - rect.bottom)),
            wide: Math.max(card.scrollWidth - card.clientWidth, Math.round(right - rect.right)),
            prompt: card.querySelector("h2")?.innerText.trim() ?? "",
            number: card.querySelector(".number")?.textContent.trim() ?? "",
            foot: card.querySelector(".foot").textContent.trim(),
            text: card.innerText.slice(0, 60),
          };
        });
      });
    },
  };
})()
