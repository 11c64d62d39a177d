import { z } from 'zod';
import type { PendingAction } from '#mcp/gate/types.ts';

/* What is kept of input shaping: a line each, as it was measured, applied or saved. */

const axisSchema = z.looseObject({ axis: z.enum(['x', 'y']).nullable(), peak_hz: z.number() });
const shapersSchema = z.record(z.string(), z.string());
const changeSchema = z.looseObject({
  section: z.string(),
  option: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const common = { measured_at: z.string(), action_id: z.string() };

const measuredSchema = z.looseObject({
  ...common,
  // Lines of the first versions have no kind.
  kind: z.literal('measured').default('measured'),
  axes: z.array(axisSchema).min(1),
  /** The shapers that held before, so that they can be applied again at any time. */
  previous: shapersSchema.optional(),
});
const recordSchema = z.union([
  z.looseObject({
    ...common,
    kind: z.literal('belts'),
    belts: z.array(z.looseObject({ belt: z.enum(['a', 'b']), peak_hz: z.number() })).length(2),
    similarity_pct: z.number(),
    advice: z.string(),
  }),
  z.looseObject({
    ...common,
    kind: z.literal('applied'),
    shapers_now: shapersSchema,
    previous: shapersSchema,
  }),
  z.looseObject({
    ...common,
    kind: z.literal('saved'),
    diff: z.array(changeSchema).min(1),
    /** The copy of printer.cfg with the values of before; null where Klipper kept none. */
    backup: z.string().nullable(),
  }),
  measuredSchema,
]);

export type KeptRecord = z.infer<typeof recordSchema>;
export type KeptResonances = z.infer<typeof measuredSchema>;

/** The record on one line; null for a line that cannot be read (a power cut while writing). */
export function recordOfLine(line: string): KeptRecord | null {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What a finished action adds; nothing for actions about anything else. */
export function recordsOf(action: PendingAction, nowMs: number): KeptRecord[] {
  if (action.status !== 'done') return [];
  const about = { measured_at: new Date(nowMs).toISOString(), action_id: action.id };
  const result = action.outcome?.result;
  return (Array.isArray(result) ? result : [result]).flatMap((one: unknown) => {
    const record = recordSchema.safeParse({ ...about, ...factsIn(one) });
    return record.success ? [record.data] : [];
  });
}

const calibratedSchema = z.object({
  routine: z.literal('input_shaper'),
  result: z.record(z.string(), z.unknown()),
});
const savedSchema = z.object({ diff: z.array(changeSchema), backup: z.string().nullable().default(null) });

function factsIn(result: unknown): Record<string, unknown> {
  const calibrated = calibratedSchema.safeParse(result);
  if (calibrated.success) return { ...calibrated.data.result, kind: kindOf(calibrated.data.result) };
  const saved = savedSchema.safeParse(result);
  if (!saved.success) return {};
  const diff = saved.data.diff.filter(({ section }) => section === 'input_shaper');
  return { kind: 'saved', diff, backup: saved.data.backup };
}

function kindOf(result: Record<string, unknown>): KeptRecord['kind'] {
  if ('belts' in result) return 'belts';
  return 'shapers_now' in result ? 'applied' : 'measured';
}
