import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { PlannerLimits, PrinterModel } from '../printtime/index.ts';
import { estimatePrintTime } from '../printtime/index.ts';
import { Comparison } from './comparison.ts';
import { estimateJson, LIMIT_NAMES } from './estimateJson.ts';
import { expectedAnswers, filePieces } from './files.ts';

const SECONDS = ['motion_s', 'dwell_s', 'extruding_s', 'travel_s', 'extrude_only_s', 'z_only_s'] as const;
const PHASES = ['accel_s', 'cruise_s', 'decel_s'] as const;

const runSchema = z.object({
  limits: z.partialRecord(z.enum(Object.values(LIMIT_NAMES)), z.number()),
  total_s: z.number(),
  moves: z.number(),
  distance_mm: z.number().optional(),
  ...(Object.fromEntries([...SECONDS, ...PHASES].map((name) => [name, z.number().optional()])) as Record<
    (typeof SECONDS)[number] | (typeof PHASES)[number],
    z.ZodOptional<z.ZodNumber>
  >),
});
type ExpectedRun = z.infer<typeof runSchema>;

const expectedSchema = z.object({
  printer: z.object({
    kinematics: z.string(),
    max_z_velocity: z.number().optional(),
    max_z_accel: z.number().optional(),
    nozzle_diameter: z.number(),
    filament_diameter: z.number(),
    max_extrude_cross_section: z.number().optional(),
    max_extrude_only_distance: z.number(),
    arc_resolution: z.number().nullish(),
    firmware_retraction: z
      .object({
        retract_length: z.number(),
        retract_speed: z.number(),
        unretract_extra_length: z.number(),
        unretract_speed: z.number(),
      })
      .nullish(),
  }),
  files: z.record(z.string(), z.object({ file: z.string(), runs: z.array(runSchema) })),
});

/**
 * Compares our print times with a folder like ground-truth/print-time: every run of every file. Files that are not in
 * the folder are looked for in `elsewhere`, by default the neighbouring fixtures two folders up.
 */
export async function checkPrintTimes(
  directory: string,
  elsewhere = join(directory, '..', '..', 'gcode'),
): Promise<Comparison> {
  const expected = expectedSchema.parse(await expectedAnswers(directory));
  const printer = printerModel(expected.printer);
  const comparison = new Comparison();
  for (const [name, { file, runs }] of Object.entries(expected.files)) {
    const path = await firstThatExists([join(directory, file), join(elsewhere, basename(file))]);
    for (const [index, run] of runs.entries()) {
      const differences =
        path === null ? [`${file} is missing`] : await runDifferences(comparison, path, printer, run);
      comparison.case(`${name} run ${index + 1}`, differences);
    }
  }
  return comparison;
}

/** The total within 1 ms and a millionth, and the number of moves, decide; the parts must fit the same tolerance. */
async function runDifferences(comparison: Comparison, path: string, printer: PrinterModel, run: ExpectedRun) {
  const limits: Partial<PlannerLimits> = {};
  for (const [ours, theirs] of Object.entries(LIMIT_NAMES))
    limits[ours as keyof PlannerLimits] = run.limits[theirs];
  const got = estimateJson(await estimatePrintTime(filePieces(path), { limits, printer }));
  const tolerance = Math.min(1e-3, Math.max(run.total_s, 1) * 1e-6);
  return [
    ...comparison.near('total_s', got.total_s, run.total_s, tolerance),
    ...comparison.near('moves', got.moves, run.moves, 0),
    ...[...SECONDS, ...PHASES].flatMap((part) =>
      comparison.near(part, got[part], run[part] ?? got[part], 1e-3),
    ),
    ...comparison.near('distance_mm', got.distance_mm, run.distance_mm ?? got.distance_mm, 1e-3),
  ];
}

function printerModel(printer: z.infer<typeof expectedSchema>['printer']): PrinterModel {
  const retraction = printer.firmware_retraction;
  return {
    kinematics: printer.kinematics,
    maxZVelocity: printer.max_z_velocity,
    maxZAccel: printer.max_z_accel,
    nozzleDiameter: printer.nozzle_diameter,
    filamentDiameter: printer.filament_diameter,
    maxExtrudeCrossSection: printer.max_extrude_cross_section,
    maxExtrudeOnlyDistance: printer.max_extrude_only_distance,
    arcResolution: printer.arc_resolution ?? null,
    firmwareRetraction: retraction
      ? {
          retractLength: retraction.retract_length,
          retractSpeed: retraction.retract_speed,
          unretractExtraLength: retraction.unretract_extra_length,
          unretractSpeed: retraction.unretract_speed,
        }
      : null,
  };
}

async function firstThatExists(paths: string[]): Promise<string | null> {
  for (const path of paths) {
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) return path;
  }
  return null;
}
