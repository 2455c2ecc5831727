// Paper and ink of the page as materials; asked again whenever the theme changes.
import { Color, DoubleSide, BackSide, LineBasicMaterial, MeshBasicMaterial, MeshLambertMaterial, Vector2 } from "three";

/** The colour that a custom property has right now at this element. */
function colour(element, name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  element.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return new Color(value);
}

/** Mixed as the eye mixes them, not as light does: a touch of white must not turn navy into grey. */
function mixed(one, other, share) {
  return one.clone().convertLinearToSRGB().lerp(other.clone().convertLinearToSRGB(), share).convertSRGBToLinear();
}

/** Draws the back of a body a little larger than the body, so that a rim shows where it turns away: round things get an outline. */
function outlineFor(planes, pixel) {
  const material = new MeshBasicMaterial({ side: BackSide, clippingPlanes: planes, polygonOffset: true, polygonOffsetFactor: 6, polygonOffsetUnits: 6 });
  material.onBeforeCompile = (shader) => {
    shader.uniforms.pixel = pixel;
    shader.vertexShader = `uniform vec2 pixel;\n${shader.vertexShader}`.replace(
      "#include <project_vertex>",
      `#include <project_vertex>
      vec2 away = (projectionMatrix * vec4(normalMatrix * normal, 0.0)).xy / pixel;
      if (dot(away, away) > 0.0) gl_Position.xy += normalize(away) * pixel * gl_Position.w;`,
    );
  };
  return material;
}

/** Surface, edge, outline and cut, all cut by the same planes; `pixel` is the size of an outline on the screen. */
export function inkFor(element, planes) {
  const offset = { polygonOffset: true, polygonOffsetFactor: 1.5, polygonOffsetUnits: 1.5 };
  const surface = new MeshLambertMaterial({ side: DoubleSide, clippingPlanes: planes, ...offset });
  const edge = new LineBasicMaterial({ clippingPlanes: planes });
  // Seen from inside, a surface is drawn flat: this reads as the filled face of a cut.
  const cut = new MeshBasicMaterial({ side: BackSide, clippingPlanes: planes });
  const pixel = { value: new Vector2(0.004, 0.004) };
  const outline = outlineFor(planes, pixel);
  const refresh = () => {
    const [sheet, ink, blue] = ["--sheet", "--ink", "--blue"].map((name) => colour(element, name));
    const night = sheet.r + sheet.g + sheet.b < ink.r + ink.g + ink.b;
    surface.color.copy(night ? mixed(sheet, blue, 0.16) : mixed(sheet, ink, 0.035));
    outline.color.copy(ink);
    edge.color.copy(ink);
    cut.color.copy(colour(element, "--blue-wash"));
  };
  refresh();
  return { surface, edge, outline, cut, pixel, refresh };
}

/** Calls back when the theme changes, by the system or by the page's switch. */
export function onTheme(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
