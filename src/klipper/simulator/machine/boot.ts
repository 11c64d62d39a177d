import { registerCommands } from '../gcode/commands.ts';
import { emptyGrowth } from './growth.ts';
import { createLookAhead } from './look-ahead.ts';
import { validateConfig } from './config-check.ts';
import { ConfigError, parsePrinterConfig, type ConfigSection } from './printer-config.ts';
import { freshPrintStats } from './print-stats.ts';
import { buildDevices } from './devices.ts';
import type { Machine, Toolhead } from './machine.ts';

/**
 * What happens when the host starts: the configuration is read and everything that is not physical begins anew.
 * Heat, plastic on the bed and the fault switches stay. Returns the configuration error, if there is one.
 */
export function bootMachine(machine: Machine): string | null {
  let failure: string | null;
  try {
    const parsed = parsePrinterConfig('printer.cfg', machine.configSource);
    failure = validateConfig(parsed, machine.trusted);
    machine.config = parsed;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    failure = error.message;
  }
  resetVolatile(machine);
  buildDevices(machine);
  machine.commands = registerCommands(machine);
  return failure;
}

function resetVolatile(machine: Machine): void {
  machine.toolhead = freshToolhead(machine);
  machine.gcodeMove = {
    absoluteCoordinates: true,
    absoluteExtrude: true,
    base: [0, 0, 0, 0],
    last: [0, 0, 0, 0],
    homing: [0, 0, 0, 0],
    speed: 25,
    speedFactor: 1,
    extrudeFactor: 1,
    saved: new Map(),
  };
  machine.sdCard = {
    file: null,
    position: 0,
    nextPosition: 0,
    active: false,
    pauseWanted: false,
    closing: null,
    buffer: null,
    cancelWanted: false,
  };
  machine.printStats = freshPrintStats();
  machine.pauseResume = { paused: false, pauseCommandSent: false, sdPaused: false };
  machine.display = { message: null, progress: null, progressAt: 0 };
  machine.excludeObject = { objects: [], excluded: [], current: null };
  machine.idleTimeout = {
    state: 'Idle',
    since: machine.now,
    timeoutSeconds: Number(machine.config.sections.get('idle_timeout')?.timeout ?? 600),
    printingSince: null,
  };
  machine.manualProbe = { active: false, z: null, lower: null, upper: null, onAccept: null };
  machine.screws = { error: false, maxDeviation: null, results: {} };
  machine.leveling = { zTilt: false, quadGantry: false };
  machine.lastEndstopQuery = {};
  machine.pendingConfig = new Map();
  machine.sweeps = [];
  machine.growth ??= emptyGrowth();
  machine.script = { queue: [], current: null, nextAutomaticId: 1 };
  machine.startedSeconds = machine.now;
}

function numbers(section: ConfigSection | undefined, option: string, fallback: number): number {
  const value = Number(section?.[option]);
  return section?.[option] !== undefined && Number.isFinite(value) ? value : fallback;
}

function freshToolhead(machine: Machine): Toolhead {
  const { sections } = machine.config;
  const printer = sections.get('printer');
  const stepper = (axis: string): ConfigSection | undefined => sections.get(`stepper_${axis}`);
  const delta = printer?.kinematics === 'delta';
  const radius = numbers(printer, 'print_radius', numbers(printer, 'delta_radius', 100) * 0.8);
  const deltaTop = numbers(stepper('a'), 'position_endstop', 250);
  const steppers: Record<string, boolean> = {};
  for (const name of sections.keys())
    if (/^(stepper_|extruder\d*$|extruder_stepper )/.test(name)) steppers[name] = false;
  const maxAcceleration = numbers(printer, 'max_accel', 3000);
  const maxVelocity = numbers(printer, 'max_velocity', 300);
  const extruder = sections.get('extruder');
  // A line four nozzles wide at the machine's limits is what the extruder must follow alone.
  const extrudeShare =
    (16 * numbers(extruder, 'nozzle_diameter', 0.4) ** 2) /
    (Math.PI * numbers(extruder, 'filament_diameter', 1.75) ** 2);
  return {
    position: [0, 0, 0, 0],
    homedAxes: '',
    axisMinimum: delta
      ? [-radius, -radius, numbers(printer, 'minimum_z_position', 0)]
      : [
          numbers(stepper('x'), 'position_min', 0),
          numbers(stepper('y'), 'position_min', 0),
          numbers(stepper('z'), 'position_min', 0),
        ],
    axisMaximum: delta
      ? [radius, radius, deltaTop]
      : [
          numbers(stepper('x'), 'position_max', 200),
          numbers(stepper('y'), 'position_max', 200),
          numbers(stepper('z'), 'position_max', 200),
        ],
    maxVelocity,
    maxAcceleration,
    maxZVelocity: numbers(printer, 'max_z_velocity', maxVelocity),
    maxZAcceleration: numbers(printer, 'max_z_accel', maxAcceleration),
    minimumCruiseRatio: numbers(printer, 'minimum_cruise_ratio', 0.5),
    squareCornerVelocity: numbers(printer, 'square_corner_velocity', 5),
    busyUntilSeconds: 0,
    planned: [],
    plannedFrom: 0,
    ahead: createLookAhead(),
    ownZLimits: /^(cartesian|corexy|hybrid_corexy|limited_)/.test(printer?.kinematics ?? 'cartesian'),
    maxExtrudeOnlyVelocity: numbers(extruder, 'max_extrude_only_velocity', maxVelocity * extrudeShare),
    maxExtrudeOnlyAcceleration: numbers(extruder, 'max_extrude_only_accel', maxAcceleration * extrudeShare),
    instantaneousCornerVelocity: numbers(extruder, 'instantaneous_corner_velocity', 1),
    activeExtruder: 'extruder',
    stalls: 0,
    enabledSteppers: steppers,
    printTimeOffset: machine.now,
  };
}
