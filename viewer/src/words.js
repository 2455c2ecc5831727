// What the viewer says. A page may say it differently: data-word-fit="…" on the container wins.
const WORDS = {
  de: {
    loading: "Das 3D-Modell wird geladen …",
    webgl: "Dieser Browser zeigt hier kein 3D (WebGL fehlt). Das Bild bleibt stehen.",
    failed: "Das 3D-Modell ließ sich nicht laden. Das Bild bleibt stehen.",
    empty: "Das 3D-Modell enthält keine Flächen. Das Bild bleibt stehen.",
    lost: "Der Browser hat die 3D-Ansicht beendet. Lade die Seite neu, um sie wieder zu öffnen.",
    hint: "Pfeiltasten drehen, mit Umschalt verschieben sie, Plus und Minus vergrößern und verkleinern, 0 passt ein.",
    tools: "Werkzeuge der 3D-Ansicht",
    fit: "Einpassen",
    explode: "Auseinander",
    section: "Schnitt",
    depth: "Schnitttiefe",
    axis: "Schnittrichtung",
    x: "längs",
    y: "quer",
    z: "hoch",
  },
  en: {
    loading: "The 3D model is loading …",
    webgl: "This browser cannot show 3D here (no WebGL). The picture stays.",
    failed: "The 3D model could not be loaded. The picture stays.",
    empty: "The 3D model has no surfaces. The picture stays.",
    lost: "The browser has closed the 3D view. Reload the page to open it again.",
    hint: "Arrow keys turn, with shift they move, plus and minus zoom, 0 fits.",
    tools: "Tools of the 3D view",
    fit: "Fit",
    explode: "Explode",
    section: "Section",
    depth: "Depth of the section",
    axis: "Direction of the section",
    x: "along",
    y: "across",
    z: "up",
  },
};

/** The words for one container: in the page's language, each replaceable by a data-word-… attribute. */
export function wordsFor(container) {
  const known = document.documentElement.lang.startsWith("de") ? WORDS.de : WORDS.en;
  const own = (name) => container.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`];
  return Object.fromEntries(Object.entries(known).map(([name, text]) => [name, own(name) ?? text]));
}
