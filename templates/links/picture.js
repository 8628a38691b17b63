"use strict";
// What a picture shows of a node, and how paper unfolds the page. Apart from the rows: a page may have none.
(() => {
  // The pictures: what is near a node is emphasised.

  for (const picture of document.querySelectorAll("svg.picture")) {
    const nodes = [...picture.querySelectorAll(".node")];
    const near = nodes.map((node) => new Set([node]));
    for (const line of picture.querySelectorAll("[data-from]")) {
      const { from, to } = line.dataset;
      near[from].add(line).add(nodes[to]);
      near[to].add(line).add(nodes[from]);
    }
    const choose = (node) => {
      for (const element of picture.querySelectorAll(".near")) element.classList.remove("near");
      const others = node && near[node.dataset.node];
      picture.classList.toggle("chosen", Boolean(others && others.size > 1));
      for (const element of others ?? []) element.classList.add("near");
    };
    for (const type of ["pointerover", "focusin"]) {
      picture.addEventListener(type, (event) => choose(event.target.closest(".node")));
    }
    for (const type of ["pointerleave", "focusout"]) picture.addEventListener(type, () => choose(null));
  }

  // On paper all is unfolded, also where the style sheet alone cannot do it.

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")].map((element) => [element, element.name]);
    for (const element of document.querySelectorAll("details[name]")) element.removeAttribute("name");
    for (const [element] of folded) element.open = true;
  });
  addEventListener("afterprint", () => {
    for (const [element] of folded) element.open = false;
    for (const element of document.querySelectorAll(".around")) element.name = "neighbourhood";
  });
})();
