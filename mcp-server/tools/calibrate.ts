import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';
import { pendingTexts, pendingValues, type PendingValue } from '../calibration/pending.ts';
import { objectsOf, resultOf, resultText } from '../calibration/results.ts';
import {
  activeExtruder,
  isStart,
  linesFor,
  manualProbeActive,
  manualProbeHeight,
  ROUTINES,
  STEPS,
  WORDS,
  type CalibrateArgs,
} from '../calibration/routines.ts';
import {
  applyShapers,
  hasRawSamples,
  MEASURED,
  measureShapers,
  refuseBelts,
  refuseShapers,
  refuseWithoutSensor,
} from '../calibration/shapers.ts';
import { card } from '../card.ts';
import { freshObjects } from '../facts/fresh.ts';
import { findHeater, refuseTarget } from '../facts/heaters.ts';
import { jobFingerprint, refuseUnlessIdle } from '../facts/job.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { between, line } from '../inputs.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { celsiusText, visible } from '../text.ts';
import { defineTool, type RunContext, type RunResult } from '../tool.ts';

const SAY_EVERY_MS = 1_000;
interface Calibrated {
  routine: string;
  result: Record<string, unknown>;
  save_proposal: PendingValue[];
}

/** Klipper's help leaves these out, or lists them only while the paper test is open. */
const ALWAYS_THERE = new Set(['G28', 'TESTZ', 'ACCEPT', 'ABORT']);

export const calibrate = defineTool({
  name: 'calibrate',
  title: 'Calibrate',
  description:
    'Runs a calibration, homing first where needed. z_offset is a session: start, adjust by adjust_mm, accept or abort; apply_live takes over the live Z. input_shaper measures xy or what measure says; apply_live sets shaper_x, shaper_y (mzv@53.2, none). PID needs target_c. Nothing is kept before save_calibration.',
  effect: 'changes',
  destructive: false,
  toolset: 'calibrate',
  alters: ['homed', 'position', 'targets', 'offset', 'mesh', 'pending'],
  input: z.object({
    routine: z.enum(ROUTINES),
    step: z.enum(STEPS).optional(),
    adjust_mm: between(-5, 5).optional(),
    target_c: between(0, 300).optional(),
    profile: line(40).optional(),
    shaper_x: line(24).optional(),
    shaper_y: line(24).optional(),
    measure: z.enum(MEASURED).optional(),
  }),
  output: z.object({
    routine: z.string(),
    result: z.record(z.string(), z.unknown()),
    save_proposal: z.array(
      z.object({ section: z.string(), option: z.string(), before: z.string().nullable(), after: z.string() }),
    ),
  }),

  check(args, { printer, willChange }) {
    const busy = willChange.has('job') ? null : refuseUnlessIdle(printer, 'calibrating');
    return busy ?? refuseStep(printer, args) ?? refuseTargetOf(printer, args) ?? refuseUnknown(printer, args);
  },

  summarise(args, { printer }) {
    const words = WORDS[args.routine];
    const lines = linesFor(printer, args);
    const target = args.target_c === undefined ? '' : ` at ${celsiusText(args.target_c)}`;
    return card({
      title: isStart(args) ? `${titleOf(args)}${target}` : stepTitle(args),
      meaning: isStart(args)
        ? `${meaningOf(args)} Up to ${words.minutes} min. Nothing is saved by it.`
        : args.routine === 'input_shaper'
          ? 'It holds until Klipper restarts; the answer tells the values of before, to go back.'
          : 'A step of the Z offset calibration.',
      hazard: args.routine === 'input_shaper' && !isStart(args) ? null : words.hazard,
      facts: [{ label: 'Sent', value: lines.join(' | ') }],
      rechecked: 'No print runs, and the limits of the heater.',
    });
  },

  depends: (_args, { printer }) => ({ ...jobFingerprint(printer), manualProbe: manualProbeActive(printer) }),

  async run(args, context) {
    const { printer } = context;
    const lines = linesFor(printer, args);
    if (args.routine === 'input_shaper') {
      const shaped = await runShaper(args, context, lines);
      if (shaped) return shaped;
    }
    const heightBefore = manualProbeHeight(printer);
    const stopSaying = sayProgress(context);
    const outcome = await sendGcode(context, lines, WORDS[args.routine].minutes * 60_000 + 60_000).finally(
      stopSaying,
    );
    const failure = failureOf(outcome);
    if (failure) return failure;
    if (args.routine === 'z_offset') await waitForSession(context, args, heightBefore);
    const objects = await freshObjects(printer, objectsOf(args), context.signal);
    const result = resultOf(objects, args, outcome.responses);
    const proposal = pendingValues(printer, objects);
    const waiting = pendingTexts(proposal);
    const waits = waiting === '' ? '' : ` Waiting to be saved: ${waiting}.`;
    return {
      status: 'done',
      text: `${resultText(args, result)}${waits}`,
      result: { routine: args.routine, result, save_proposal: proposal },
    };
  },
});

/** With raw samples: our own analysis of them, or applying a shaper. Null where only Klipper's answer lines tell. */
async function runShaper(
  args: CalibrateArgs,
  context: RunContext,
  lines: string[],
): Promise<RunResult<Calibrated> | null> {
  const told = async (text: string, result: Record<string, unknown>): Promise<RunResult<Calibrated>> => {
    const objects = await freshObjects(context.printer, objectsOf(args), context.signal);
    const proposal = pendingValues(context.printer, objects);
    const waiting = pendingTexts(proposal);
    const waits = waiting === '' ? '' : ` Waiting to be saved: ${waiting}.`;
    const kept = { routine: args.routine, result, save_proposal: proposal };
    return { status: 'done', text: `${text}${waits}`, result: kept };
  };
  if (!isStart(args)) {
    const { result, ...applied } = await applyShapers(context, args);
    return result ? told(applied.text, result) : applied;
  }
  if (!hasRawSamples(context.printer, args.measure)) return null;
  const timeoutMs = WORDS.input_shaper.minutes * 60_000 + 60_000;
  const ended = await measureShapers(context, lines, timeoutMs, args.measure);
  return 'measured' in ended ? told(ended.text, ended.measured) : ended;
}

/** The printer's objects follow its answers by up to a quarter of a second. */
async function waitForSession(
  { printer, clock }: RunContext,
  { step = 'start' }: CalibrateArgs,
  before: unknown,
) {
  const reached = () => {
    if (step === 'adjust') return manualProbeHeight(printer) !== before;
    return step === 'apply_live' || manualProbeActive(printer) === (step === 'start');
  };
  await waitForState(printer, reached, { milliseconds: 3_000, clock });
}

function titleOf({ routine, measure = 'xy' }: CalibrateArgs): string {
  const { title } = WORDS[routine];
  if (routine !== 'input_shaper' || measure === 'xy') return title;
  return measure === 'belts'
    ? 'Compare the two belts by shaking each'
    : `Measure resonances of ${measure.toUpperCase()} for input shaping`;
}

function meaningOf({ routine, measure }: CalibrateArgs): string {
  if (routine !== 'input_shaper' || measure !== 'belts') return WORDS[routine].meaning;
  return 'The head is shaken along both diagonals at rising frequencies, loudly, for some minutes. The shapers stay as they are.';
}

function stepTitle({ routine, step, adjust_mm }: CalibrateArgs): string {
  if (routine === 'input_shaper') return 'Apply input shapers now';
  if (step === 'adjust') return `Move the nozzle ${adjust_mm} mm in Z`;
  if (step === 'accept') return 'Take this Z offset';
  if (step === 'abort') return 'Abort the Z offset calibration';
  return 'Take over the live Z offset into the configuration';
}

/** Steps belong to the paper test, and only while it is open; nothing else may begin meanwhile. */
function refuseStep(printer: Printer, args: CalibrateArgs): Refusal | null {
  const { routine, step = 'start', adjust_mm } = args;
  if (routine === 'input_shaper') {
    if (step === 'apply_live') return refuseShapers(args);
    if (step === 'start')
      return args.measure === 'belts' ? refuseBelts(printer) : refuseWithoutSensor(printer);
  }
  if (routine !== 'z_offset' && step !== 'start') return refuse('step', 'Only z_offset has steps.', '');
  const open = printer.objects()['manual_probe']?.is_active;
  if (step === 'start' && open === true) {
    return refuse('open', 'A Z offset calibration is open.', 'Accept or abort it first.');
  }
  if (['adjust', 'accept', 'abort'].includes(step) && open === false) {
    return refuse('not-open', 'No Z offset calibration is open.', 'Start it first.');
  }
  if (step !== 'adjust') return null;
  if (adjust_mm === undefined || adjust_mm === 0)
    return refuse('no-way', 'By how much?', 'Give adjust_mm, such as -0.1.');
  return refuseDeep(printer, adjust_mm);
}

/** The paper test ends near the bed: downwards only in steps that cannot crash. */
function refuseDeep(printer: Printer, adjust: number): Refusal | null {
  const height = manualProbeHeight(printer);
  const mostDown = typeof height === 'number' && height > 2 ? 1 : 0.5;
  if (adjust >= -mostDown) return null;
  return refuse('too-deep', `At most ${mostDown} mm down at once here.`, 'Go in smaller steps.');
}

function refuseTargetOf(printer: Printer, { routine, target_c }: CalibrateArgs): Refusal | null {
  if (routine !== 'pid_extruder' && routine !== 'pid_bed') return null;
  if (target_c === undefined || target_c < 30)
    return refuse('no-target', 'At which temperature?', 'Give target_c.');
  const heater = findHeater(printer.snapshot(), routine === 'pid_bed' ? 'bed' : activeExtruder(printer));
  return isRefusal(heater) ? heater : refuseTarget(heater, target_c);
}

/** A routine whose command this printer does not have is refused before anybody is asked. */
function refuseUnknown(printer: Printer, args: CalibrateArgs): Refusal | null {
  if (args.profile !== undefined && !/^[\w.-]{1,40}$/.test(args.profile)) {
    return refuse('profile', 'A profile name is one plain word.', '');
  }
  const commands = printer.commands();
  const missing = linesFor(printer, args)
    .map((text) => text.split(' ')[0] ?? '')
    .find((name) => !ALWAYS_THERE.has(name) && commands.size > 0 && !commands.has(name));
  if (!missing) return null;
  return refuse(
    'not-configured',
    `This printer cannot do that: it has no ${missing}.`,
    'Its configuration lacks the section.',
  );
}

/** The newest line that Klipper has said since it began. */
function sayProgress({ printer, clock, progress }: RunContext): () => void {
  const before = printer.console(1).at(-1);
  let stopped = false;
  let stop: () => void = () => undefined;
  const say = () => {
    const last = printer.console(1).at(-1);
    const said = last?.message === before?.message && last?.atMs === before?.atMs ? '' : last?.message;
    progress(visible((said ?? '').replace(/^\/\/ /, ''), 200) || 'Running.');
    if (!stopped) stop = clock.after(SAY_EVERY_MS, say);
  };
  stop = clock.after(SAY_EVERY_MS, say);
  return () => {
    stopped = true;
    stop();
  };
}
