import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';
import { backupsIfKnown, prepareRestoring, restore, type Restoring } from '../calibration/backups.ts';
import { configNow, notHeld } from '../calibration/held.ts';
import {
  anythingPending,
  pendingChanges,
  pendingTexts,
  pendingValues,
  type PendingChange,
} from '../calibration/pending.ts';
import { prepareShapers } from '../calibration/save-shapers.ts';
import type { SavedChange } from '../config/saved-block.ts';
import { card } from '../card.ts';
import { jobFingerprint, refuseUnlessIdle } from '../facts/job.ts';
import { freshObjects } from '../facts/fresh.ts';
import { waitForRestart } from '../facts/restart.ts';
import { sendGcode } from '../facts/send.ts';
import { hotHeaters } from '../facts/heaters.ts';
import { canonicalJson, sha256 } from '../gate/canonical.ts';
import type { ActionSummary } from '../gate/types.ts';
import { line } from '../inputs.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import { defineTool, type ChangeContext, type RunContext, type RunResult } from '../tool.ts';

const VALUE = z.object({
  section: z.string(),
  option: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const OUTPUT = z.object({ state: z.string(), diff: z.array(VALUE), backup: z.string().nullable() });
type Saved = z.input<typeof OUTPUT>;
type Change = z.input<typeof VALUE>;

export const saveCalibration = defineTool({
  name: 'save_calibration',
  title: 'Save the calibration',
  description:
    'Writes what calibrations found into printer.cfg (SAVE_CONFIG) and restarts Klipper. restore: the backup named by an earlier save, whose values come back. shaper_x, shaper_y (mzv@53.2): saves these instead.',
  effect: 'changes',
  toolset: 'calibrate',
  alters: ['klippy', 'homed', 'position', 'targets', 'config', 'mesh', 'offset', 'pending'],
  input: z.object({
    restore: line(40).optional(),
    shaper_x: line(24).optional(),
    shaper_y: line(24).optional(),
  }),
  output: OUTPUT,

  async check(args, { printer, signal }) {
    const busy = refuseUnlessIdle(printer, 'saving, which restarts Klipper,');
    if (busy || !writesItself(args)) return busy;
    const restoring = await prepare(printer, args, signal);
    return isRefusal(restoring) ? restoring : null;
  },

  async summarise(args, { printer, signal, willChange }) {
    const hot = hotHeaters(printer.snapshot()).length > 0 ? ' Heaters go off.' : '';
    if (writesItself(args)) return writingCard(args, { printer, signal }, hot);
    if (willChange.has('pending')) return savingUnseenCard(hot);
    return savingCard(pendingValues(printer), anythingPending(printer), hot);
  },

  async depends(args, { printer, signal }) {
    const pending = sha256(canonicalJson(pendingValues(printer)));
    if (!writesItself(args)) return { ...jobFingerprint(printer), pending };
    const restoring = await prepare(printer, args, signal);
    const becomes = isRefusal(restoring) ? null : sha256(`${restoring.before}\0${restoring.after}`);
    return { ...jobFingerprint(printer), pending, 'config:becomes': becomes };
  },

  run: (args, context) => (writesItself(args) ? runWriting(args, context) : save(context)),
});

interface SaveArgs {
  restore?: string | undefined;
  shaper_x?: string | undefined;
  shaper_y?: string | undefined;
}

/** Whether the file is written by us: SAVE_CONFIG knows only what waits in Klipper. */
const writesItself = (args: SaveArgs): boolean => Object.values(args).some((value) => value !== undefined);

function prepare(
  printer: Printer,
  { restore: backup, ...wish }: SaveArgs,
  signal?: AbortSignal,
): Promise<Restoring | Refusal> {
  if (backup !== undefined) return prepareRestoring(printer, backup, signal);
  const given = Object.entries(wish).filter(([, shaper]) => shaper !== undefined);
  return prepareShapers(printer, Object.fromEntries(given), signal);
}

function savingCard(values: readonly Change[], waits: boolean | null, hot: string): ActionSummary {
  const nothing = waits === false ? ' As far as the printer says, nothing waits to be saved.' : '';
  return card({
    title:
      values.length > 0
        ? `Save ${values.length} values and restart Klipper`
        : 'Save the calibration and restart Klipper',
    meaning: `printer.cfg is written and Klipper keeps the old one beside it.${hot}${nothing}`,
    hazard: 'Homing is lost by the restart.',
    facts: values.map(factOf),
    diff: [...values],
    rechecked: 'No print runs and the same values wait.',
  });
}

/** Behind a calibration of the same plan: nobody can be shown yet what it will find. */
function savingUnseenCard(hot: string): ActionSummary {
  return card({
    title: 'Save what was found and restart Klipper',
    meaning: `printer.cfg is written and Klipper keeps the old one beside it.${hot}`,
    hazard: 'Homing is lost by the restart.',
    facts: [{ label: 'Saved', value: 'What the steps before it find, without being shown first' }],
    rechecked: 'No print runs, and the steps before it have ended well.',
  });
}

async function writingCard(
  args: SaveArgs,
  { printer, signal }: Pick<ChangeContext, 'printer' | 'signal'>,
  hot: string,
): Promise<ActionSummary | Refusal> {
  const restoring = await prepare(printer, args, signal);
  if (isRefusal(restoring)) return restoring;
  const { changes } = restoring;
  const unsaved = pendingValues(printer).length > 0 ? ' Values that wait to be saved are lost.' : '';
  return card({
    title:
      args.restore === undefined
        ? 'Save the chosen shapers and restart Klipper'
        : `Bring back ${changes.length} saved values of ${args.restore} and restart Klipper`,
    meaning: `Only ${args.restore === undefined ? 'these values change' : 'what SAVE_CONFIG has written changes'}; the file of now is kept beside it.${hot}`,
    hazard: `Homing is lost by the restart.${unsaved}`,
    facts: changes.map(factOf),
    diff: [...changes],
    rechecked: 'No print runs, and both files are still the same.',
  });
}

/** One line of bounded length; a mesh has many numbers. */
function short(value: string, longest: number): string {
  return visible(value.trim().replaceAll('\n', ' '), longest);
}

function shortened({ before, after, ...which }: SavedChange): Change {
  const told = (value: string | null) => (value === null ? null : short(value, 200));
  return { ...which, before: told(before), after: told(after) };
}

function factOf({ section, option, before, after }: Change): { label: string; value: string } {
  const told = (value: string | null, none: string) => (value === null ? none : short(value, 120));
  return {
    label: `[${section}] ${option}`,
    value: `${told(before, 'not set')} → ${told(after, 'taken out')}`,
  };
}

async function save(context: RunContext): Promise<RunResult<Saved>> {
  const { printer, clock } = context;
  const objects = await freshObjects(printer, ['configfile'], context.signal);
  const diff = pendingValues(printer, objects);
  const wanted = pendingChanges(objects);
  const [earlier, before] = [await backupsIfKnown(context), await configNow(printer, context.signal)];
  const outcome = await sendGcode(context, ['SAVE_CONFIG'], 30_000);
  if (outcome.status === 'not-sent')
    return { status: 'refused', text: `Nothing was sent: ${visible(outcome.message)}` };
  // The restart cuts the answer off, so only a refusal that leaves Klipper standing is one.
  if (
    outcome.status === 'refused' &&
    printer.snapshot().klippy.state === 'ready' &&
    !/disconnect|not connected/i.test(outcome.message)
  ) {
    return {
      status: 'refused',
      text: `The printer refused: ${visible(outcome.message.replaceAll('\n', ' '), 300)}`,
    };
  }
  const state = await waitForRestart(printer, clock);
  if (state !== 'ready' || anythingPending(printer) === true) {
    return { status: 'unknown', text: `Klipper was told to save and is ${state}. Look at its state.` };
  }
  const text = await configNow(printer, context.signal);
  const problem = whyNotSaved(text, wanted);
  if (problem !== null) return { status: 'unknown', text: `Klipper was told to save, but ${problem}` };
  if (wanted.length === 0 && text === before)
    return {
      status: 'done',
      text: 'printer.cfg is as it was: nothing waited to be saved.',
      result: { state, diff, backup: null },
    };
  const backup = (await backupsIfKnown(context)).find((file) => !earlier.includes(file)) ?? null;
  const what = pendingTexts(diff);
  const back = backup === null ? '' : `With restore ${backup} the values of before come back.`;
  return {
    status: 'done',
    text: ['Saved, and Klipper is ready again.', what && `${what}.`, back].filter(Boolean).join(' '),
    result: { state, diff, backup },
  };
}

/** Only the file tells what was saved; null where it holds every value. */
function whyNotSaved(text: string | null, wanted: readonly PendingChange[]): string | null {
  if (text === null) return 'printer.cfg could not be read back.';
  const [missing] = notHeld(text, wanted);
  if (missing === undefined) return null;
  return `printer.cfg does not hold ${visible(missing, 120)} as it was to be saved. Look at the file.`;
}

async function runWriting(args: SaveArgs, context: RunContext): Promise<RunResult<Saved>> {
  const restoring = await prepare(context.printer, args, context.signal);
  if (isRefusal(restoring)) return { status: 'refused', text: restoring.refused.message };
  const restored = await restore(context, restoring);
  if ('status' in restored) return restored;
  const result = { ...restored, diff: restoring.changes.map(shortened) };
  if (restored.state !== 'ready')
    return { status: 'unknown', text: `printer.cfg is written; Klipper is ${restored.state}.`, result };
  return {
    status: 'done',
    text: `${args.restore === undefined ? 'The chosen shapers are saved' : `The values of ${args.restore} hold again`}, and Klipper is ready. ${restored.backup} is the file of before.`,
    result,
  };
}
