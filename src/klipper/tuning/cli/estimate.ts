import { parseArgs } from 'node:util';
import type { PlannerLimits, PrintTimeEstimate } from '../printtime/index.ts';
import { estimatePrintTime } from '../printtime/index.ts';
import { checkPrintTimes } from './estimateCheck.ts';
import { estimateJson, LIMIT_NAMES } from './estimateJson.ts';
import { filePieces } from './files.ts';
import type { Output } from './program.ts';
import { consoleOutput, EXIT_DONE, numberOption, reportError, UsageError } from './program.ts';

const USAGE = `Use: npm run estimate -- FILE [--max-velocity MM/S] [--max-accel MM/S²] [--square-corner-velocity MM/S]
       [--minimum-cruise-ratio R] [--max-extrude-only-velocity MM/S] [--max-extrude-only-accel MM/S²]
       [--instantaneous-corner-velocity MM/S] [--json]
     npm run estimate -- --check DIR [--json]`;

const limitFlags = Object.entries(LIMIT_NAMES).map(
  ([limit, name]) => [limit as keyof PlannerLimits, name.replaceAll('_', '-')] as const,
);

/** Runs the command; the exit code is 0 done, 1 a check falls short, 2 the input or the settings are wrong. */
export async function main(args: string[], output: Output = consoleOutput): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(limitFlags.map(([, flag]) => [flag, { type: 'string' as const }])),
        json: { type: 'boolean' },
        check: { type: 'string' },
      },
    });
    const flags = values as Record<string, string | undefined>;
    if (flags['check'] !== undefined) {
      return (await checkPrintTimes(flags['check'])).report('print times', values.json === true, output);
    }
    if (positionals.length !== 1) throw new UsageError(USAGE);
    const limits: Partial<PlannerLimits> = {};
    for (const [limit, flag] of limitFlags) limits[limit] = numberOption(flag, flags[flag]);
    const estimate = await estimatePrintTime(filePieces(positionals[0]!), { limits });
    output.out(
      values.json === true ? JSON.stringify(estimateJson(estimate), null, 2) : estimateText(estimate),
    );
    return EXIT_DONE;
  } catch (error) {
    return reportError(error, args.includes('--json'), output);
  }
}

function estimateText(estimate: PrintTimeEstimate): string {
  const { limits } = estimate;
  const parts = [
    ['printing', estimate.extrudingSeconds],
    ['travel', estimate.travelSeconds],
    ['retractions', estimate.extrudeOnlySeconds],
    ['Z moves', estimate.zOnlySeconds],
    ['waiting (G4, M84)', estimate.dwellSeconds],
  ] as const;
  return [
    `${clock(estimate.totalSeconds)} (${estimate.totalSeconds.toFixed(1)} s, ${estimate.moves} moves)`,
    ...parts.map(([name, seconds]) => `  ${name.padEnd(18)} ${clock(seconds)}`),
    `At ${limits.maxVelocity} mm/s, ${limits.maxAccel} mm/s², square corners ${limits.squareCornerVelocity} mm/s.`,
    'Not included:',
    ...estimate.notIncluded.map((line) => `  ${line}`),
    ...estimate.warnings.map((warning) => `Note: ${warning}`),
  ].join('\n');
}

/** 2 h 05 min, 3 min 20 s, 14 s. */
function clock(totalSeconds: number): string {
  const seconds = Math.round(totalSeconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
  if (seconds >= 60) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${seconds} s`;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
