// A GLB as a drawing: white surfaces, dark edges, parts that can move apart.
import { Box3, EdgesGeometry, Group, LineSegments, Matrix4, Mesh, MeshBasicMaterial, Vector3 } from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

const SHARP = 24; // degrees between two faces from which their common edge is drawn
const APART = 0.9; // how far parts move outwards, in their own distances from the centre

/** Reads a GLB without its materials (a drawing needs none, and pictures inside stay unread). */
async function read(buffer) {
  const plain = new MeshBasicMaterial();
  const loader = new GLTFLoader();
  loader.register(() => ({ name: "drawing", loadMaterial: () => Promise.resolve(plain) }));
  return loader.parseAsync(buffer, "");
}

/** The model with Y up as three.js wants it; our converter writes Z up and says so. */
export async function drawingOf(buffer, ink) {
  const { scene, asset } = await read(buffer);
  const model = new Group();
  model.add(scene);
  if (asset.extras?.up === "z") scene.rotation.x = -Math.PI / 2;
  model.updateMatrixWorld(true);
  const meshes = [];
  model.traverse((node) => node.isMesh && meshes.push(node));
  for (const mesh of meshes) {
    mesh.material = ink.surface;
    mesh.add(new LineSegments(new EdgesGeometry(mesh.geometry, SHARP), ink.edge));
    mesh.add(named("outline", new Mesh(mesh.geometry, ink.outline)));
    mesh.add(named("cut", new Mesh(mesh.geometry, ink.cut), false));
  }
  return { model, meshes, box: new Box3().setFromObject(model), moves: movesOf(model, meshes) };
}

function named(name, mesh, visible = true) {
  return Object.assign(mesh, { name, visible });
}

/** For every mesh where it rests and which way it leaves, in its parent's measure. */
function movesOf(model, meshes) {
  const middle = new Box3().setFromObject(model).getCenter(new Vector3());
  return meshes.map((mesh) => {
    const away = new Box3().setFromObject(mesh).getCenter(new Vector3()).sub(middle).multiplyScalar(APART);
    const inward = new Matrix4().copy(mesh.parent.matrixWorld).invert().setPosition(0, 0, 0);
    return { mesh, rest: mesh.position.clone(), away: away.applyMatrix4(inward) };
  });
}

/** Moves the parts apart: 0 as built, 1 fully apart. */
export function apart(moves, amount) {
  for (const { mesh, rest, away } of moves) mesh.position.copy(rest).addScaledVector(away, amount);
}
