import { z } from 'zod';
import type { FileFacts } from '../../src/klipper/printer.ts';
import { card } from '../card.ts';
import { factsOfFile } from '../facts/files.ts';
import { jobFingerprint, refuseUnlessIdle } from '../facts/job.ts';
import { preflight } from '../facts/preflight.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { filePath } from '../inputs.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { celsiusText, durationText } from '../text.ts';
import { defineTool } from '../tool.ts';

export const startPrint = defineTool({
  name: 'start_print',
  title: 'Start a print',
  description: 'Starts printing a file of the printer. The bed must be clear.',
  effect: 'changes',
  toolset: 'control',
  alters: ['job', 'targets', 'homed', 'position'],
  input: z.object({ path: filePath() }),
  output: z.object({ state: z.string(), path: z.string() }),

  async check({ path }, { printer, signal, willChange }) {
    // Moonraker would drop a paused print without a word.
    const busy = willChange.has('job') ? null : refuseUnlessIdle(printer, 'starting another one');
    if (busy) return busy;
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    const blocking = preflight(printer, facts).filter(
      (check) => !check.ok && check.blocking && check.id !== 'job',
    );
    if (blocking.length === 0) return null;
    return refuse('preflight', blocking.map((check) => check.text).join(' '), 'preflight lists every check.');
  },

  async summarise({ path }, { printer, signal }) {
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    const warnings = preflight(printer, facts).filter((check) => !check.ok && !check.blocking);
    return card({
      title: `Print ${path} on ${printer.name}`,
      meaning: `The printer heats up, homes and prints${durationPart(facts)}. Make sure that the bed is clear.`,
      hazard: [
        'The hot end and the bed get hot and the head moves.',
        ...warnings.map((check) => check.text),
      ].join(' '),
      facts: factsOnCard(facts),
      rechecked: 'The printer is idle and the file is still the same.',
      filePath: path,
    });
  },

  async depends({ path }, { printer, signal }) {
    const facts = await printer.files.facts(path, { signal });
    return { ...jobFingerprint(printer), 'files:content': facts?.fingerprint ?? null };
  },

  async run({ path }, context) {
    const { printer, clock } = context;
    const failure = failureOf(await sendCommand(context, 'printer.print.start', { filename: path }));
    if (failure) return failure;
    const began = await waitForState(
      printer,
      ({ job }) => job.path === path && (job.state === 'printing' || job.state === 'complete'),
      { milliseconds: 10_000, clock },
    );
    const { state } = printer.snapshot().job;
    if (began) return { status: 'done', text: `${path} is ${state}.`, result: { state, path } };
    return { status: 'unknown', text: `The printer took the start, but says ${state}. Look at its state.` };
  },
});

function durationPart(facts: FileFacts): string {
  return facts.estimatedSeconds === null ? '' : ` for about ${durationText(facts.estimatedSeconds)}`;
}

function factsOnCard(facts: FileFacts): { label: string; value: string }[] {
  return [
    { label: 'Time', value: facts.estimatedSeconds === null ? null : durationText(facts.estimatedSeconds) },
    { label: 'Filament', value: filamentText(facts) },
    { label: 'Nozzle', value: facts.nozzleCelsius === null ? null : celsiusText(facts.nozzleCelsius) },
    { label: 'Bed', value: facts.bedCelsius === null ? null : celsiusText(facts.bedCelsius) },
    { label: 'Sliced with', value: facts.slicer },
  ].filter((fact): fact is { label: string; value: string } => fact.value !== null);
}

function filamentText({ filamentGrams, filamentMillimetres, filamentType }: FileFacts): string | null {
  const metres = filamentMillimetres === null ? null : `${(filamentMillimetres / 1000).toFixed(1)} m`;
  const grams = filamentGrams === null ? null : `${filamentGrams.toFixed(1)} g`;
  const parts = [grams, metres, filamentType].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : null;
}
