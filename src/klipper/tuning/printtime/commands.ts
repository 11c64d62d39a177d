import { ARC_PLANES } from './arcs.ts';
import { HAS_E, HAS_F, HAS_X, HAS_Y, HAS_Z } from './coordinates.ts';
import type { Axis } from './coordinates.ts';
import { GcodeError } from './errors.ts';
import type { Machine } from './machine.ts';
import type { GcodeLine } from './words.ts';
import { namedValues, numberAmong } from './words.ts';

type Command = (machine: Machine, line: GcodeLine) => void;

const AXES = ['X', 'Y', 'Z', 'E'];
const DISABLE_MOTORS_SECONDS = 0.1;

/** Commands that change positions, modes, limits or time; everything else only counts as not included. */
export const COMMANDS = new Map<string, Command>([
  ['G0', linear],
  ['G1', linear],
  ['G2', (machine, line) => arc(machine, line, true)],
  ['G3', (machine, line) => arc(machine, line, false)],
  ['G4', dwell],
  ['G10', (machine, line) => (machine.retraction ? machine.retraction.retract() : unknown(machine, line))],
  ['G11', (machine, line) => (machine.retraction ? machine.retraction.unretract() : unknown(machine, line))],
  ['G17', plane],
  ['G18', plane],
  ['G19', plane],
  ['G20', inches],
  ['G28', home],
  ['G90', ({ coordinates }) => (coordinates.absolute = true)],
  ['G91', ({ coordinates }) => (coordinates.absolute = false)],
  [
    'G92',
    ({ coordinates }, { words }) => coordinates.setOrigin(AXES.map((axis) => numberAmong(words, axis))),
  ],
  ['M82', ({ coordinates }) => (coordinates.absoluteExtrude = true)],
  ['M83', ({ coordinates }) => (coordinates.absoluteExtrude = false)],
  ['M18', disableMotors],
  ['M84', disableMotors],
  ['M109', waitForHeater],
  ['M190', waitForHeater],
  ['TEMPERATURE_WAIT', waitForHeater],
  ['M204', acceleration],
  ['M220', ({ coordinates }, { words }) => coordinates.setSpeedFactor(percent(words))],
  ['M221', ({ coordinates }, { words }) => coordinates.setExtrudeFactor(percent(words))],
  ['M400', ({ toolhead }) => toolhead.stop()],
  ['SET_VELOCITY_LIMIT', velocityLimit],
  ['SET_GCODE_OFFSET', gcodeOffset],
  ['SAVE_GCODE_STATE', ({ coordinates }, line) => coordinates.save(stateName(line))],
  ['RESTORE_GCODE_STATE', restoreState],
  ['SET_PRESSURE_ADVANCE', pressureAdvance],
  ['SET_RETRACTION', setRetraction],
  ['ACTIVATE_EXTRUDER', (machine, line) => selectTool(machine, namedValues(line).get('EXTRUDER') ?? '')],
]);

/** `T1` and the like. */
export function toolChange(machine: Machine, command: string): boolean {
  const number = /^T(\d+)$/.exec(command)?.[1];
  if (number === undefined) return false;
  selectTool(machine, number === '0' ? 'extruder' : `extruder${number}`);
  return true;
}

function linear({ coordinates }: Machine, { words }: GcodeLine): void {
  const bits = [HAS_X, HAS_Y, HAS_Z, HAS_E, HAS_F];
  const values = [...AXES, 'F'].map((name) => numberAmong(words, name));
  const mask = bits.reduce((sum, bit, i) => (values[i] === undefined ? sum : sum | bit), 0);
  const [x = 0, y = 0, z = 0, e = 0, f = 0] = values;
  coordinates.linear(mask, x, y, z, e, f);
}

function arc(machine: Machine, line: GcodeLine, clockwise: boolean): void {
  if (machine.arcs) machine.arcs.run(line, clockwise);
  else unknown(machine, line);
}

function unknown({ notIncluded }: Machine, { command }: GcodeLine): void {
  notIncluded.count(command);
}

function plane({ arcs }: Machine, { command }: GcodeLine): void {
  if (arcs) arcs.plane = ARC_PLANES[command]!;
}

/** Klipper reads P (milliseconds) and no S. */
function dwell({ toolhead }: Machine, { words }: GcodeLine): void {
  toolhead.dwell((numberAmong(words, 'P', { atLeast: 0 }) ?? 0) / 1000);
}

function inches(): void {
  throw new GcodeError('inches (G20) are not supported; Klipper stops here');
}

function home(machine: Machine, { words }: GcodeLine): void {
  const named = ([0, 1, 2] as Axis[]).filter((axis) => words.has(AXES[axis]!));
  machine.notIncluded.homings++;
  machine.coordinates.homed(named.length > 0 ? named : [0, 1, 2]);
}

function disableMotors({ toolhead }: Machine): void {
  toolhead.dwell(DISABLE_MOTORS_SECONDS);
  toolhead.dwell(DISABLE_MOTORS_SECONDS);
}

/** Waiting is left out with the stop it makes in a live print, as in the reference results; it is counted and told. */
function waitForHeater({ notIncluded }: Machine, line: GcodeLine): void {
  const target = line.command === 'TEMPERATURE_WAIT' ? 1 : (numberAmong(line.words, 'S') ?? 0);
  if (target > 0) notIncluded.heatingWaits++;
}

/** M204 S, or P and T together: the lower one. P or T alone is ignored. */
function acceleration({ toolhead }: Machine, { words }: GcodeLine): void {
  const all = numberAmong(words, 'S', { above: 0 });
  const printing = numberAmong(words, 'P', { above: 0 });
  const travel = numberAmong(words, 'T', { above: 0 });
  if (all !== undefined) toolhead.setLimits({ maxAccel: all });
  else if (printing !== undefined && travel !== undefined)
    toolhead.setLimits({ maxAccel: Math.min(printing, travel) });
}

function percent(words: Map<string, string>): number {
  return numberAmong(words, 'S', { above: 0 }) ?? 100;
}

function velocityLimit({ toolhead }: Machine, line: GcodeLine): void {
  const values = namedValues(line);
  toolhead.setLimits({
    maxVelocity: numberAmong(values, 'VELOCITY', { above: 0 }),
    maxAccel: numberAmong(values, 'ACCEL', { above: 0 }),
    squareCornerVelocity: numberAmong(values, 'SQUARE_CORNER_VELOCITY', { atLeast: 0 }),
    minimumCruiseRatio: numberAmong(values, 'MINIMUM_CRUISE_RATIO', { atLeast: 0, below: 1 }),
  });
}

function gcodeOffset({ coordinates }: Machine, line: GcodeLine): void {
  const values = namedValues(line);
  const offsets = AXES.map((axis, i) => {
    const adjustment = numberAmong(values, `${axis}_ADJUST`);
    return (
      numberAmong(values, axis) ??
      (adjustment === undefined ? undefined : coordinates.offsets[i]! + adjustment)
    );
  });
  const speed = numberAmong(values, 'MOVE_SPEED', { above: 0 }) ?? coordinates.speed;
  coordinates.setOffsets(offsets, wantsMove(values) ? speed : undefined);
}

function restoreState({ coordinates }: Machine, line: GcodeLine): void {
  const values = namedValues(line);
  const speed = numberAmong(values, 'MOVE_SPEED', { above: 0 });
  coordinates.restore(stateName(line), wantsMove(values) ? speed : null);
}

function wantsMove(values: Map<string, string>): boolean {
  return (numberAmong(values, 'MOVE') ?? 0) !== 0;
}

function stateName(line: GcodeLine): string {
  return namedValues(line).get('NAME') ?? 'default';
}

/** Klipper stops the head only where smoothing is switched on or off. */
function pressureAdvance(machine: Machine, line: GcodeLine): void {
  const values = namedValues(line);
  const advance = numberAmong(values, 'ADVANCE', { atLeast: 0 }) ?? machine.pressureAdvance;
  const smooth = numberAmong(values, 'SMOOTH_TIME', { atLeast: 0 }) ?? machine.smoothTime;
  const before = machine.pressureAdvance > 0 && machine.smoothTime > 0;
  if (before !== (advance > 0 && smooth > 0)) machine.toolhead.stop();
  machine.pressureAdvance = advance;
  machine.smoothTime = smooth;
}

function setRetraction(machine: Machine, line: GcodeLine): void {
  if (!machine.retraction) return unknown(machine, line);
  const values = namedValues(line);
  machine.retraction.change({
    retractLength: numberAmong(values, 'RETRACT_LENGTH', { atLeast: 0 }),
    retractSpeed: numberAmong(values, 'RETRACT_SPEED', { atLeast: 1 }),
    unretractExtraLength: numberAmong(values, 'UNRETRACT_EXTRA_LENGTH', { atLeast: 0 }),
    unretractSpeed: numberAmong(values, 'UNRETRACT_SPEED', { atLeast: 1 }),
  });
}

function selectTool(machine: Machine, extruder: string): void {
  if (extruder === machine.extruder) return;
  machine.extruder = extruder;
  machine.toolhead.stop();
}
