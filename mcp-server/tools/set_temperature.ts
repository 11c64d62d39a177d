import { z } from 'zod';
import { card } from '../card.ts';
import {
  findHeater,
  heaterArgument,
  heatersOf,
  minExtrudeCelsius,
  refuseTarget,
  spoken,
} from '../facts/heaters.ts';
import { jobFingerprint, jobPhase, refuseUnlessReady } from '../facts/job.ts';
import { waitUntilReached } from '../facts/reach.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { between, line, whole } from '../inputs.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { celsiusText } from '../text.ts';
import { defineTool } from '../tool.ts';
import type { Printer } from '../../src/klipper/printer.ts';

export const DEFAULT_OFF_AFTER_MINUTES = 30;

export const setTemperature = defineTool({
  name: 'set_temperature',
  title: 'Set a temperature',
  description:
    'Sets a heater: nozzle, bed, chamber or its name; "all" with 0: all off. Off by itself outside a print. wait: until it is reached.',
  effect: 'changes',
  destructive: false,
  urgent: ({ target_c }) => target_c === 0,
  toolset: 'control',
  alters: ['targets'],
  input: z.object({
    heater: line(60),
    target_c: between(0, 350),
    off_after_min: whole(1, 120).optional(),
    wait: z.boolean().optional(),
  }),
  output: z.object({
    heater: z.string(),
    target_c: z.number(),
    now_c: z.number().nullable(),
    off_after_min: z.number().nullable(),
  }),

  check({ heater: word, target_c }, { printer }) {
    const notReady = refuseUnlessReady(printer);
    if (notReady) return notReady;
    if (isAll(word))
      return target_c === 0 ? null : refuse('all', '"all" can only be turned off.', 'Name one heater.');
    const heater = findHeater(printer.snapshot(), word);
    if (isRefusal(heater)) return heater;
    return refuseTarget(heater, target_c) ?? refuseTooColdForPrint(printer, heater, target_c);
  },

  summarise({ heater: word, target_c, off_after_min, wait }, { printer }) {
    if (isAll(word)) {
      return card({
        title: `Turn off all heaters of ${printer.name}`,
        meaning: 'Nozzle and bed cool down.',
        rechecked: 'No print has begun in between.',
      });
    }
    const heater = findHeater(printer.snapshot(), word);
    if (isRefusal(heater)) return heater;
    const now = `Now ${celsiusText(heater.celsius)}, ${heater.targetCelsius ? `target ${celsiusText(heater.targetCelsius)}` : 'off'}.`;
    const printing = jobPhase(printer.snapshot()) !== 'idle';
    const off = printing
      ? ''
      : ` It turns off after ${off_after_min ?? DEFAULT_OFF_AFTER_MINUTES} min unless a print runs.`;
    return card({
      title:
        target_c === 0 ? `Turn off ${spoken(heater)}` : `Set ${spoken(heater)} to ${celsiusText(target_c)}`,
      meaning: target_c === 0 ? now : `${now}${off}${wait ? ' What follows waits until it is reached.' : ''}`,
      hazard: target_c >= 50 ? 'Hot surfaces burn skin. Somebody should be near.' : null,
      rechecked: `The limit of ${spoken(heater)}, and that the same job, or none, is running.`,
    });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run({ heater: word, target_c, off_after_min, wait }, context) {
    const { printer, clock } = context;
    const heater = isAll(word) ? null : findHeater(printer.snapshot(), word);
    if (isRefusal(heater)) return { status: 'refused', text: heater.refused.message };
    const lines = heater
      ? [`SET_HEATER_TEMPERATURE HEATER=${heaterArgument(heater)} TARGET=${target_c}`]
      : ['TURN_OFF_HEATERS'];
    const failure = failureOf(await sendGcode(context, lines));
    if (failure) return failure;
    const concerns = (id: string) => heater === null || id === heater.id;
    const taken = await waitForState(
      printer,
      (snapshot) =>
        heatersOf(snapshot).every(
          (entry) => !concerns(entry.id) || Math.abs((entry.targetCelsius ?? 0) - target_c) < 0.51,
        ),
      { milliseconds: 10_000, clock },
    );
    const label = heater?.label ?? 'All heaters';
    if (!taken) return { status: 'unknown', text: `It was sent, but ${label} does not show the new target.` };
    const missed = wait && heater && target_c > 0 ? await waitUntilReached(context, heater, target_c) : null;
    if (missed) return { status: 'unknown', text: `${missed} What was to follow was not sent.` };
    const idle = jobPhase(printer.snapshot()) === 'idle' && target_c > 0;
    const after = idle ? (off_after_min ?? DEFAULT_OFF_AFTER_MINUTES) : null;
    return {
      status: 'done',
      text: doneText(label, target_c, wait),
      result: {
        heater: heater?.id ?? 'all',
        target_c,
        now_c: nowOf(printer, heater?.id),
        off_after_min: after,
      },
    };
  },
});

function doneText(label: string, target: number, waited: boolean | undefined): string {
  if (target === 0) return `${label} off.`;
  return waited ? `${label} is at ${celsiusText(target)}.` : `${label} heats to ${celsiusText(target)}.`;
}

function isAll(word: string): boolean {
  return /^all$/i.test(word.trim());
}

function nowOf(printer: Printer, id: string | undefined): number | null {
  return printer.snapshot().sensors.find((sensor) => sensor.id === id)?.celsius ?? null;
}

/** Klipper stops a print with an error when it extrudes below its minimum. */
function refuseTooColdForPrint(printer: Printer, heater: { kind: string }, target: number): Refusal | null {
  if (heater.kind !== 'nozzle' || jobPhase(printer.snapshot()) !== 'printing') return null;
  const lowest = minExtrudeCelsius(printer);
  if (target >= lowest) return null;
  return refuse(
    'too-cold',
    `A print is running; below ${celsiusText(lowest)} it would fail.`,
    'Pause or cancel the print first.',
  );
}
