import type { Machine } from '../machine/machine.ts';
import { hashText, seededRandom } from '../machine/random.ts';
import { liveMotion } from '../machine/toolhead.ts';
import {
  fillAll,
  fillPolygon,
  fillRectangle,
  glow,
  mix,
  type Color,
  type Point,
  type Raster,
} from './raster.ts';

interface View {
  /** Bed millimetres and height to picture points. */
  project(x: number, y: number, z: number): Point;
  scale: number;
}

const plastics: Color[] = [
  [238, 112, 46],
  [64, 170, 190],
  [120, 180, 80],
  [210, 80, 120],
  [235, 200, 70],
  [150, 120, 210],
];

/** Looking at the bed from the front, from above, as a camera on the frame does. */
function viewOf(machine: Machine, raster: Raster): View {
  const { axisMinimum, axisMaximum } = machine.toolhead;
  const width = axisMaximum[0] - axisMinimum[0] || 200;
  const depth = axisMaximum[1] - axisMinimum[1] || 200;
  const scale = (raster.width * 0.62) / width;
  return {
    scale,
    project(x, y, z) {
      const u = (x - axisMinimum[0]) / width - 0.5;
      const v = (y - axisMinimum[1]) / depth;
      const near = 1.12 - v * 0.34;
      return [
        raster.width / 2 + u * raster.width * 0.62 * near,
        raster.height * 0.93 - v * raster.height * 0.36 - z * scale * 0.92 * near,
      ];
    },
  };
}

/** Draws bed, part, gantry and nozzle; hot things glow; the camera's faults spoil the picture. */
export function drawScene(raster: Raster, machine: Machine, name: string): void {
  if (machine.faults.has('webcam-black')) {
    fillAll(raster, [2, 2, 3], [2, 2, 3]);
    return;
  }
  const seed = hashText(name);
  const random = seededRandom(seed);
  const wall: Color = [54 + random() * 40, 56 + random() * 36, 62 + random() * 44];
  const lit = [...machine.pins.values()].some((value) => value > 0);
  const light = lit ? 1.25 : 1;
  const shade = (color: Color): Color => [
    Math.min(255, color[0] * light),
    Math.min(255, color[1] * light),
    Math.min(255, color[2] * light),
  ];
  fillAll(raster, shade(wall), shade([wall[0] * 0.5, wall[1] * 0.5, wall[2] * 0.5]));
  const view = viewOf(machine, raster);
  const accent = plastics[seed % plastics.length] as Color;
  drawFrame(raster, shade, accent);
  drawBed(raster, machine, view, shade);
  drawPart(raster, machine, view, shade, plastics[(seed >>> 4) % plastics.length] as Color);
  if (machine.faults.has('webcam-spaghetti')) drawSpaghetti(raster, machine, view, random, accent);
  drawHead(raster, machine, view, shade, accent);
}

function drawFrame(raster: Raster, shade: (color: Color) => Color, accent: Color): void {
  const steel = shade([40, 42, 46]);
  fillRectangle(raster, raster.width * 0.07, 0, 22, raster.height * 0.86, steel);
  fillRectangle(raster, raster.width * 0.93 - 22, 0, 22, raster.height * 0.86, steel);
  fillRectangle(raster, raster.width * 0.07, 0, raster.width * 0.86, 16, steel);
  fillRectangle(
    raster,
    raster.width * 0.07 + 8,
    30,
    6,
    raster.height * 0.6,
    shade(mix(accent, [40, 42, 46], 0.45)),
  );
}

function corners(machine: Machine, view: View, z: number): Point[] {
  const { axisMinimum: low, axisMaximum: high } = machine.toolhead;
  return [
    view.project(low[0], low[1], z),
    view.project(high[0], low[1], z),
    view.project(high[0], high[1], z),
    view.project(low[0], high[1], z),
  ];
}

function drawBed(raster: Raster, machine: Machine, view: View, shade: (color: Color) => Color): void {
  const bed = machine.heaters.get('heater_bed');
  const warm = bed ? Math.max(0, (bed.readCelsius - 35) / 75) : 0;
  const plate = mix([72, 74, 78], [120, 66, 50], warm * 0.7);
  const base = corners(machine, view, 0);
  fillPolygon(
    raster,
    base.map(([x, y]) => [x, y + 9] as Point),
    shade([30, 31, 34]),
  );
  fillPolygon(raster, base, shade(plate));
  const { axisMinimum: low, axisMaximum: high } = machine.toolhead;
  for (let line = 1; line < 6; line++) {
    const x = low[0] + ((high[0] - low[0]) * line) / 6;
    const y = low[1] + ((high[1] - low[1]) * line) / 6;
    stroke(
      raster,
      view.project(x, low[1], 0),
      view.project(x, high[1], 0),
      shade(mix(plate, [255, 255, 255], 0.12)),
    );
    stroke(
      raster,
      view.project(low[0], y, 0),
      view.project(high[0], y, 0),
      shade(mix(plate, [255, 255, 255], 0.12)),
    );
  }
}

function stroke(raster: Raster, from: Point, to: Point, color: Color): void {
  const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]));
  for (let step = 0; step <= steps; step++) {
    const share = step / Math.max(1, steps);
    fillRectangle(
      raster,
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
      1,
      1,
      color,
    );
  }
}

/** The part, cell by cell from the back to the front: a top and a front for each. */
function drawPart(
  raster: Raster,
  machine: Machine,
  view: View,
  shade: (color: Color) => Color,
  color: Color,
): void {
  const { heights, columns, rows } = machine.growth;
  const { axisMinimum: low, axisMaximum: high } = machine.toolhead;
  const width = (high[0] - low[0]) / columns;
  const depth = (high[1] - low[1]) / rows;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = 0; column < columns; column++) {
      const z = heights[row * columns + column] ?? 0;
      if (z <= 0) continue;
      const x = low[0] + column * width;
      const y = low[1] + row * depth;
      const stripe = Math.floor(z / 0.4) % 2 === 0 ? 0 : 0.05;
      const front = view.project(x, y, 0);
      const frontTop = view.project(x, y, z);
      const right = view.project(x + width, y, z);
      const side = mix(color, [0, 0, 0], 0.32 + stripe);
      fillRectangle(
        raster,
        front[0],
        frontTop[1],
        right[0] - front[0] + 1,
        front[1] - frontTop[1] + 1,
        shade(side),
      );
      fillPolygon(
        raster,
        [frontTop, right, view.project(x + width, y + depth, z), view.project(x, y + depth, z)],
        shade(mix(color, [255, 255, 255], 0.08)),
      );
    }
  }
}

function drawSpaghetti(
  raster: Raster,
  machine: Machine,
  view: View,
  random: () => number,
  color: Color,
): void {
  const { axisMinimum: low, axisMaximum: high } = machine.toolhead;
  let x = (low[0] + high[0]) / 2;
  let y = (low[1] + high[1]) / 2;
  let from = view.project(x, y, 5);
  for (let strand = 0; strand < 260; strand++) {
    x += (random() - 0.5) * 34;
    y += (random() - 0.5) * 34;
    x += ((low[0] + high[0]) / 2 - x) * 0.12;
    y += ((low[1] + high[1]) / 2 - y) * 0.12;
    const to = view.project(x, y, random() * 32);
    stroke(raster, from, to, color);
    from = to;
  }
}

function drawHead(
  raster: Raster,
  machine: Machine,
  view: View,
  shade: (color: Color) => Color,
  accent: Color,
): void {
  const { position } = liveMotion(machine);
  const parked = machine.toolhead.homedAxes === '' && position[2] === 0;
  const [x, y] = view.project(position[0], position[1], position[2] + (parked ? 40 : 0));
  fillRectangle(raster, raster.width * 0.08, y - 74, raster.width * 0.84, 14, shade([58, 60, 66]));
  fillRectangle(raster, x - 30, y - 84, 60, 50, shade([34, 35, 39]));
  fillRectangle(raster, x - 30, y - 84, 60, 6, shade(accent));
  fillRectangle(raster, x - 14, y - 34, 28, 16, shade([120, 120, 124]));
  const heater = machine.heaters.get(machine.toolhead.activeExtruder);
  const heat = heater ? Math.max(0, (heater.readCelsius - 60) / 200) : 0;
  fillPolygon(
    raster,
    [
      [x - 7, y - 18],
      [x + 7, y - 18],
      [x + 2, y],
      [x - 2, y],
    ],
    shade(mix([176, 150, 92], [255, 120, 40], heat)),
  );
  if (heat > 0.2) glow(raster, x, y - 8, 26, [255, 120, 40], Math.min(0.75, heat * 0.7));
}
