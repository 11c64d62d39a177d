import { z } from 'zod';
import { card } from '../card.ts';
import { hotHeaters } from '../facts/heaters.ts';
import { jobFingerprint, jobPhase, refuseUnlessReady } from '../facts/job.ts';
import { findOutput, outputLine } from '../facts/outputs.ts';
import { failureOf, sendCommand, sendGcode } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { between, line } from '../inputs.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { celsiusText } from '../text.ts';
import { defineTool } from '../tool.ts';
import type { Printer } from '../../src/klipper/printer.ts';

export const setOutput = defineTool({
  name: 'set_output',
  title: 'Set a fan, light, pin or power switch',
  description:
    'Sets a fan, light, output pin or power device by name; power devices take 0 (off) or 100 (on).',
  effect: 'changes',
  destructive: false,
  toolset: 'control',
  input: z.object({ name: line(80), percent: between(0, 100) }),
  output: z.object({ name: z.string(), percent: z.number() }),

  check({ name, percent }, { printer }) {
    const target = findOutput(printer, name);
    if (isRefusal(target)) return target;
    if (target.kind === 'power') return refusePower(printer, target.name, percent);
    const notReady = refuseUnlessReady(printer);
    if (notReady) return notReady;
    const { output } = target;
    if (!output.canSet || output.kind === 'heater-fan' || output.kind === 'controller-fan') {
      return refuse(
        'protected',
        `${output.label} is driven by the firmware: it protects the hot end or the board.`,
        '',
      );
    }
    const lineOrRefusal = outputLine(printer, output, percent / 100);
    return isRefusal(lineOrRefusal) ? lineOrRefusal : null;
  },

  summarise({ name, percent }, { printer }) {
    const target = findOutput(printer, name);
    if (isRefusal(target)) return target;
    const label = target.kind === 'power' ? target.name : target.output.label;
    const power = target.kind === 'power';
    const hot = hotHeaters(printer.snapshot()).map(
      (heater) => `${heater.label} ${celsiusText(heater.celsius)}`,
    );
    const hazard =
      hot.length > 0 ? `Still hot: ${hot.join(', ')}. Without power the hot end's fan stops as well.` : null;
    return card({
      title: power ? `Switch ${label} ${percent === 0 ? 'off' : 'on'}` : `Set ${label} to ${percent} %`,
      meaning: power ? 'This switches the power of a device.' : `Now ${nowText(target.output.value)}.`,
      hazard: power && percent === 0 ? hazard : null,
      rechecked: 'The same print, or none, is running.',
    });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run({ name, percent }, context) {
    const { printer, clock } = context;
    const target = findOutput(printer, name);
    if (isRefusal(target)) return { status: 'refused', text: target.refused.message };
    if (target.kind === 'power') {
      const params = { device: target.name, action: percent === 0 ? 'off' : 'on' };
      const failure = failureOf(await sendCommand(context, 'machine.device_power.post_device', params));
      if (failure) return failure;
      return {
        status: 'done',
        text: `${target.name} is ${params.action}.`,
        result: { name: target.name, percent },
      };
    }
    const lineOrRefusal = outputLine(printer, target.output, percent / 100);
    if (isRefusal(lineOrRefusal)) return { status: 'refused', text: lineOrRefusal.refused.message };
    const failure = failureOf(await sendGcode(context, [lineOrRefusal]));
    if (failure) return failure;
    const { id, label, value } = target.output;
    const shows = await waitForState(printer, (snapshot) => showsShare(snapshot.outputs, id, percent / 100), {
      milliseconds: 5_000,
      clock,
    });
    if (!shows && value !== null)
      return { status: 'unknown', text: `It was sent, but ${label} shows another value.` };
    return { status: 'done', text: `${label} is at ${percent} %.`, result: { name: id, percent } };
  },
});

/** During a print nothing is switched off that might feed the printer; a light may, and anything may go on. */
function refusePower(printer: Printer, name: string, percent: number): Refusal | null {
  if (percent !== 0 && percent !== 100)
    return refuse('on-or-off', 'A power device is only on or off.', 'Use 0 or 100.');
  const phase = jobPhase(printer.snapshot());
  if (phase === 'idle' || percent === 100 || /light|lamp|led(_|$)/i.test(name)) return null;
  return refuse(phase, `A print is ${phase}, so power is not switched.`, 'Cancel the print first.');
}

/** A fan reports what it was told, a scaled pin its own unit: close is enough, and null tells nothing. */
function showsShare(outputs: { id: string; value: number | null }[], id: string, share: number): boolean {
  const value = outputs.find((output) => output.id === id)?.value ?? null;
  return value === null || Math.abs(value - share) < 0.02;
}

function nowText(value: number | null): string {
  return value === null ? 'unknown' : `${Math.round(value * 100)} %`;
}
