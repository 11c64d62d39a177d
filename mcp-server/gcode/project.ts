import type { Printer } from '../../src/klipper/printer.ts';
import { minExtrudeCelsius } from '../facts/heaters.ts';
import { motionFacts, refuseOutside, refuseShifted, type Axis, type Position } from '../facts/motion.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { celsiusText } from '../text.ts';
import type { ReadCommand } from './read.ts';

const AXES: readonly Axis[] = ['x', 'y', 'z'];
/** All extrusion of one script together. */
const MOST_EXTRUDE_MILLIMETRES = 150;

/**
 * Walks a script with a pretend head: where each move ends, in which mode, and whether its axes are homed by then.
 * A chain of relative moves is judged by where it leads, not by its single steps.
 */
export function createProjector(printer: Printer) {
  const facts = motionFacts(printer);
  const move = printer.objects()['gcode_move'];
  let absolute = move?.absolute_coordinates !== false;
  let absoluteExtrude = move?.absolute_extrude !== false;
  let homed = new Set(printer.snapshot().toolhead.homedAxes.toLowerCase());
  const position: Position | null = isRefusal(facts) ? null : { ...facts.position };
  /** Axes that a home in this script has put where we cannot know exactly. */
  const unknownAfterHome = new Set<Axis>();
  let extruded = 0;

  function step(command: ReadCommand): Refusal | null {
    if (command.name === 'G90') absolute = true;
    if (command.name === 'G91') absolute = false;
    if (command.name === 'M82') absoluteExtrude = true;
    if (command.name === 'M83') absoluteExtrude = false;
    if (command.name === 'M84' || command.name === 'M18') homed = new Set();
    if (command.name === 'G28') return goHome(command);
    return command.name === 'G0' || command.name === 'G1' ? go(command) : null;
  }

  function goHome(command: ReadCommand): null {
    const named = AXES.filter((axis) => command.params.has(axis.toUpperCase()));
    for (const axis of named.length > 0 ? named : AXES) {
      homed.add(axis);
      unknownAfterHome.add(axis);
    }
    return null;
  }

  function go(command: ReadCommand): Refusal | null {
    const extrude = command.params.get('E');
    const refusedExtrude = extrude === undefined ? null : extrudeBy(Number(extrude));
    if (refusedExtrude) return refusedExtrude;
    const moved = AXES.filter((axis) => command.params.has(axis.toUpperCase()));
    if (moved.length === 0) return null;
    const missing = moved.filter((axis) => !homed.has(axis));
    if (missing.length > 0) {
      return refuse(
        'not-homed',
        `The printer does not know where ${missing.join(', ').toUpperCase()} is.`,
        'Home it first.',
      );
    }
    const shifted = unknownAfterHome.size === 0 ? refuseShifted(printer) : null;
    if (shifted) return shifted;
    return goTo(command, moved);
  }

  function goTo(command: ReadCommand, moved: readonly Axis[]): Refusal | null {
    if (isRefusal(facts)) return facts;
    const offset = printer.snapshot().toolhead.zOffsetMillimetres ?? 0;
    for (const axis of moved) {
      const value = Number(command.params.get(axis.toUpperCase()));
      if (!absolute && unknownAfterHome.has(axis)) {
        return refuse(
          'not-known',
          'A relative move right after homing cannot be judged.',
          'Use G90 and an absolute move.',
        );
      }
      position![axis] = absolute ? value + (axis === 'z' ? offset : 0) : position![axis] + value;
      unknownAfterHome.delete(axis);
    }
    const known = { ...position! };
    // An axis just homed stands somewhere inside its range.
    for (const axis of unknownAfterHome) known[axis] = Math.max(0, facts.low[axis]);
    return refuseOutside(known, facts.low, facts.high);
  }

  function extrudeBy(millimetres: number): Refusal | null {
    if (absoluteExtrude) {
      return refuse(
        'absolute-extrude',
        'Extruding needs relative mode, so that its length can be known.',
        'Send M83 first.',
      );
    }
    extruded += Math.abs(millimetres);
    const longest = printer.snapshot().limits.maxExtrudeOnlyMillimetres ?? 50;
    if (Math.abs(millimetres) > longest || extruded > MOST_EXTRUDE_MILLIMETRES) {
      return refuse(
        'too-long',
        `At most ${longest} mm of filament at once and ${MOST_EXTRUDE_MILLIMETRES} mm in all.`,
        '',
      );
    }
    const snapshot = printer.snapshot();
    const nozzle = snapshot.sensors.find(
      (sensor) => sensor.id === (snapshot.toolhead.activeExtruder ?? 'extruder'),
    );
    const lowest = minExtrudeCelsius(printer);
    if ((nozzle?.celsius ?? 0) >= lowest) return null;
    return refuse('too-cold', `The nozzle is below ${celsiusText(lowest)}.`, 'Heat it and wait first.');
  }

  return { step };
}
