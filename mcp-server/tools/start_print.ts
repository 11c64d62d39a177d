import { z } from 'zod';
import type { FileFacts, Printer } from '../../src/klipper/printer.ts';
import { card } from '../card.ts';
import { factsOfFile, isComing } from '../facts/files.ts';
import { jobFingerprint, refuseUnlessIdle } from '../facts/job.ts';
import { heatText, rehearsalFacts, rehearse, timeText, type Rehearsed } from '../facts/rehearsal.ts';
import { doubts, refuseUnfit } from '../facts/fitness.ts';
import { failureOf, sendCommand } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import type { ActionSummary } from '../gate/types.ts';
import { filePath } from '../inputs.ts';
import { isRefusal } from '../refusal.ts';
import { durationText } from '../text.ts';
import { defineTool, type ChangeContext } from '../tool.ts';

export const startPrint = defineTool({
  name: 'start_print',
  title: 'Start a print',
  description:
    'Starts printing a file of the printer, or one an earlier step of run_plan uploads. The bed must be clear.',
  effect: 'changes',
  toolset: 'control',
  alters: ['job', 'targets', 'homed', 'position'],
  input: z.object({ path: filePath() }),
  output: z.object({ state: z.string(), path: z.string() }),

  async check({ path }, context) {
    const { printer, signal, willChange } = context;
    // Moonraker would drop a paused print without a word.
    const busy = willChange.has('job') ? null : refuseUnlessIdle(printer, 'starting another one');
    // What is not there yet is looked at when it is, before it starts.
    if (busy || isComing(context, path)) return busy;
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    return refuseUnfit(printer, facts, await rehearseFor(facts, context));
  },

  async summarise({ path }, context) {
    const { printer, signal } = context;
    if (isComing(context, path)) return cardOfComing(path, printer);
    const facts = await factsOfFile(printer, path, signal);
    if (isRefusal(facts)) return facts;
    const rehearsed = await rehearseFor(facts, context);
    return card({
      title: `Print ${path} on ${printer.name}`,
      meaning: `The printer heats up, homes and prints${durationPart(facts, rehearsed)}. ${CLEAR_BED}`,
      hazard: [HAZARD, ...doubts(printer, facts, rehearsed)].join(' '),
      facts: factsOnCard(facts, rehearsed),
      rechecked: 'The printer is idle, the file is still the same and passes its rehearsal.',
      filePath: path,
      ...bedCamera(printer),
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

const CLEAR_BED = 'Make sure that the bed is clear.';
const HAZARD = 'The hot end and the bed get hot and the head moves.';

/** Of a file that a step before brings: its time and heat are not known yet. */
function cardOfComing(path: string, printer: Printer): ActionSummary {
  return card({
    title: `Print ${path} on ${printer.name}`,
    meaning: `Once the file is on the printer it is rehearsed; what does not fit this printer is not started. ${CLEAR_BED}`,
    hazard: HAZARD,
    rechecked: 'The printer is idle, and the file that came passes its rehearsal.',
    ...bedCamera(printer),
  });
}

/** Whether the bed is clear is best seen. */
function bedCamera(printer: Printer): { camera?: string } {
  const camera = printer.snapshot().webcams.find(({ available }) => available)?.name;
  return camera === undefined ? {} : { camera };
}

/** With what earlier steps of the same plan will have done. */
function rehearseFor(facts: FileFacts, { printer, signal, willChange }: ChangeContext): Promise<Rehearsed> {
  const before = { homed: willChange.has('homed'), warm: willChange.has('targets') };
  return rehearse(printer, facts, { signal, before });
}

function durationPart(facts: FileFacts, { rehearsal }: Rehearsed): string {
  const seconds = rehearsal?.totalSeconds ?? facts.estimatedSeconds;
  return seconds === null ? '' : ` for about ${durationText(seconds)}`;
}

function factsOnCard(facts: FileFacts, rehearsed: Rehearsed): { label: string; value: string }[] {
  const { rehearsal } = rehearsed;
  return [
    { label: 'Time', value: timeText(rehearsed, facts.estimatedSeconds) },
    { label: 'Filament', value: filamentText(facts, rehearsal?.filamentMillimetres ?? null) },
    { label: 'Nozzle', value: heatText(rehearsal?.nozzleCelsius ?? null, facts.nozzleCelsius) },
    { label: 'Bed', value: heatText(rehearsal?.bedCelsius ?? null, facts.bedCelsius) },
    { label: 'Sliced with', value: facts.slicer },
    ...rehearsalFacts(rehearsed),
  ].filter((fact): fact is { label: string; value: string } => fact.value !== null);
}

function filamentText(
  { filamentGrams, filamentMillimetres, filamentType }: FileFacts,
  rehearsedMillimetres: number | null,
): string | null {
  const length = rehearsedMillimetres ?? filamentMillimetres;
  const metres = length === null ? null : `${(length / 1000).toFixed(1)} m`;
  const grams = filamentGrams === null ? null : `${filamentGrams.toFixed(1)} g`;
  const parts = [grams, metres, filamentType].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : null;
}
