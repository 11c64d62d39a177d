import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { factsOfFile } from '../facts/files.ts';
import { gainFor, gainText, limitsOf } from '../facts/gain.ts';
import { notCounted, rehearse, timeText } from '../facts/rehearsal.ts';
import { between, filePath } from '../inputs.ts';
import { isRefusal } from '../refusal.ts';
import { bytesText, celsiusText, visible } from '../text.ts';
import { defineTool } from '../tool.ts';

/** Cause → seconds. */
const LIMITS = z.record(z.string(), z.number());

export const getFile = defineTool({
  name: 'get_file',
  title: 'File facts',
  description:
    'Facts of one G-code file: its time on this printer and by the slicer, filament, heat, size. With other limits: what they would save.',
  effect: 'reads',
  toolset: 'core',
  input: z.object({
    path: filePath(),
    accel_mm_s2: between(100, 100_000).optional(),
    velocity_mm_s: between(10, 2_000).optional(),
    corner_velocity_mm_s: between(0, 50).optional(),
  }),
  output: z.object({
    path: z.string(),
    size_bytes: z.number(),
    modified_at: z.string(),
    fingerprint: z.string(),
    slicer: z.string().nullable(),
    est_time_s: z.number().nullable(),
    printer_time_s: z.number().nullable(),
    not_counted: z.array(z.string()),
    limited_by: LIMITS,
    with_limits: z
      .object({
        now_s: z.number(),
        then_s: z.number(),
        saved_s: z.number(),
        saved_pct: z.number(),
        limited_by: LIMITS,
        advice: z.string(),
      })
      .nullable(),
    filament_mm: z.number().nullable(),
    filament_g: z.number().nullable(),
    filament_type: z.string().nullable(),
    max_nozzle_c: z.number().nullable(),
    max_bed_c: z.number().nullable(),
    layer_mm: z.number().nullable(),
    layers: z.number().nullable(),
    height_mm: z.number().nullable(),
    nozzle_mm: z.number().nullable(),
  }),
  async run({ path, ...wanted }, { printer, signal }) {
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    const how = { signal, timesOnly: true };
    const [rehearsed, other] = await Promise.all([
      rehearse(printer, facts, how),
      Object.keys(wanted).length > 0 ? rehearse(printer, facts, { ...how, limits: limitsIn(wanted) }) : null,
    ]);
    const { rehearsal } = rehearsed;
    const gain = rehearsal && other?.rehearsal ? gainFor(rehearsal, other.rehearsal) : null;
    const parts = [
      visible(facts.path),
      bytesText(facts.sizeBytes),
      timeText(rehearsed, facts.estimatedSeconds),
      facts.filamentGrams === null ? null : `${facts.filamentGrams.toFixed(1)} g`,
      facts.nozzleCelsius === null ? null : `nozzle ${celsiusText(facts.nozzleCelsius)}`,
      facts.bedCelsius === null ? null : `bed ${celsiusText(facts.bedCelsius)}`,
      facts.slicer === null ? null : visible(facts.slicer, 60),
    ];
    return {
      data: {
        path: facts.path,
        size_bytes: facts.sizeBytes,
        modified_at: isoTime(facts.modifiedMs),
        fingerprint: facts.fingerprint,
        slicer: facts.slicer === null ? null : visible(facts.slicer, 100),
        est_time_s: facts.estimatedSeconds,
        printer_time_s: rehearsal ? Math.round(rehearsal.totalSeconds) : null,
        not_counted: rehearsal ? notCounted(rehearsal) : [],
        limited_by: rehearsal ? limitsOf(rehearsal) : {},
        with_limits: gain,
        filament_mm: facts.filamentMillimetres,
        filament_g: facts.filamentGrams,
        filament_type: facts.filamentType === null ? null : visible(facts.filamentType, 60),
        max_nozzle_c: facts.nozzleCelsius,
        max_bed_c: facts.bedCelsius,
        layer_mm: facts.layerHeightMillimetres,
        layers: facts.layerCount,
        height_mm: facts.objectHeightMillimetres,
        nozzle_mm: facts.nozzleDiameterMillimetres,
      },
      text: [
        parts.filter((part) => part !== null).join(', '),
        ...(rehearsal ? [] : [`Its time on this printer is not known: ${rehearsed.reason}`]),
        ...(rehearsal && notCounted(rehearsal).length > 0
          ? [`Not counted: ${notCounted(rehearsal).join(', ')}.`]
          : []),
        ...(gain ? [gainText(gain)] : []),
        ...(other?.reason ? [`What other limits would save is not known: ${other.reason}`] : []),
      ].join('\n'),
    };
  },
});

interface WantedLimits {
  accel_mm_s2?: number | undefined;
  velocity_mm_s?: number | undefined;
  corner_velocity_mm_s?: number | undefined;
}

function limitsIn({ accel_mm_s2, velocity_mm_s, corner_velocity_mm_s }: WantedLimits) {
  return {
    ...(accel_mm_s2 === undefined ? {} : { maxAccel: accel_mm_s2 }),
    ...(velocity_mm_s === undefined ? {} : { maxVelocity: velocity_mm_s }),
    ...(corner_velocity_mm_s === undefined ? {} : { squareCornerVelocity: corner_velocity_mm_s }),
  };
}
