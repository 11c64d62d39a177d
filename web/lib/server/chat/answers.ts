import { z } from 'zod';
import { refuse } from '../http/errors.ts';
import { type ChatRefusal, isRefused } from './types.ts';

/** The chat's answer as an HTTP answer. */
export function chatAnswer(answer: object | null, status = 200): Response {
  if (answer === null) return new Response(null, { status: 204 });
  if (isRefused(answer)) return refusedAnswer(answer);
  return Response.json(answer, { status, headers: { 'cache-control': 'no-store' } });
}

export function refusedAnswer({ refused: { status, cause, remedy } }: ChatRefusal): Response {
  return refuse(status, cause, remedy);
}

const id = z.string().min(1).max(100);
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .max(20);

export const sendMessageSchema = z.object({
  id: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .optional(),
  waitedSeconds: z.number().nonnegative().optional(),
  text: z.string().max(200_000).default(''),
  printerId: id.nullable().default(null),
  uploadIds: z.array(id).max(20).default([]),
  pictureIds: z.array(id).max(20).default([]),
  models: z
    .array(z.object({ name: z.string().min(1).max(255), sizeBytes: z.number().int().nonnegative() }))
    .max(20)
    .default([]),
  language: language.optional(),
});

export const renameSchema = z.object({ title: z.string().trim().min(1, 'must not be empty').max(200) });

const ticksAtOnce = 200;
export const ticksSchema = z.object({
  changes: z
    .array(
      z.object({
        list: z.string().min(1).max(120),
        item: z.string().min(1).max(60),
        on: z.boolean(),
        atMs: z.number().int().nonnegative(),
      }),
    )
    .min(1)
    .max(ticksAtOnce),
});

export const retrySchema = z.object({ text: z.string().max(200_000).optional() });
