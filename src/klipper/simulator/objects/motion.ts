import { gcodePosition } from '../gcode/moves.ts';
import type { Machine } from '../machine/machine.ts';
import { liveMotion } from '../machine/toolhead.ts';
import type { PrinterObject } from './types.ts';

function toolheadStatus(machine: Machine): PrinterObject {
  const { toolhead, now } = machine;
  const started = machine.startedSeconds;
  return {
    homed_axes: toolhead.homedAxes,
    axis_minimum: [...toolhead.axisMinimum, 0],
    axis_maximum: [...toolhead.axisMaximum, 0],
    print_time: Math.max(0, toolhead.busyUntilSeconds - started),
    stalls: toolhead.stalls,
    estimated_print_time: now - started,
    extruder: toolhead.activeExtruder,
    position: [...toolhead.position],
    max_velocity: toolhead.maxVelocity,
    max_accel: toolhead.maxAcceleration,
    minimum_cruise_ratio: toolhead.minimumCruiseRatio,
    square_corner_velocity: toolhead.squareCornerVelocity,
    extra_axes: { [toolhead.activeExtruder]: 3 },
  };
}

function motionReport(machine: Machine): PrinterObject {
  const live = liveMotion(machine);
  return {
    live_position: [...live.position],
    live_velocity: live.velocity,
    live_extruder_velocity: live.extruderVelocity,
    steppers: Object.keys(machine.toolhead.enabledSteppers).sort(),
    trapq: ['extruder', 'toolhead'],
  };
}

export function motionStatus(machine: Machine, name: string): PrinterObject | null {
  switch (name) {
    case 'toolhead':
      return toolheadStatus(machine);
    case 'motion_report':
      return motionReport(machine);
    case 'gcode_move': {
      const state = machine.gcodeMove;
      return {
        speed_factor: state.speedFactor,
        speed: state.speed * 60,
        extrude_factor: state.extrudeFactor,
        absolute_coordinates: state.absoluteCoordinates,
        absolute_extrude: state.absoluteExtrude,
        homing_origin: [...state.homing],
        position: [...state.last],
        gcode_position: gcodePosition(machine),
        axis_map: { X: 0, Y: 1, Z: 2, E: 3 },
      };
    }
    case 'stepper_enable':
      return { steppers: { ...machine.toolhead.enabledSteppers } };
    case 'query_endstops':
      return { last_query: { ...machine.lastEndstopQuery } };
    case 'manual_probe': {
      const { active, z, lower, upper } = machine.manualProbe;
      return { is_active: active, z_position: z, z_position_lower: lower, z_position_upper: upper };
    }
    default:
      return null;
  }
}
