import type { Printer } from '../../src/klipper/printer.ts';
import { shaperLine, testLines, type Measured } from './shapers.ts';
import { unhomed } from '../facts/motion.ts';

export const ROUTINES = [
  'bed_mesh',
  'z_offset',
  'z_tilt',
  'quad_gantry_level',
  'screws_tilt',
  'pid_extruder',
  'pid_bed',
  'input_shaper',
  'probe_accuracy',
  'pressure_advance',
] as const;
export type Routine = (typeof ROUTINES)[number];
export const STEPS = ['start', 'adjust', 'accept', 'abort', 'apply_live'] as const;
export type Step = (typeof STEPS)[number];

export interface CalibrateArgs {
  routine: Routine;
  step?: Step;
  adjust_mm?: number;
  target_c?: number;
  profile?: string;
  shaper_x?: string;
  shaper_y?: string;
  measure?: Measured;
}

export interface RoutineWords {
  /** On the card: "Run a bed mesh". */
  title: string;
  meaning: string;
  hazard: string;
  /** Whether the axes must be homed before, so that G28 goes in front. */
  homes: boolean;
  minutes: number;
}

export const WORDS: Readonly<Record<Routine, RoutineWords>> = {
  bed_mesh: {
    title: 'Probe the bed for a mesh',
    meaning: 'The probe measures the bed at many points.',
    hazard: 'The head moves over the whole bed.',
    homes: true,
    minutes: 10,
  },
  z_offset: {
    title: 'Start the Z offset calibration',
    meaning: 'The head goes to the middle; then the nozzle is lowered in small steps until paper drags.',
    hazard: 'The nozzle comes close to the bed.',
    homes: true,
    minutes: 5,
  },
  z_tilt: {
    title: 'Level the gantry (Z tilt)',
    meaning: 'The Z motors are moved until the probed points agree.',
    hazard: 'The head moves over the whole bed.',
    homes: true,
    minutes: 10,
  },
  quad_gantry_level: {
    title: 'Level the gantry (four motors)',
    meaning: 'The four Z motors are moved until the probed points agree.',
    hazard: 'The head moves over the whole bed.',
    homes: true,
    minutes: 10,
  },
  screws_tilt: {
    title: 'Measure the bed screws',
    meaning: 'The probe measures at each screw and says how far to turn it.',
    hazard: 'The head moves over the whole bed.',
    homes: true,
    minutes: 10,
  },
  pid_extruder: {
    title: 'Tune the nozzle heater (PID)',
    meaning: 'The nozzle heats up and swings around the target for some minutes.',
    hazard: 'The nozzle gets hot for minutes. Somebody should stay near.',
    homes: false,
    minutes: 20,
  },
  pid_bed: {
    title: 'Tune the bed heater (PID)',
    meaning: 'The bed heats up and swings around the target for some minutes.',
    hazard: 'The bed gets hot for minutes. Somebody should stay near.',
    homes: false,
    minutes: 40,
  },
  input_shaper: {
    title: 'Measure resonances for input shaping',
    meaning:
      'The head is shaken at rising frequencies, loudly, for some minutes. Klipper uses the shapers it finds until it restarts.',
    hazard: 'The printer shakes. It must stand firm.',
    homes: true,
    minutes: 20,
  },
  probe_accuracy: {
    title: 'Check how well the probe repeats',
    meaning: 'The probe touches the same point ten times.',
    hazard: 'The head moves down to the bed repeatedly.',
    homes: true,
    minutes: 5,
  },
  pressure_advance: {
    title: 'Prepare a pressure advance tower',
    meaning:
      'The next print raises pressure advance by 0.005 per millimetre of height; measure the best height after it.',
    hazard: 'It holds for the next print, until Klipper restarts.',
    homes: false,
    minutes: 1,
  },
};

/** The tower of the next print: this much pressure advance at its foot, and more for each millimetre of height. */
export const TOWER = { start: 0, factor_per_mm: 0.005 };

/** The lines of one step, each made here; never a text from outside except a checked profile name. */
export function linesFor(printer: Printer, args: CalibrateArgs): string[] {
  const first = WORDS[args.routine].homes && isStart(args) && needsHoming(printer) ? ['G28'] : [];
  return [...first, ...stepLines(printer, args)];
}

function stepLines(
  printer: Printer,
  { routine, step = 'start', adjust_mm, target_c, profile, ...wish }: CalibrateArgs,
): string[] {
  switch (routine) {
    case 'bed_mesh':
      return [profile === undefined ? 'BED_MESH_CALIBRATE' : `BED_MESH_CALIBRATE PROFILE=${profile}`];
    case 'z_tilt':
      return ['Z_TILT_ADJUST'];
    case 'quad_gantry_level':
      return ['QUAD_GANTRY_LEVEL'];
    case 'screws_tilt':
      return ['SCREWS_TILT_CALCULATE'];
    case 'pid_extruder':
      return [`PID_CALIBRATE HEATER=${activeExtruder(printer)} TARGET=${target_c}`];
    case 'pid_bed':
      return [`PID_CALIBRATE HEATER=heater_bed TARGET=${target_c}`];
    case 'input_shaper':
      return step === 'apply_live' ? [shaperLine(wish)] : testLines(wish.measure);
    case 'probe_accuracy':
      return ['PROBE_ACCURACY'];
    case 'pressure_advance':
      return [
        `TUNING_TOWER COMMAND=SET_PRESSURE_ADVANCE PARAMETER=ADVANCE START=${TOWER.start} FACTOR=${TOWER.factor_per_mm}`,
      ];
    case 'z_offset':
      return [zOffsetLine(printer, step, adjust_mm ?? 0)];
  }
}

function zOffsetLine(printer: Printer, step: Step, adjust: number): string {
  const probe = printer.snapshot().limits.hasProbe;
  if (step === 'adjust') return `TESTZ Z=${adjust}`;
  if (step === 'accept') return 'ACCEPT';
  if (step === 'abort') return 'ABORT';
  if (step === 'apply_live') return probe ? 'Z_OFFSET_APPLY_PROBE' : 'Z_OFFSET_APPLY_ENDSTOP';
  return probe ? 'PROBE_CALIBRATE' : 'Z_ENDSTOP_CALIBRATE';
}

export function isStart({ step = 'start' }: CalibrateArgs): boolean {
  return step === 'start';
}

function needsHoming(printer: Printer): boolean {
  return unhomed(printer.snapshot(), ['x', 'y', 'z']).length > 0;
}

export function activeExtruder(printer: Printer): string {
  return printer.snapshot().toolhead.activeExtruder ?? 'extruder';
}

/** True while Klipper waits for TESTZ, ACCEPT or ABORT. */
export function manualProbeActive(printer: Printer): boolean {
  return printer.objects()['manual_probe']?.is_active === true;
}

/** Where the nozzle stands in the paper test, or undefined. */
export function manualProbeHeight(printer: Printer): unknown {
  return printer.objects()['manual_probe']?.z_position;
}
