import { z } from 'zod';
import { card } from '../card.ts';
import { pressureAdvanceOf, refuseExtruder } from '../facts/extruders.ts';
import { jobFingerprint, refuseUnlessReady } from '../facts/job.ts';
import { MOST_Z_OFFSET_MILLIMETRES, round, unhomed } from '../facts/motion.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { between, line } from '../inputs.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { defineTool } from '../tool.ts';
import type { Printer } from '../../src/klipper/printer.ts';

const INPUT = z.object({
  speed_pct: between(25, 200).optional(),
  flow_pct: between(75, 125).optional(),
  fan_pct: between(0, 100).optional(),
  z_adjust_mm: between(-0.2, 0.2).optional(),
  pressure_advance: between(0, 2).optional(),
  extruder: line(40).optional(),
  accel_mm_s2: between(100, 50_000).optional(),
  velocity_mm_s: between(10, 1000).optional(),
  corner_velocity_mm_s: between(1, 20).optional(),
});
type TuneArgs = z.output<typeof INPUT>;

export const tunePrint = defineTool({
  name: 'tune_print',
  title: 'Tune for now',
  description:
    'Changes speed, flow, part fan, live Z (baby step), pressure advance (of extruder, else the active one) or motion limits until the next restart.',
  effect: 'changes',
  destructive: false,
  urgent: true,
  toolset: 'control',
  alters: ['offset'],
  input: INPUT,
  output: z.object({ applied: z.record(z.string(), z.number()) }),

  check(args, { printer }) {
    const notReady = refuseUnlessReady(printer);
    if (notReady) return notReady;
    if (Object.keys(valuesOf(args)).length === 0) {
      return refuse('nothing', 'Nothing to tune was named.', 'Give at least one value.');
    }
    if (
      args.fan_pct !== undefined &&
      !printer.snapshot().outputs.some((output) => output.kind === 'part-fan')
    ) {
      return refuse('no-fan', 'This printer has no part fan.', '');
    }
    return refuseChoice(printer, args) ?? refuseOffset(printer, args) ?? refuseLimits(printer, args);
  },

  summarise(args, { printer }) {
    const { toolhead } = printer.snapshot();
    const now: [string, number | null, string][] = [
      ['Speed', toolhead.speedFactor === null ? null : toolhead.speedFactor * 100, '%'],
      ['Flow', toolhead.flowFactor === null ? null : toolhead.flowFactor * 100, '%'],
      ['Z offset', toolhead.zOffsetMillimetres, 'mm'],
      ['Pressure advance', pressureAdvanceOf(printer, args.extruder), ''],
      ['Acceleration', toolhead.maxAccelMillimetresPerSecond2, 'mm/s²'],
    ];
    return card({
      title: sentences(args).join(', '),
      meaning: 'It holds until it is changed again or Klipper restarts.',
      facts: now
        .filter(([, value]) => value !== null)
        .map(([label, value, unit]) => ({ label: `${label} now`, value: `${round(value!)} ${unit}`.trim() })),
      rechecked: 'The same print, or none, is running and the configured limits.',
    });
  },

  depends(args, { printer }) {
    const offset = args.z_adjust_mm === undefined ? null : printer.snapshot().toolhead.zOffsetMillimetres;
    return { ...jobFingerprint(printer), offset };
  },

  async run(args, context) {
    const failure = failureOf(await sendGcode(context, linesFor(context.printer, args)));
    if (failure) return failure;
    const text = `Done: ${sentences(args).join(', ')}.`;
    return { status: 'done', text, result: { applied: valuesOf(args) } };
  },
});

/** What is to be set, without which extruder it is for. */
function valuesOf(args: TuneArgs): Record<string, number> {
  return Object.fromEntries(
    Object.entries(args).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

/** Klipper has one flow for all of them; only pressure advance is an extruder's own. */
function refuseChoice(printer: Printer, { extruder, pressure_advance: advance }: TuneArgs): Refusal | null {
  if (extruder === undefined) return null;
  if (advance !== undefined) return refuseExtruder(printer, extruder);
  return refuse(
    'extruder',
    'Only pressure_advance is set for one extruder; flow is one for all.',
    'Leave extruder out.',
  );
}

/** Many small steps must not add up to a crash into the bed. */
function refuseOffset(printer: Printer, { z_adjust_mm: adjust }: TuneArgs): Refusal | null {
  if (adjust === undefined) return null;
  const now = printer.snapshot().toolhead.zOffsetMillimetres ?? 0;
  if (Math.abs(now + adjust) <= MOST_Z_OFFSET_MILLIMETRES) return null;
  return refuse(
    'out-of-range',
    `The Z offset would be ${round(now + adjust)} mm; ±${MOST_Z_OFFSET_MILLIMETRES} mm is the most.`,
    'Calibrate the Z offset instead.',
  );
}

/** Run-time limits stay at or below those of the configuration. */
function refuseLimits(printer: Printer, args: TuneArgs): Refusal | null {
  const configured = printer.settings()['printer'] ?? {};
  const pairs = [
    ['acceleration', args.accel_mm_s2, configured.max_accel],
    ['velocity', args.velocity_mm_s, configured.max_velocity],
    ['corner velocity', args.corner_velocity_mm_s, configured.square_corner_velocity],
  ] as const;
  for (const [name, wanted, limit] of pairs) {
    if (wanted === undefined) continue;
    if (typeof limit !== 'number') {
      return refuse('no-limit', `The configured ${name} is not known yet.`, 'Try again in a few seconds.');
    }
    if (wanted > limit) {
      return refuse(
        'out-of-range',
        `The configured ${name} is ${limit}; ${wanted} is above it.`,
        'Ask for less.',
      );
    }
  }
  return null;
}

function linesFor(printer: Printer, args: TuneArgs): string[] {
  const limits = [
    args.velocity_mm_s === undefined ? null : `VELOCITY=${args.velocity_mm_s}`,
    args.accel_mm_s2 === undefined ? null : `ACCEL=${args.accel_mm_s2}`,
    args.corner_velocity_mm_s === undefined ? null : `SQUARE_CORNER_VELOCITY=${args.corner_velocity_mm_s}`,
  ].filter((part) => part !== null);
  // Without homed axes there is nothing to move; the offset then holds from the next move on.
  const moveNow = unhomed(printer.snapshot(), ['x', 'y', 'z']).length === 0 ? ' MOVE=1' : '';
  return [
    args.speed_pct === undefined ? null : `M220 S${args.speed_pct}`,
    args.flow_pct === undefined ? null : `M221 S${args.flow_pct}`,
    args.fan_pct === undefined ? null : fanLine(args.fan_pct),
    args.z_adjust_mm === undefined ? null : `SET_GCODE_OFFSET Z_ADJUST=${args.z_adjust_mm}${moveNow}`,
    args.pressure_advance === undefined ? null : advanceLine(args.pressure_advance, args.extruder),
    limits.length === 0 ? null : `SET_VELOCITY_LIMIT ${limits.join(' ')}`,
  ].filter((text) => text !== null);
}

function advanceLine(advance: number, extruder: string | undefined): string {
  return `SET_PRESSURE_ADVANCE${extruder === undefined ? '' : ` EXTRUDER=${extruder}`} ADVANCE=${advance}`;
}

function fanLine(percent: number): string {
  return percent === 0 ? 'M107' : `M106 S${Math.floor((percent / 100) * 255)}`;
}

function sentences(args: TuneArgs): string[] {
  return [
    args.speed_pct === undefined ? null : `Set the speed to ${args.speed_pct} %`,
    args.flow_pct === undefined ? null : `Set the flow to ${args.flow_pct} %`,
    args.fan_pct === undefined ? null : `Set the part fan to ${args.fan_pct} %`,
    args.z_adjust_mm === undefined ? null : `Move the nozzle ${args.z_adjust_mm} mm in Z, live`,
    args.pressure_advance === undefined
      ? null
      : `Set pressure advance${args.extruder === undefined ? '' : ` of ${args.extruder}`} to ${args.pressure_advance}`,
    args.accel_mm_s2 === undefined ? null : `Limit the acceleration to ${args.accel_mm_s2} mm/s²`,
    args.velocity_mm_s === undefined ? null : `Limit the velocity to ${args.velocity_mm_s} mm/s`,
    args.corner_velocity_mm_s === undefined
      ? null
      : `Limit the corner velocity to ${args.corner_velocity_mm_s} mm/s`,
  ].filter((text) => text !== null);
}
