import {
  BufferGeometry,
  Color,
  ColorManagement,
  DoubleSide,
  Float32BufferAttribute,
  LineBasicMaterial,
  LinearSRGBColorSpace,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { MESH_COLOURS, RELIEF, shareOf, type MeshView } from './mesh.ts';

/** Where a corner of the bed is on the drawing, in its pixels. */
export interface CornerAt {
  x: number;
  y: number;
}

export interface MeshScene {
  /** Draws anew; the angle is in radians, 0 has the front before the viewer. Returns where the corners are. */
  draw: (angle: number) => CornerAt[];
  resize: (widthPixels: number, heightPixels: number) => void;
  stop: () => void;
}

const FLOOR = -0.22;
// Colours are mixed as the page mixes them, and reach the screen as they are.
ColorManagement.enabled = false;

function heightsOf(mesh: MeshView): (row: number, column: number) => Vector3 {
  const depth = mesh.rows.length;
  return (row, column) =>
    new Vector3(
      mesh.columns < 2 ? 0 : column / (mesh.columns - 1) - 0.5,
      (shareOf(mesh.rows[row]?.[column] ?? 0, mesh) - 0.5) * RELIEF,
      depth < 2 ? 0 : 0.5 - row / (depth - 1),
    );
}

function colourOf(share: number): Color {
  const [low, middle, high] = [MESH_COLOURS.low, MESH_COLOURS.middle, MESH_COLOURS.high].map(
    (colour) => new Color(colour),
  ) as [Color, Color, Color];
  return share < 0.5 ? low.lerp(middle, share * 2) : middle.lerp(high, share * 2 - 1);
}

function surface(mesh: MeshView, at: ReturnType<typeof heightsOf>): BufferGeometry {
  const positions: number[] = [];
  const colours: number[] = [];
  const indices: number[] = [];
  mesh.rows.forEach((row, y) =>
    row.forEach((value, x) => {
      positions.push(...at(y, x).toArray());
      colours.push(...colourOf(shareOf(value, mesh)).toArray());
      if (y + 1 < mesh.rows.length && x + 1 < mesh.columns) {
        const here = y * mesh.columns + x;
        const above = here + mesh.columns;
        indices.push(here, here + 1, above, here + 1, above + 1, above);
      }
    }),
  );
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3));
  geometry.setAttribute('color', new Float32BufferAttribute(colours, 3));
  geometry.setIndex(indices);
  return geometry;
}

/** The measured grid on the surface, and with `flat` its shadow on the floor and the posts between. */
function grid(mesh: MeshView, at: ReturnType<typeof heightsOf>, flat: boolean): BufferGeometry {
  const points: Vector3[] = [];
  const place = (row: number, column: number) => (flat ? at(row, column).setY(FLOOR) : at(row, column));
  const [last, right] = [mesh.rows.length - 1, mesh.columns - 1];
  for (let row = 0; row <= last; row++)
    for (let column = 0; column <= right; column++) {
      if (column < right) points.push(place(row, column), place(row, column + 1));
      if (row < last) points.push(place(row, column), place(row + 1, column));
    }
  if (flat)
    for (const [row, column] of [
      [0, 0],
      [0, right],
      [last, 0],
      [last, right],
    ] as const)
      // prettier-ignore
      points.push(at(row, column), place(row, column));
  return new BufferGeometry().setFromPoints(points);
}

/**
 * The bed as a relief on a canvas. Nothing moves by itself.
 * @param ink the colour of the grid, as the page has it
 * @throws when the browser has no WebGL
 */
export function createMeshScene(canvas: HTMLCanvasElement, mesh: MeshView, ink: string): MeshScene {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: 'low-power' });
  renderer.outputColorSpace = LinearSRGBColorSpace;
  const scene = new Scene();
  const at = heightsOf(mesh);
  const line = new Color(ink);
  const lines = (opacity: number) => new LineBasicMaterial({ color: line, transparent: true, opacity });
  scene.add(
    new Mesh(
      surface(mesh, at),
      new MeshBasicMaterial({
        vertexColors: true,
        side: DoubleSide,
        polygonOffset: true,
        polygonOffsetFactor: 1,
      }),
    ),
    new LineSegments(grid(mesh, at, false), lines(0.42)),
    new LineSegments(grid(mesh, at, true), lines(0.16)),
  );
  const camera = new PerspectiveCamera(28, 1, 0.1, 10);
  let size = { width: 1, height: 1 };
  const [last, right] = [mesh.rows.length - 1, mesh.columns - 1];
  const corners = [at(0, 0), at(0, right), at(last, 0), at(last, right)];

  return {
    resize(width, height) {
      size = { width, height };
      renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
      renderer.setSize(width, height, false);
      camera.aspect = width / height;
      camera.updateProjectionMatrix();
    },
    draw(angle) {
      // Far enough that a corner turned towards the viewer stays inside, also where the card is narrow.
      const far = Math.max(2.75, 5.2 / Math.max(0.6, camera.aspect));
      camera.position.set(Math.sin(angle) * far * 0.86, far * 0.5, Math.cos(angle) * far * 0.86);
      camera.lookAt(0, -0.06, 0);
      camera.updateMatrixWorld();
      renderer.render(scene, camera);
      return corners.map((corner) => {
        const seen = corner.clone().project(camera);
        return { x: ((seen.x + 1) / 2) * size.width, y: ((1 - seen.y) / 2) * size.height };
      });
    },
    stop() {
      scene.traverse((one) => {
        if (!(one instanceof Mesh || one instanceof LineSegments)) return;
        (one.geometry as BufferGeometry).dispose();
        (one.material as LineBasicMaterial).dispose();
      });
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
