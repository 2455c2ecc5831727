// What hands can do: buttons and keys.

function make(kind, properties = {}, attributes = {}) {
  const element = Object.assign(document.createElement(kind), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function button(text, press, toggles = false) {
  const made = make("button", { type: "button", className: "btn viewer__tool", textContent: text });
  if (toggles) made.setAttribute("aria-pressed", "false");
  made.addEventListener("click", () => {
    const on = toggles && made.getAttribute("aria-pressed") === "false";
    if (toggles) made.setAttribute("aria-pressed", String(on));
    press(on);
  });
  return made;
}

function sectionTools(view, words) {
  const group = make("span", { className: "viewer__section", hidden: true });
  const axis = make("select", { className: "viewer__axis" }, { "aria-label": words.axis });
  for (const name of ["x", "y", "z"]) axis.append(new Option(words[name], name));
  const depth = make("input", { type: "range", min: 0, max: 100, value: 50 }, { "aria-label": words.depth });
  const cut = () => view.section(group.hidden ? null : axis.value, depth.value / 100);
  for (const input of [axis, depth]) input.addEventListener("input", cut);
  group.append(axis, depth);
  const toggle = button(words.section, (on) => ((group.hidden = !on), cut()), true);
  return [toggle, group];
}

/** The row of tools below the view. */
export function toolbar(view, words) {
  const bar = make("div", { className: "viewer__tools" }, { role: "group", "aria-label": words.tools });
  bar.append(button(words.fit, () => view.fit()));
  if (view.parts > 1) bar.append(button(words.explode, (on) => view.explode(on), true));
  bar.append(...sectionTools(view, words));
  return bar;
}

const STEP = Math.PI / 18;
const KEYS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** Makes the view one stop of the keyboard that says what it shows and which keys it knows. */
export function keyboard(element, view, label, words) {
  for (const [name, value] of Object.entries({ tabindex: "0", role: "application", "aria-label": label, "aria-description": words.hint })) {
    element.setAttribute(name, value);
  }
  element.addEventListener("focus", () => view.grip(true));
  element.addEventListener("blur", () => view.grip(false));
  element.addEventListener("pointerdown", () => element.focus({ preventScroll: true }));
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = KEYS[event.key];
    if (arrow && event.shiftKey) view.move(arrow[0], -arrow[1]);
    else if (arrow) view.turn(arrow[0] * STEP, arrow[1] * STEP);
    else if (event.key === "+" || event.key === "=") view.zoom(1.25);
    else if (event.key === "-") view.zoom(0.8);
    else if (event.key === "0") view.fit();
    else return;
    event.preventDefault();
  });
}
