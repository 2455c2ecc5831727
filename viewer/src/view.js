// One view of one model: an orthographic camera that draws only when something changed.
import { AmbientLight, DirectionalLight, OrthographicCamera, Plane, Scene, Spherical, Vector3, WebGLRenderer } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { inkFor, onTheme } from "./ink.js";
import { apart, drawingOf } from "./model.js";

const ISOMETRIC = new Vector3(1, 0.8, 1.15).normalize();
const MARGIN = 1.12;
const AXES = { x: new Vector3(-1, 0, 0), y: new Vector3(0, 0, -1), z: new Vector3(0, -1, 0) };
const OUTLINE = 2.4; // half of a window is one unit wide: this is 1.2 pixels
const CALM = 240; // milliseconds, as --calm

export class View {
  /** Throws when the browser has no WebGL. */
  constructor(element) {
    this.element = element;
    this.planes = [];
    this.renderer = new WebGLRenderer({ antialias: true, alpha: true });
    this.renderer.localClippingEnabled = true;
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    this.canvas = this.renderer.domElement;
    this.canvas.setAttribute("aria-hidden", "true");
    element.append(this.canvas);
    this.scene = new Scene();
    this.camera = new OrthographicCamera(-1, 1, 1, -1, -100, 100);
    const lamp = new DirectionalLight(0xffffff, 1.1);
    lamp.position.set(-0.35, 0.6, 1);
    this.camera.add(lamp, lamp.target);
    this.scene.add(this.camera, new AmbientLight(0xffffff, 2.1));
    this.ink = inkFor(element, this.planes);
    this.controls = new OrbitControls(this.camera, this.canvas);
    this.controls.enableDamping = false;
    this.controls.addEventListener("change", () => this.draw());
    this.grip(false);
  }

  /** Wheel and vertical swipes belong to the page until somebody takes hold of the view. */
  grip(held) {
    this.controls.enableZoom = held;
    this.canvas.style.touchAction = held ? "none" : "pan-y";
  }

  async show(buffer) {
    const { model, meshes, box, moves } = await drawingOf(buffer, this.ink);
    Object.assign(this, { box, moves, amount: 0, parts: meshes.length });
    if (box.isEmpty()) return;
    this.cuts = meshes.map((mesh) => mesh.getObjectByName("cut"));
    this.outlines = meshes.map((mesh) => mesh.getObjectByName("outline"));
    this.scene.add(model);
    onTheme(() => (this.ink.refresh(), this.draw()));
    new ResizeObserver(() => this.resize()).observe(this.element);
    this.resize();
    this.fit();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height) return;
    this.renderer.setSize(width, height, false);
    this.ink.pixel.value.set(OUTLINE / width, OUTLINE / height);
    this.shape = width / height;
    this.frame();
  }

  frame() {
    const half = this.half ?? 1;
    Object.assign(this.camera, { left: -half * this.shape, right: half * this.shape, top: half, bottom: -half });
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  /** The whole model from the draughtsman's corner. */
  fit() {
    const grown = this.box.clone();
    const middle = grown.getCenter(new Vector3());
    if (this.amount) grown.expandByVector(grown.getSize(new Vector3()).multiplyScalar(0.45 * this.amount));
    const radius = grown.getSize(new Vector3()).length() / 2;
    this.controls.target.copy(middle);
    this.camera.position.copy(middle).addScaledVector(ISOMETRIC, radius * 4);
    Object.assign(this.camera, { near: -radius * 4, far: radius * 12, zoom: 1 });
    this.camera.lookAt(middle);
    this.camera.updateMatrixWorld(true);
    const seen = new Vector3();
    const most = new Vector3();
    for (let corner = 0; corner < 8; corner++) {
      seen.set(...["x", "y", "z"].map((axis, bit) => ((corner >> bit) & 1 ? grown.max : grown.min)[axis]));
      seen.applyMatrix4(this.camera.matrixWorldInverse);
      most.max(new Vector3(Math.abs(seen.x), Math.abs(seen.y), 0));
    }
    this.half = MARGIN * Math.max(most.y, most.x / this.shape);
    this.frame();
    this.controls.update();
  }

  turn(across, up) {
    const away = this.camera.position.clone().sub(this.controls.target);
    const angle = new Spherical().setFromVector3(away);
    angle.theta += across;
    angle.phi += up;
    this.camera.position.setFromSpherical(angle.makeSafe()).add(this.controls.target);
    this.controls.update();
  }

  move(across, up) {
    const step = new Vector3(across, up, 0).multiplyScalar((this.half * 0.1) / this.camera.zoom);
    step.applyQuaternion(this.camera.quaternion);
    this.camera.position.add(step);
    this.controls.target.add(step);
    this.controls.update();
  }

  zoom(factor) {
    this.camera.zoom = Math.min(50, Math.max(0.2, this.camera.zoom * factor));
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  /** Parts apart or together; people who asked for less motion see the end at once. */
  explode(wanted) {
    const [from, to, start] = [this.amount, wanted ? 1 : 0, performance.now()];
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = (now) => {
      const done = still ? 1 : Math.min(1, Math.max(0, (now - start) / CALM));
      this.amount = from + (to - from) * done;
      apart(this.moves, this.amount);
      this.fit();
      if (done < 1) requestAnimationFrame(step);
    };
    step(start);
  }

  /** Cuts away what lies beyond `depth` (0 to 1) along an axis of the model; null closes the cut. */
  section(axis, depth) {
    this.planes.length = 0;
    if (axis) {
      const normal = AXES[axis];
      const [low, high] = [this.box.min, this.box.max].map((corner) => -normal.dot(corner));
      this.planes.push(new Plane(normal, Math.min(low, high) + Math.abs(high - low) * depth));
    }
    for (const cut of this.cuts) cut.visible = Boolean(axis);
    // The inside of a cut body would be black otherwise.
    for (const outline of this.outlines) outline.visible = !axis;
    for (const material of [this.ink.surface, this.ink.edge, this.ink.cut]) material.needsUpdate = true;
    this.draw();
  }

  draw() {
    if (this.waiting || !this.box) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.renderer.render(this.scene, this.camera);
    });
  }
}
