import { createReadStream } from 'node:fs';
import { noiseFacts } from '#mcp/calibration/shapers.ts';
import { background } from '#klipper/background/index.ts';
import { PrinterError } from '#klipper/errors.ts';
import { factsOf, optionsOf, type AxisFacts } from '#klipper/resonance/index.ts';
import { ResonanceError } from '#klipper/tuning/index.ts';
import type { Printer } from '#klipper/printer.ts';
import type { LoopTool, ToolAnswer, ToolScope } from '#smokey';
import type { KeptResonancesStore } from './kept.ts';
import type { KeptRecord, KeptResonances } from './records.ts';
import { measureNoiseOf } from './session.ts';

export interface ResonanceToolParts {
  kept: KeptResonancesStore;
  printer(id: string): Printer | null;
  /** The newest finished upload of this name that is the person's own and still here. */
  recording(userId: string, name: string): string | null;
}

/**
 * Reads about resonances, for one person's turn: a recording dropped into the chat is analysed as the printer's own
 * would be; without one, the kept measurements of the printer are told, newest first.
 */
export function createResonanceTool(parts: ResonanceToolParts, scope: ToolScope): LoopTool {
  return {
    name: 'get_resonances',
    title: 'Resonances',
    description:
      'Measured resonances: with file (the name of an attached CSV) analyses that recording; with noise listens to the ' +
      'accelerometer at rest; else tells what was measured, applied and saved, newest first, and the shapers that held ' +
      'before each. Measuring is calibrate.',
    inputSchema: {
      type: 'object',
      properties: {
        file: { type: 'string', maxLength: 200 },
        noise: { type: 'boolean' },
        printer: { type: 'string', maxLength: 100 },
      },
      additionalProperties: false,
    },
    reads: true,
    async call({ file, printer, noise }, { signal }) {
      const id = typeof printer === 'string' ? printer : (scope.selectedPrinterId ?? '');
      const known = scope.principal.roles.has(id) ? parts.printer(id) : null;
      if (typeof file === 'string') return analysed(parts, scope.principal.userId, file, known);
      if (!known) return failed('Which printer? Name one of yours.');
      if (noise === true) return listened(known, signal);
      return told(await parts.kept.all(known.id));
    },
  };
}

async function analysed(
  parts: ResonanceToolParts,
  userId: string,
  name: string,
  printer: Printer | null,
): Promise<ToolAnswer> {
  const path = parts.recording(userId, name);
  if (path === null)
    return failed(`There is no attached recording ${name}. Drop the CSV into the chat again.`);
  try {
    const source = createReadStream(path) as AsyncIterable<Uint8Array>;
    const options = printer ? optionsOf(printer) : {};
    const facts = factsOf(
      axisOf(name),
      await background().run('readRecording', { name, options }, { source }),
    );
    return answer({ axes: [facts] }, [facts.advice, ...facts.warnings].join(' '));
  } catch (error) {
    if (error instanceof ResonanceError || error instanceof PrinterError) return failed(error.message);
    throw error;
  }
}

/** Klipper names the axis in the file: raw_data_x_…, resonances_y_…, calibration_data_x_… */
function axisOf(name: string): AxisFacts['axis'] {
  const found = /(?:^|_)([xy])_/i.exec(name)?.[1]?.toLowerCase();
  return found === 'x' || found === 'y' ? found : null;
}

async function listened(printer: Printer, signal: AbortSignal): Promise<ToolAnswer> {
  try {
    const noise = noiseFacts(await measureNoiseOf(printer, signal));
    return answer({ noise }, noise.text);
  } catch (error) {
    if (error instanceof PrinterError) return failed(`${error.message}. ${error.tryThis.join(' ')}`);
    throw error;
  }
}

const isMeasured = (record: KeptRecord): record is KeptResonances => record.kind === 'measured';

function told(kept: KeptRecord[]): ToolAnswer {
  const [newest, ...older] = kept.filter(isMeasured);
  const others = kept.filter((record) => !isMeasured(record));
  if (kept.length === 0)
    return answer({ axes: [], earlier: [] }, 'No resonances of this printer have been measured yet.');
  const earlier = older.map(({ measured_at, axes, previous }) => ({
    measured_at,
    previous,
    axes: axes.map(({ axis, peak_hz, recommended }) => ({ axis, peak_hz, recommended })),
  }));
  const belts = others.find(({ kind }) => kind === 'belts');
  const changes = others.filter(({ kind }) => kind !== 'belts');
  return answer({ ...newest, earlier, belts: belts ?? null, changes }, kept.map(textOf).join(' '));
}

const onDay = ({ measured_at }: KeptRecord) => measured_at.slice(0, 10);

function textOf(record: KeptRecord): string {
  if (record.kind === 'belts') return `${onDay(record)}: ${record.advice}`;
  if (record.kind === 'applied') {
    return `${onDay(record)}: applied ${shapersText(record.shapers_now)} (before it: ${shapersText(record.previous)}).`;
  }
  if (record.kind === 'saved') {
    const back = record.backup === null ? '' : `; save_calibration with restore ${record.backup} brings back`;
    return `${onDay(record)}: saved ${record.diff.map(({ option, after }) => `${option} ${after}`).join(', ')}${back}.`;
  }
  const peaks = record.axes.map(({ axis, peak_hz }) => `${axis?.toUpperCase()} ${peak_hz} Hz`).join(', ');
  const before = record.previous ? ` (before it: ${shapersText(record.previous)})` : '';
  return `${onDay(record)}: ${peaks}${before}.`;
}

function shapersText(shapers: Readonly<Record<string, string>>): string {
  return Object.entries(shapers)
    .map(([axis, shaper]) => `shaper_${axis} ${shaper}`)
    .join(', ');
}

function answer(data: Record<string, unknown>, text: string): ToolAnswer {
  return { failed: false, data, text, pictures: [] };
}

function failed(text: string): ToolAnswer {
  return { failed: true, data: null, text, pictures: [] };
}
