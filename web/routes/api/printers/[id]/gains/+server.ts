import { z } from 'zod';
import { api } from '#lib/server/http/api.ts';
import { ndjsonOf } from '#lib/server/http/ndjson.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { livePrinter } from '#lib/server/printers/live-printer.ts';
import { tellGains } from '#lib/server/resonance/gains.ts';
import type { RequestHandler } from './$types.js';

export const _access = 'viewer';

const bodySchema = z.object({
  accel_mm_s2: z.number().min(100).max(100_000).optional(),
  velocity_mm_s: z.number().min(10).max(2_000).optional(),
  corner_velocity_mm_s: z.number().min(0).max(50).optional(),
  paths: z.array(z.string().min(1).max(500)).min(1).max(20).optional(),
});

/** What other limits win for the files of this printer, a line each as it is worked out; leaving ends the work. */
export const POST: RequestHandler = api(async ({ params, request }) => {
  const body = await readJson(request, bodySchema);
  if (!body.ok) return body.response;
  const { accel_mm_s2, velocity_mm_s, corner_velocity_mm_s, paths } = body.value;
  const limits = {
    ...(accel_mm_s2 !== undefined && { maxAccel: accel_mm_s2 }),
    ...(velocity_mm_s !== undefined && { maxVelocity: velocity_mm_s }),
    ...(corner_velocity_mm_s !== undefined && { squareCornerVelocity: corner_velocity_mm_s }),
  };
  const printer = livePrinter(params.id);
  return ndjsonOf((tell, signal) => tellGains(printer, { limits, paths }, tell, signal));
});
