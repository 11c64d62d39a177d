import { z } from 'zod';
import { card } from '../card.ts';
import { jobFingerprint, refuseWhilePrinting } from '../facts/job.ts';
import {
  motionFacts,
  motionFingerprint,
  refuseOutside,
  refuseShifted,
  refuseUnhomed,
  round,
  type Axis,
  type Position,
} from '../facts/motion.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { between } from '../inputs.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { defineTool } from '../tool.ts';
import type { Printer } from '../../src/klipper/printer.ts';

const AXES: readonly Axis[] = ['x', 'y', 'z'];
/** Outer bounds of one relative move; an absolute one is bounded by the axes. */
const FARTHEST: Position = { x: 100, y: 100, z: 50 };

interface MoveArgs {
  x_mm?: number;
  y_mm?: number;
  z_mm?: number;
  absolute?: boolean;
  speed_mm_s?: number;
}

export const move = defineTool({
  name: 'move',
  title: 'Move the head',
  description: 'Moves the head by a distance (±100 mm, Z ±50), or with absolute to a position.',
  effect: 'changes',
  destructive: false,
  toolset: 'control',
  alters: ['position'],
  input: z.object({
    x_mm: between(-1000, 1000).optional(),
    y_mm: between(-1000, 1000).optional(),
    z_mm: between(-1000, 1000).optional(),
    absolute: z.boolean().optional(),
    speed_mm_s: between(1, 150).optional(),
  }),
  output: z.object({ position_mm: z.object({ x: z.number(), y: z.number(), z: z.number() }) }),

  check(args, { printer, willChange }) {
    const printing = refuseWhilePrinting(printer, willChange, 'the head');
    if (printing) return printing;
    const moved = AXES.filter((axis) => asked(args, axis) !== undefined);
    if (moved.length === 0) return refuse('no-axis', 'No axis was named.', 'Give x_mm, y_mm or z_mm.');
    const far = args.absolute
      ? undefined
      : moved.find((axis) => Math.abs(asked(args, axis)!) > FARTHEST[axis]);
    if (far)
      return refuse('too-far', `${far.toUpperCase()} moves by at most ${FARTHEST[far]} mm at once.`, '');
    // After a home in the same plan the position is another one; it is checked again before the move runs.
    if (willChange.has('homed')) return null;
    return (
      refuseUnhomed(printer.snapshot(), moved) ?? refuseShifted(printer) ?? refuseTargetOf(printer, args)
    );
  },

  summarise(args, { printer }) {
    const parts = AXES.filter((axis) => asked(args, axis) !== undefined).map((axis) => {
      const value = asked(args, axis)!;
      return args.absolute ? `${axis.toUpperCase()} to ${value} mm` : `${axis.toUpperCase()} by ${value} mm`;
    });
    const target = targetOf(printer, args);
    const meaning = isRefusal(target) ? '' : `It ends at X ${target.x}, Y ${target.y}, Z ${target.z} mm.`;
    return card({
      title: `Move ${parts.join(', ')}`,
      meaning,
      hazard: 'The head moves.',
      rechecked: 'The axes are homed and the head is still where it was.',
    });
  },

  depends: (_args, { printer }) => ({ ...jobFingerprint(printer), ...motionFingerprint(printer) }),

  async run(args, context) {
    const { printer } = context;
    const failure = failureOf(await sendGcode(context, linesFor(args)));
    if (failure) return failure;
    const facts = motionFacts(printer);
    if (isRefusal(facts)) return { status: 'unknown', text: facts.refused.message };
    const { x, y, z: height } = facts.position;
    const position = { x: round(x), y: round(y), z: round(height) };
    const text = `The head is at X ${position.x}, Y ${position.y}, Z ${position.z} mm.`;
    return { status: 'done', text, result: { position_mm: position } };
  },
});

function asked(args: MoveArgs, axis: Axis): number | undefined {
  return args[`${axis}_mm`];
}

/** Where the toolhead will be, with the live Z offset that G-code coordinates carry. */
function targetOf(printer: Printer, args: MoveArgs): Position | Refusal {
  const facts = motionFacts(printer);
  if (isRefusal(facts)) return facts;
  const target = { ...facts.position };
  const offset = printer.snapshot().toolhead.zOffsetMillimetres ?? 0;
  for (const axis of AXES) {
    const value = asked(args, axis);
    if (value === undefined) continue;
    target[axis] = round(args.absolute ? value + (axis === 'z' ? offset : 0) : target[axis] + value);
  }
  return target;
}

function refuseTargetOf(printer: Printer, args: MoveArgs): Refusal | null {
  const target = targetOf(printer, args);
  if (isRefusal(target)) return target;
  const facts = motionFacts(printer);
  if (isRefusal(facts)) return facts;
  return refuseOutside(target, facts.low, facts.high);
}

/** The mode is put back to what it was: a paused print relies on it. M400 answers when the head is there. */
function linesFor(args: MoveArgs): string[] {
  const onlyZ = args.x_mm === undefined && args.y_mm === undefined;
  const speed = args.speed_mm_s ?? (onlyZ ? 10 : 50);
  const words = AXES.filter((axis) => asked(args, axis) !== undefined).map(
    (axis) => `${axis.toUpperCase()}${asked(args, axis)}`,
  );
  return [
    'SAVE_GCODE_STATE NAME=cloud_print',
    args.absolute ? 'G90' : 'G91',
    `G1 ${words.join(' ')} F${Math.round(speed * 60)}`,
    'RESTORE_GCODE_STATE NAME=cloud_print',
    'M400',
  ];
}
