import { DENIED_COMMANDS } from '../macros/denied.ts';

export type ParamRule =
  | { kind: 'number'; low: number; high: number }
  /** A letter that stands alone or with a number that does not matter, as in `G28 X`. */
  | { kind: 'flag' }
  | { kind: 'word'; pattern: RegExp };

export interface CommandRule {
  params: Readonly<Record<string, ParamRule>>;
  required?: readonly string[];
  /** What else is checked against the printer: a heater's limit, the way of the head, the configured limits. */
  live?: 'heater' | 'motion' | 'limits' | 'fan' | 'pin' | 'offset' | 'idle';
}

const number = (low: number, high: number): ParamRule => ({ kind: 'number', low, high });
const flag: ParamRule = { kind: 'flag' };
const word: ParamRule = { kind: 'word', pattern: /^[A-Za-z0-9_.-]{1,60}$/ };
const MOVE: CommandRule = {
  params: {
    X: number(-1000, 1000),
    Y: number(-1000, 1000),
    Z: number(-100, 1000),
    E: number(-50, 50),
    F: number(1, 18_000),
  },
  live: 'motion',
};
const HEAT: CommandRule = { params: { S: number(0, 350) }, required: ['S'], live: 'heater' };
const NOTHING: CommandRule = { params: {} };

/** All that send_gcode takes, each parameter bounded. What is not in here is refused. */
export const COMMAND_RULES: ReadonlyMap<string, CommandRule> = new Map<string, CommandRule>([
  ['G0', MOVE],
  ['G1', MOVE],
  ['G4', { params: { P: number(0, 60_000), S: number(0, 60) } }],
  ['G28', { params: { X: flag, Y: flag, Z: flag }, live: 'motion' }],
  ['G90', { params: {}, live: 'motion' }],
  ['G91', { params: {}, live: 'motion' }],
  ['M82', { params: {}, live: 'motion' }],
  ['M83', { params: {}, live: 'motion' }],
  ['M84', { params: {}, live: 'motion' }],
  ['M18', { params: {}, live: 'motion' }],
  ['M104', HEAT],
  ['M109', HEAT],
  ['M140', HEAT],
  ['M190', HEAT],
  [
    'SET_HEATER_TEMPERATURE',
    { params: { HEATER: word, TARGET: number(0, 350) }, required: ['HEATER', 'TARGET'], live: 'heater' },
  ],
  ['TURN_OFF_HEATERS', { params: {}, live: 'idle' }],
  ['M105', NOTHING],
  ['M114', NOTHING],
  ['M115', NOTHING],
  ['M119', { params: {}, live: 'idle' }],
  ['M400', NOTHING],
  ['GET_POSITION', NOTHING],
  ['QUERY_ENDSTOPS', { params: {}, live: 'idle' }],
  ['QUERY_PROBE', { params: {}, live: 'idle' }],
  ['M106', { params: { S: number(0, 255) } }],
  ['M107', NOTHING],
  ['M220', { params: { S: number(25, 200) }, required: ['S'] }],
  ['M221', { params: { S: number(75, 125) }, required: ['S'] }],
  ['SET_FAN_SPEED', { params: { FAN: word, SPEED: number(0, 1) }, required: ['FAN', 'SPEED'], live: 'fan' }],
  ['SET_PIN', { params: { PIN: word, VALUE: number(0, 255) }, required: ['PIN', 'VALUE'], live: 'pin' }],
  [
    'SET_PRESSURE_ADVANCE',
    { params: { EXTRUDER: word, ADVANCE: number(0, 2), SMOOTH_TIME: number(0, 0.2) } },
  ],
  [
    'SET_VELOCITY_LIMIT',
    {
      params: { VELOCITY: number(1, 1000), ACCEL: number(1, 50_000), SQUARE_CORNER_VELOCITY: number(0, 20) },
      live: 'limits',
    },
  ],
  [
    'SET_GCODE_OFFSET',
    { params: { Z_ADJUST: number(-0.2, 0.2), MOVE: number(0, 1) }, required: ['Z_ADJUST'], live: 'offset' },
  ],
  ['PROBE_ACCURACY', { params: { SAMPLES: number(1, 100) }, required: ['SAMPLES'], live: 'idle' }],
  [
    'TEST_RESONANCES',
    {
      params: {
        AXIS: { kind: 'word', pattern: /^[xy]$/i },
        OUTPUT: { kind: 'word', pattern: /^(?:raw_data|resonances)$/i },
      },
      required: ['AXIS', 'OUTPUT'],
      live: 'idle',
    },
  ],
  ['BED_MESH_CLEAR', { params: {}, live: 'idle' }],
  ['BED_MESH_PROFILE', { params: { LOAD: word }, required: ['LOAD'], live: 'idle' }],
]);

const OTHER_TOOL: Readonly<Record<string, string>> = {
  PAUSE: 'pause_print',
  RESUME: 'resume_print',
  CANCEL_PRINT: 'cancel_print',
  M112: 'emergency_stop',
  SAVE_CONFIG: 'save_calibration',
  RESTART: 'restart',
  FIRMWARE_RESTART: 'restart',
  SDCARD_PRINT_FILE: 'start_print',
  BED_MESH_CALIBRATE: 'calibrate',
  PID_CALIBRATE: 'calibrate',
  PROBE_CALIBRATE: 'calibrate',
  PROBE_ACCURACY: 'calibrate',
  SHAPER_CALIBRATE: 'calibrate',
  SCREWS_TILT_CALCULATE: 'calibrate',
  Z_TILT_ADJUST: 'calibrate',
  QUAD_GANTRY_LEVEL: 'calibrate',
  TESTZ: 'calibrate',
  ACCEPT: 'calibrate',
  ABORT: 'calibrate',
  EXCLUDE_OBJECT: 'exclude_object',
};

/** Why a command is not taken, and which tool does it instead. */
export function whyNotCommand(name: string): { message: string; hint: string } {
  const tool = OTHER_TOOL[name];
  const denied = DENIED_COMMANDS.get(name);
  return {
    message: denied
      ? `${name} is never sent: ${denied}.`
      : `${name} is not among the commands that may be sent.`,
    hint: tool ? `Use ${tool}.` : 'A macro of the printer runs with run_macro.',
  };
}
