import { GcodeError, type Machine, type PlannedMove, type Position, type Work } from './machine.ts';
import { markGrowth } from './growth.ts';

/** Klipper plans about two seconds ahead; then a command waits until there is room. */
const bufferSeconds = 2;

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
  const start = Math.max(toolhead.busyUntilSeconds, machine.now);
  const seconds = moveSeconds(machine, dx, dy, dz, distance, de, speed, start === machine.now);
  const move: PlannedMove = { startSeconds: start, endSeconds: start + seconds, from, to: [...target] };
  toolhead.planned.push(move);
  toolhead.busyUntilSeconds = move.endSeconds;
  toolhead.position = move.to;
  enableSteppers(machine, dx, dy, dz, de);
  if (de > 0) {
    markGrowth(machine, from, move.to);
  }
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
  while (machine.toolhead.busyUntilSeconds > machine.now)
    yield { untilSeconds: machine.toolhead.busyUntilSeconds };
}

export function dwell(machine: Machine, seconds: number): void {
  const { toolhead } = machine;
  toolhead.busyUntilSeconds = Math.max(toolhead.busyUntilSeconds, machine.now) + seconds;
  toolhead.lastSpeed = 0;
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

/**
 * Duration of a move: cruise time, plus what a change of direction costs. The cost of slowing from v to the
 * corner's speed u and back is (v - u)² / (a · v); u follows from the square corner velocity.
 */
function moveSeconds(
  machine: Machine,
  dx: number,
  dy: number,
  dz: number,
  distance: number,
  de: number,
  wanted: number,
  fromRest: boolean,
): number {
  const { toolhead } = machine;
  if (distance < 1e-9) {
    toolhead.lastSpeed = 0;
    return Math.abs(de) / Math.max(0.1, Math.min(wanted, 80)) + 0.01;
  }
  const zShare = Math.abs(dz) / distance;
  const acceleration =
    zShare > 0.01
      ? Math.min(toolhead.maxAcceleration, toolhead.maxZAcceleration / zShare)
      : toolhead.maxAcceleration;
  let speed = Math.min(Math.max(wanted, 0.1), toolhead.maxVelocity);
  if (zShare > 0) speed = Math.min(speed, toolhead.maxZVelocity / zShare);
  const direction: [number, number, number] = [dx / distance, dy / distance, dz / distance];
  const last = toolhead.lastDirection;
  const cosine = last[0] * direction[0] + last[1] * direction[1] + last[2] * direction[2];
  const corner =
    fromRest || toolhead.lastSpeed === 0 ? 0 : cornerSpeed(cosine, toolhead.squareCornerVelocity, speed);
  const top = Math.min(speed, Math.sqrt(corner * corner + acceleration * distance));
  toolhead.lastDirection = direction;
  toolhead.lastSpeed = top;
  return distance / top + (top - corner) ** 2 / (acceleration * top);
}

function cornerSpeed(cosine: number, squareCornerVelocity: number, speed: number): number {
  if (cosine > 0.9999) return speed;
  if (cosine < -0.9999) return 0;
  const halfSine = Math.sqrt((1 - cosine) / 2);
  const ratio = Math.SQRT1_2 / Math.max(halfSine, 1e-6);
  return Math.min(speed, squareCornerVelocity * ratio * ratio);
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
  if (!move || move.endSeconds <= machine.now)
    return { position: toolhead.position, velocity: 0, extruderVelocity: 0 };
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
