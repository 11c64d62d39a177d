import { createReadStream } from 'node:fs';
import { PrinterError } from '#klipper/errors.ts';
import { factsOf, optionsOf, type AxisFacts } from '#klipper/resonance/index.ts';
import { analyseResonances, readRecording, ResonanceError } from '#klipper/tuning/index.ts';
import type { Printer } from '#klipper/printer.ts';
import type { LoopTool, ToolAnswer, ToolScope } from '#smokey';
import type { KeptResonances, KeptResonancesStore } from './kept.ts';

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
      'Measured resonances: with file (the name of an attached CSV) analyses that recording, without it tells the ' +
      'kept measurements of the printer, newest first, and the shapers that held before each. Measuring is calibrate.',
    inputSchema: {
      type: 'object',
      properties: {
        file: { type: 'string', maxLength: 200 },
        printer: { type: 'string', maxLength: 100 },
      },
      additionalProperties: false,
    },
    reads: true,
    async call({ file, printer }) {
      const id = typeof printer === 'string' ? printer : (scope.selectedPrinterId ?? '');
      const known = scope.principal.roles.has(id) ? parts.printer(id) : null;
      if (typeof file === 'string') return analysed(parts, scope.principal.userId, file, known);
      if (!known) return failed('Which printer? Name one of yours.');
      return measured(await parts.kept.of(known.id));
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
    const recording = await readRecording(name, createReadStream(path) as AsyncIterable<Uint8Array>);
    const facts = factsOf(axisOf(name), analyseResonances([recording], printer ? optionsOf(printer) : {}));
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

function measured(kept: KeptResonances[]): ToolAnswer {
  const [newest, ...older] = kept;
  if (!newest)
    return answer({ axes: [], earlier: [] }, 'No resonances of this printer have been measured yet.');
  const earlier = older.map(({ measured_at, axes, previous }) => ({
    measured_at,
    previous,
    axes: axes.map(({ axis, peak_hz, recommended }) => ({ axis, peak_hz, recommended })),
  }));
  return answer({ ...newest, earlier }, [textOf(newest), ...older.map(textOf)].join(' '));
}

function textOf({ measured_at, axes, previous }: KeptResonances): string {
  const peaks = axes.map(({ axis, peak_hz }) => `${axis?.toUpperCase()} ${peak_hz} Hz`).join(', ');
  const before = Object.entries(previous ?? {}).map(([axis, shaper]) => `shaper_${axis} ${shaper}`);
  return `${measured_at.slice(0, 10)}: ${peaks}${before.length > 0 ? ` (before it: ${before.join(', ')})` : ''}.`;
}

function answer(data: Record<string, unknown>, text: string): ToolAnswer {
  return { failed: false, data, text, pictures: [] };
}

function failed(text: string): ToolAnswer {
  return { failed: true, data: null, text, pictures: [] };
}
