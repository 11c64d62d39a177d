import { z } from 'zod';
import { PrinterError } from '../errors.ts';
import type { CallOptions, FileFacts } from '../printer.ts';
import type { LoadedFilament } from '../tuning/index.ts';

/** Usual nozzle temperatures of a material, °C, a little wider than makers print on their spools. */
const RANGES: readonly { words: RegExp; low: number; high: number }[] = [
  { words: /^(pc|polycarbonate)/, low: 250, high: 320 },
  { words: /^(pa\d*|nylon|ppa)/, low: 230, high: 300 },
  { words: /^(tpu|tpe|flex)/, low: 195, high: 250 },
  { words: /^(asa)/, low: 225, high: 280 },
  { words: /^(abs)/, low: 220, high: 275 },
  { words: /^(petg|pet|pctg)/, low: 210, high: 270 },
  { words: /^(pla)/, low: 175, high: 240 },
  { words: /^(hips)/, low: 215, high: 260 },
  { words: /^(pva|bvoh)/, low: 170, high: 225 },
];

const activeSchema = z.looseObject({ spool_id: z.number().nullable() });
const spoolSchema = z.looseObject({
  remaining_length: z.number().optional(),
  remaining_weight: z.number().optional(),
  filament: z
    .looseObject({
      material: z.string().optional(),
      density: z.number().optional(),
      diameter: z.number().optional(),
    })
    .optional(),
});
type Query = (method: string, params: object, options: CallOptions) => Promise<unknown>;

const WITHIN_MS = 2_000;

/**
 * What is loaded, as far as anybody knows: the active spool of Spoolman with what is left of it, else the material the
 * file was sliced for. Never rejects: without an answer the rehearsal only says less.
 */
export async function loadedFilament(
  query: Query,
  facts: Pick<FileFacts, 'filamentType'>,
  signal?: AbortSignal,
): Promise<LoadedFilament> {
  const spool = await activeSpool(query, signal);
  const range = rangeOf(spool?.filament?.material ?? facts.filamentType);
  const left = spool && lengthLeft(spool);
  return {
    ...(range && { minNozzleCelsius: range.low, maxNozzleCelsius: range.high }),
    ...(left !== null && { remainingMillimetres: left }),
  };
}

function rangeOf(material: string | null): { low: number; high: number } | null {
  const word =
    material
      ?.trim()
      .toLowerCase()
      .split(/[;,\s]/)[0] ?? '';
  return RANGES.find(({ words }) => words.test(word)) ?? null;
}

async function activeSpool(query: Query, signal?: AbortSignal): Promise<z.infer<typeof spoolSchema> | null> {
  const options = { timeoutMs: WITHIN_MS, ...(signal && { signal }) };
  try {
    const { spool_id } = activeSchema.parse(await query('server.spoolman.get_spool_id', {}, options));
    if (spool_id === null) return null;
    const params = { request_method: 'GET', path: `/v1/spool/${spool_id}` };
    return spoolSchema.parse(await query('server.spoolman.proxy', params, options));
  } catch (error) {
    // No Spoolman, none that answers, or one of another form.
    if (error instanceof PrinterError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Millimetres; from the weight where the length is not told. */
function lengthLeft(spool: z.infer<typeof spoolSchema>): number | null {
  if (spool.remaining_length !== undefined) return spool.remaining_length;
  const { density, diameter } = spool.filament ?? {};
  if (spool.remaining_weight === undefined || !density || !diameter) return null;
  // Grams over g/cm³ give cm³; over the cross-section in mm² millimetres.
  return ((spool.remaining_weight / density) * 1000) / (Math.PI * (diameter / 2) ** 2);
}
