// Turns [data-viewer][data-model] into a 3D view once it comes near; the picture inside stays until then, and whenever 3D fails.
import { keyboard, toolbar } from "./tools.js";
import { View } from "./view.js";
import { wordsFor } from "./words.js";

const NEAR = "400px";

function state(container, name, text = "") {
  container.dataset.state = name;
  let word = container.querySelector(".viewer__word");
  if (!word) {
    word = document.createElement("p");
    word.className = "viewer__word";
    word.setAttribute("role", "status");
    container.append(word);
  }
  word.textContent = text;
}

async function load(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.arrayBuffer();
}

function open(element) {
  // Asked first, because three.js complains loudly in the console where there is none.
  if (!document.createElement("canvas").getContext("webgl2")) return null;
  try {
    return new View(element);
  } catch {
    return null; // the browser promised WebGL and did not keep it: three.js throws a plain Error
  }
}

async function stage(container) {
  const words = wordsFor(container);
  const element = document.createElement("div");
  element.className = "viewer__view";
  container.append(element);
  const view = open(element);
  const giveUp = (word) => (element.remove(), container.querySelector(".viewer__tools")?.remove(), state(container, "fallback", word));
  if (!view) return giveUp(words.webgl);
  state(container, "loading", words.loading);
  view.canvas.addEventListener("webglcontextlost", () => giveUp(words.lost));
  try {
    await view.show(await load(container.dataset.model));
  } catch (error) {
    console.warn(error);
    return giveUp(words.failed);
  }
  if (!view.parts) return giveUp(words.empty);
  keyboard(element, view, container.dataset.label ?? "", words);
  container.append(toolbar(view, words));
  state(container, "ready");
}

const watch = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watch.unobserve(target);
    stage(target);
  }
}, { rootMargin: NEAR });
for (const container of document.querySelectorAll("[data-viewer][data-model]")) watch.observe(container);
