// Paper and ink of the page as materials; asked again whenever the theme changes.
import { Color, DoubleSide, BackSide, LineBasicMaterial, MeshBasicMaterial, MeshLambertMaterial } from "three";

/** The colour that a custom property has right now at this element. */
function colour(element, name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  element.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return new Color(value);
}

/** Surface, edge and cut, all cut by the same planes. */
export function inkFor(element, planes) {
  const offset = { polygonOffset: true, polygonOffsetFactor: 1.5, polygonOffsetUnits: 1.5 };
  const surface = new MeshLambertMaterial({ side: DoubleSide, clippingPlanes: planes, ...offset });
  const edge = new LineBasicMaterial({ clippingPlanes: planes });
  // Seen from inside, a surface is drawn flat: this reads as the filled face of a cut.
  const cut = new MeshBasicMaterial({ side: BackSide, clippingPlanes: planes });
  const refresh = () => {
    const [sheet, ink] = [colour(element, "--sheet"), colour(element, "--ink")];
    surface.color.copy(sheet).lerp(ink, 0.035);
    edge.color.copy(ink);
    cut.color.copy(colour(element, "--blue-wash"));
  };
  refresh();
  return { surface, edge, cut, refresh };
}

/** Calls back when the theme changes, by the system or by the page's switch. */
export function onTheme(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
