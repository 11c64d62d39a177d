import { GcodeError, type Machine, type PlannedMove, type Position, type Work } from './machine.ts';
import { markGrowth } from './growth.ts';
import { handOn, queuedMove, queueMove, type MoveLimits } from './look-ahead.ts';

/** Klipper plans about two seconds ahead; then a command waits until there is room. */
const bufferSeconds = 2;
const drainSeconds = 0.25;
/** Klipper's way of saying "none": moves of the filament alone have a limit of their own. */
const filamentAcceleration = 99999999.9;

/** Plans a straight move, in the printer's coordinates, at a speed in mm/s. Throws Klipper's refusals. */
export function planMove(machine: Machine, target: Position, speed: number): void {
  const { toolhead } = machine;
  const from = toolhead.position;
  const dx = target[0] - from[0];
  const dy = target[1] - from[1];
  const dz = target[2] - from[2];
  const de = target[3] - from[3];
  const distance = Math.hypot(dx, dy, dz);
  if (distance > 1e-9) checkReach(machine, target, dx, dy, dz);
  if (de !== 0) checkExtrusion(machine, distance, Math.hypot(dx, dy), de);
  if (distance < 1e-9 && de === 0) return;
  const to: Position = [...target];
  const limits = limitsOf(machine, [dx, dy, dz, de], distance, speed);
  const move = queuedMove({ from, to }, [dx, dy, dz, de], limits);
  toolhead.position = to;
  enableSteppers(machine, dx, dy, dz, de);
  if (de > 0) markGrowth(machine, from, to);
  if (queueMove(toolhead.ahead, move, toolhead.instantaneousCornerVelocity)) plan(machine, false);
}

/** Gives the moves whose speeds are settled their times; with `complete` all of them, so that the head stops. */
function plan(machine: Machine, complete: boolean): void {
  const { toolhead } = machine;
  handOn(toolhead.ahead, complete, ({ from, to }, seconds) => {
    const startSeconds = Math.max(toolhead.busyUntilSeconds, machine.now);
    const move: PlannedMove = { startSeconds, endSeconds: startSeconds + seconds, from, to };
    toolhead.planned.push(move);
    toolhead.busyUntilSeconds = move.endSeconds;
  });
}

/** All queued motion is planned to a full stop. */
export function flushMotion(machine: Machine): void {
  if (machine.toolhead.ahead.moves.length > 0) plan(machine, true);
}

/** Before the planned motion runs out what is queued is planned to its end, as Klipper does. */
export function flushBeforeDrain(machine: Machine): void {
  if (machine.toolhead.busyUntilSeconds - machine.now < drainSeconds) flushMotion(machine);
}

/** Motion that is not over yet, planned or queued. */
export function isMoving({ toolhead, now }: Machine): boolean {
  return toolhead.busyUntilSeconds > now || toolhead.ahead.moves.length > 0;
}

/** Waits while more than two seconds of motion are planned. */
export function waitForRoom(machine: Machine): Work | void {
  if (machine.toolhead.busyUntilSeconds - machine.now > bufferSeconds) return sleepForRoom(machine);
}

function* sleepForRoom(machine: Machine): Work {
  yield { untilSeconds: machine.toolhead.busyUntilSeconds - bufferSeconds + 0.25 };
}

/** Waits until all planned motion is done (M400). */
export function* waitForMotion(machine: Machine): Work {
  flushMotion(machine);
  while (machine.toolhead.busyUntilSeconds > machine.now)
    yield { untilSeconds: machine.toolhead.busyUntilSeconds };
}

export function dwell(machine: Machine, seconds: number): void {
  const { toolhead } = machine;
  flushMotion(machine);
  toolhead.busyUntilSeconds = Math.max(toolhead.busyUntilSeconds, machine.now) + seconds;
}

const axisNames = ['x', 'y', 'z'] as const;

function describe(position: Position): string {
  const [x, y, z, e] = position;
  return `${x.toFixed(3)} ${y.toFixed(3)} ${z.toFixed(3)} [${e.toFixed(3)}]`;
}

function checkReach(machine: Machine, target: Position, dx: number, dy: number, dz: number): void {
  const { toolhead } = machine;
  const deltas = [dx, dy, dz];
  for (const [index, axis] of axisNames.entries()) {
    if (deltas[index] === 0) continue;
    if (!toolhead.homedAxes.includes(axis)) throw new GcodeError(`Must home axis first: ${describe(target)}`);
    const wanted = target[index] ?? 0;
    const low = toolhead.axisMinimum[index] ?? 0;
    const high = toolhead.axisMaximum[index] ?? 0;
    if (wanted < low - 1e-9 || wanted > high + 1e-9)
      throw new GcodeError(`Move out of range: ${describe(target)}`);
  }
  if (machine.config.sections.get('printer')?.kinematics === 'delta') {
    const radius = Number(machine.config.sections.get('printer')?.print_radius ?? toolhead.axisMaximum[0]);
    if (Math.hypot(target[0], target[1]) > radius + 1e-6)
      throw new GcodeError(`Move out of range: ${describe(target)}`);
  }
}

function checkExtrusion(machine: Machine, distance: number, flatDistance: number, de: number): void {
  const name = machine.toolhead.activeExtruder;
  const heater = machine.heaters.get(name);
  if (!heater) return;
  if (heater.readCelsius < heater.minimumExtrudeCelsius) {
    throw new GcodeError("Extrude below minimum temp\nSee the 'min_extrude_temp' config option for details");
  }
  const section = machine.config.sections.get(name) ?? {};
  if (flatDistance === 0 || de < 0) {
    const longest = Number(section.max_extrude_only_distance ?? 50);
    if (Math.abs(de) > longest) {
      throw new GcodeError(
        `Extrude only move too long (${de.toFixed(3)}mm vs ${longest.toFixed(3)}mm)\nSee the 'max_extrude_only_distance' config option for details`,
      );
    }
    return;
  }
  const nozzle = Number(section.nozzle_diameter ?? 0.4);
  const largest = Number(section.max_extrude_cross_section ?? 4 * nozzle * nozzle);
  const filament = Number(section.filament_diameter ?? 1.75);
  const area = (de / distance) * Math.PI * (filament / 2) ** 2;
  if (area > largest && de > nozzle * 2) {
    throw new GcodeError(
      `Move exceeds maximum extrusion (${area.toFixed(3)}mm^2 vs ${largest.toFixed(3)}mm^2)\nSee the 'max_extrude_cross_section' config option for details`,
    );
  }
}

/** What the machine allows this move: its own limits, those of Z, those of the filament alone. */
function limitsOf(
  machine: Machine,
  [dx, dy, dz, de]: readonly [number, number, number, number],
  distance: number,
  wanted: number,
): MoveLimits {
  const { toolhead } = machine;
  const alone = distance < 1e-9;
  const length = alone ? Math.abs(de) : distance;
  let velocity = alone ? wanted : Math.min(wanted, toolhead.maxVelocity);
  let acceleration = alone ? filamentAcceleration : toolhead.maxAcceleration;
  const limit = (speed: number, pull: number, share: number) => {
    velocity = Math.min(velocity, speed * share);
    acceleration = Math.min(acceleration, pull * share);
  };
  if (dz !== 0 && toolhead.ownZLimits) {
    limit(toolhead.maxZVelocity, toolhead.maxZAcceleration, length / Math.abs(dz));
  }
  if (de !== 0 && (de < 0 || (dx === 0 && dy === 0))) {
    limit(toolhead.maxExtrudeOnlyVelocity, toolhead.maxExtrudeOnlyAcceleration, length / Math.abs(de));
  }
  return {
    velocity: Math.max(velocity, 0.001),
    acceleration,
    junctionDeviation: (toolhead.squareCornerVelocity ** 2 * (Math.SQRT2 - 1)) / toolhead.maxAcceleration,
    minimumCruiseRatio: toolhead.minimumCruiseRatio,
  };
}

function enableSteppers(machine: Machine, dx: number, dy: number, dz: number, de: number): void {
  const { enabledSteppers, activeExtruder } = machine.toolhead;
  const moved = { x: dx, y: dy, z: dz };
  for (const [axis, delta] of Object.entries(moved)) {
    if (delta === 0) continue;
    for (const name of Object.keys(enabledSteppers))
      if (name.startsWith(`stepper_${axis}`)) enabledSteppers[name] = true;
  }
  if (de !== 0) enabledSteppers[activeExtruder] = true;
}

/** Drops what has been travelled; the last finished move stays, as the place where the head stands. */
export function forgetOldMoves(machine: Machine): void {
  const { toolhead } = machine;
  while (toolhead.plannedFrom < toolhead.planned.length - 1) {
    const move = toolhead.planned[toolhead.plannedFrom];
    if (!move || move.endSeconds > machine.now) break;
    toolhead.plannedFrom++;
  }
  if (toolhead.plannedFrom > 256) {
    toolhead.planned.splice(0, toolhead.plannedFrom);
    toolhead.plannedFrom = 0;
  }
}

export interface LiveMotion {
  position: Position;
  velocity: number;
  extruderVelocity: number;
}

/** Where the head is at this moment, and how fast. */
export function liveMotion(machine: Machine): LiveMotion {
  const { toolhead } = machine;
  forgetOldMoves(machine);
  const move = toolhead.planned[toolhead.plannedFrom];
  if (!move || move.endSeconds <= machine.now) {
    const position = toolhead.ahead.moves[0]?.kept.from ?? toolhead.position;
    return { position, velocity: 0, extruderVelocity: 0 };
  }
  if (machine.now < move.startSeconds) return { position: move.from, velocity: 0, extruderVelocity: 0 };
  const seconds = move.endSeconds - move.startSeconds;
  const share = (machine.now - move.startSeconds) / seconds;
  const at = (index: 0 | 1 | 2 | 3): number => move.from[index] + (move.to[index] - move.from[index]) * share;
  const travelled = Math.hypot(
    move.to[0] - move.from[0],
    move.to[1] - move.from[1],
    move.to[2] - move.from[2],
  );
  return {
    position: [at(0), at(1), at(2), at(3)],
    velocity: travelled / seconds,
    extruderVelocity: (move.to[3] - move.from[3]) / seconds,
  };
}
