import { readFileSync } from 'node:fs';
import { z } from 'zod';

const effectSchema = z.looseObject({
  method: z.string().optional(),
  path: z.string().optional(),
  path_regex: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  query: z.string().optional(),
  content_regex: z.array(z.string()).optional(),
  gcode: z.array(z.string()).optional(),
  gcode_regex: z.string().optional(),
  gcode_range: z
    .object({ command: z.string(), param: z.string(), min: z.number(), max: z.number() })
    .optional(),
  move: z.record(z.string(), z.number()).optional(),
  equivalents: z.array(z.unknown()).optional(),
  any_of: z.array(z.array(z.unknown())).optional(),
  any_effect: z.boolean().optional(),
  printer: z.string().optional(),
});
export type Effect = z.infer<typeof effectSchema>;

const expectSchema = z.looseObject({
  effects: z.array(effectSchema),
  order: z.string().optional(),
  gate: z.enum(['approval', 'none']),
  may: z.array(effectSchema).default([]),
  never: z.array(effectSchema).default([]),
  answer_mentions: z.array(z.string()).default([]),
  answer_avoids: z.array(z.string()).default([]),
  refuse_or_clarify: z.enum(['refuse', 'clarify', 'either']).nullable(),
  shows: z.array(z.string()).default([]),
});
export type Expectation = z.infer<typeof expectSchema>;

const turnSchema = z.looseObject({
  text: z.string(),
  attachments: z.array(z.looseObject({ name: z.string(), kind: z.string(), size: z.number() })).optional(),
  then: z.enum(['approve', 'decline']).optional(),
  expect: expectSchema.optional(),
});

const caseSchema = z.looseObject({
  id: z.string(),
  category: z.string(),
  register: z.string(),
  language: z.string(),
  preset: z.string(),
  overrides: z.record(z.string(), z.unknown()).optional(),
  turns: z.array(turnSchema).min(1),
  expect: expectSchema,
});
export type Case = z.infer<typeof caseSchema>;
export type Turn = z.infer<typeof turnSchema>;

/** Reads a file of cases; an error names the line and what is wrong in it. */
export function readCases(path: string): Case[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() ? [parseLine(line, `${path}:${index + 1}`)] : []));
}

function parseLine(line: string, where: string): Case {
  const parsed = caseSchema.safeParse(JSON.parse(line));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Error(`${where}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'does not fit'}`);
}
