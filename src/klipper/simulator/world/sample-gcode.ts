import { slicerStyle } from './slicer-style.ts';
import type { WorldFile } from './types.ts';

/** Counted up when the same facts give another file: older ones may lie in the cache of samples. */
export const SAMPLE_VERSION = 3;

const lineFeed = 10;

interface Plan {
  layers: number;
  layerHeight: number;
  movesPerLayer: number;
  stepMillimetres: number;
  feed: number;
  sideMillimetres: number;
  extrusion: number;
}

const bytesPerMove = 31;
/** Filament per way, mm/mm: more than twice as much is what Klipper refuses to print (max_extrude_cross_section). */
const thickest = 0.12;

/** The printer a file is made for: where on its bed the part stands and how wide it may be, and what it has. */
export interface SampleMachine {
  x: number;
  y: number;
  widest: number;
  nozzleMillimetres: number;
  heatedBed: boolean;
}

const usualMachine: SampleMachine = { x: 110, y: 110, widest: 150, nozzleMillimetres: 0.4, heatedBed: true };

/** How to fill the bytes and the seconds that the facts promise. */
function planOf(file: WorldFile, bodyBytes: number, place: SampleMachine): Plan {
  const seconds = Math.max(60, (file.estimated_time ?? 1200) - 40);
  const layerHeight = file.layer_height ?? 0.2;
  const layers = Math.max(1, Math.round((file.object_height ?? 10) / layerHeight));
  const moves = Math.max(layers * 4, Math.floor((bodyBytes - layers * 70) / bytesPerMove));
  const filament = file.filament_total_mm ?? 1000;
  const areaPerLayer = (filament * 2.405) / layerHeight / layers / 0.45;
  const sideMillimetres = Math.min(place.widest, Math.max(8, Math.sqrt(areaPerLayer)));
  const movesPerLayer = Math.max(4, Math.floor(moves / layers));
  const secondsPerMove = seconds / (movesPerLayer * layers);
  const stepMillimetres = Math.max(0.4, Math.min(sideMillimetres, secondsPerMove * 50));
  return {
    layers,
    layerHeight,
    movesPerLayer,
    stepMillimetres,
    feed: (stepMillimetres / secondsPerMove) * 60,
    sideMillimetres,
    extrusion: filament / (movesPerLayer * layers),
  };
}

/** A point at a distance along the outline of a square. */
function alongSquare(distance: number, side: number, { x, y }: SampleMachine): [number, number] {
  const at = distance % (side * 4);
  const half = side / 2;
  if (at < side) return [x - half + at, y - half];
  if (at < side * 2) return [x + half, y - half + (at - side)];
  if (at < side * 3) return [x + half - (at - side * 2), y + half];
  return [x - half, y + half - (at - side * 3)];
}

function headOf(file: WorldFile, machine: SampleMachine, head: string | undefined): string {
  const objects = (file.objects ?? []).map(
    (name, index) =>
      `EXCLUDE_OBJECT_DEFINE NAME=${name} CENTER=${80 + index * 30},110 POLYGON=[[${70 + index * 30},100],[${90 + index * 30},100],[${90 + index * 30},120],[${70 + index * 30},120]]`,
  );
  const layers = Math.max(1, Math.round((file.object_height ?? 10) / (file.layer_height ?? 0.2)));
  const bed = (command: string) =>
    machine.heatedBed ? [`${command} S${file.first_layer_bed_temp ?? 60}`] : [];
  const commands = [
    ...objects,
    `SET_PRINT_STATS_INFO TOTAL_LAYER=${layers}`,
    ...bed('M140'),
    `M104 S${file.first_layer_extr_temp ?? 210}`,
    'G28 ; home',
    ...bed('M190'),
    `M109 S${file.first_layer_extr_temp ?? 210}`,
    'G90',
    'M83',
    'G92 E0',
    '',
  ];
  const lines = slicerStyle(file).head(file, machine, layers);
  return `${head ?? ''}${lines.join('\n')}\n${commands.join('\n')}`;
}

function tailOf(file: WorldFile, machine: SampleMachine): string {
  const off = [
    'M104 S0',
    ...(machine.heatedBed ? ['M140 S0'] : []),
    'M107',
    'G91',
    'G1 Z5 F600',
    'G90',
    'M84',
  ];
  return [...off, ...slicerStyle(file).tail(file, machine), ''].join('\n');
}

/** A real G-code file with the size, time, filament and temperatures of the facts. */
export function sampleGcode(
  file: WorldFile,
  firstLines?: string,
  machine: SampleMachine = usualMachine,
): Buffer {
  const head = headOf(file, machine, firstLines);
  const tail = tailOf(file, machine);
  const size = Math.max(file.size ?? 60_000, head.length + tail.length + 400);
  const bodyBytes = size - Buffer.byteLength(head) - Buffer.byteLength(tail);
  const plan = planOf(file, bodyBytes, machine);
  const pieces: string[] = [];
  let used = 0;
  const add = (line: string): boolean => {
    if (used + line.length > bodyBytes) return false;
    pieces.push(line);
    used += line.length;
    return true;
  };
  fill(plan, file, machine, add);
  const rest = Buffer.alloc(bodyBytes - used, 59);
  if (rest.length) rest[rest.length - 1] = lineFeed;
  return Buffer.concat([Buffer.from(head), Buffer.from(pieces.join('')), rest, Buffer.from(tail)]);
}

function fill(plan: Plan, file: WorldFile, place: SampleMachine, add: (line: string) => boolean): void {
  const objects = file.objects ?? [];
  const style = slicerStyle(file);
  let before = alongSquare(0, plan.sideMillimetres, place);
  for (let layer = 0; layer < plan.layers; layer++) {
    const z = Math.min(file.object_height ?? Infinity, (layer + 1) * plan.layerHeight).toFixed(2);
    if (!add(`${style.layer(layer, z)}\nG1 Z${z} F600\nSET_PRINT_STATS_INFO CURRENT_LAYER=${layer + 1}\n`))
      return;
    if (objects.length) add(`EXCLUDE_OBJECT_START NAME=${objects[layer % objects.length]}\n`);
    let side = plan.sideMillimetres;
    let distance = 0;
    for (let move = 0; move < plan.movesPerLayer; move++) {
      distance += plan.stepMillimetres;
      if (distance > side * 4) {
        distance = 0;
        side = side > 4 ? side - 0.9 : plan.sideMillimetres;
      }
      const [x, y] = alongSquare(distance, side, place);
      const feed = move === 0 ? ` F${plan.feed.toFixed(0)}` : '';
      const extrusion = Math.min(plan.extrusion, Math.hypot(x - before[0], y - before[1]) * thickest);
      before = [x, y];
      if (!add(`G1 X${x.toFixed(3)} Y${y.toFixed(3)} E${extrusion.toFixed(5)}${feed}\n`)) return;
    }
    if (objects.length) add('EXCLUDE_OBJECT_END\n');
  }
}
