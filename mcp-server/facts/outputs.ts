import type { Printer } from '../../src/klipper/printer.ts';
import type { OutputReading } from '../../src/klipper/snapshot.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';

export type SwitchTarget =
  { kind: 'output'; output: OutputReading } | { kind: 'power'; name: string; on: boolean | null };

/** A fan, pin, light or power device by its name, label or Klipper's own name. */
export function findOutput(printer: Printer, word: string): SwitchTarget | Refusal {
  const { outputs, powerDevices } = printer.snapshot();
  const wanted = fold(word);
  const output =
    outputs.find((entry) => fold(entry.id) === wanted) ??
    outputs.find((entry) => fold(entry.id.split(' ').pop() ?? '') === wanted) ??
    outputs.find((entry) => fold(entry.label) === wanted);
  if (output) return { kind: 'output', output };
  const power = powerDevices.find((entry) => fold(entry.name) === wanted);
  if (power) return { kind: 'power', ...power };
  const names = [
    ...outputs.filter((entry) => entry.canSet).map((entry) => entry.id),
    ...powerDevices.map((entry) => entry.name),
  ];
  const known = names.map((name) => visible(name, 60)).join(', ') || 'none';
  return refuse('no-output', `This printer has no output called ${visible(word, 60)}.`, `It has: ${known}.`);
}

function fold(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}

/** The line that sets an output to a share of 0..1, within what its section of the configuration allows. */
export function outputLine(printer: Printer, output: OutputReading, share: number): string | Refusal {
  const name = output.id.split(' ').pop() ?? output.id;
  if (output.kind === 'part-fan') return share === 0 ? 'M107' : `M106 S${Math.floor(share * 255)}`;
  if (output.kind === 'fan') return `SET_FAN_SPEED FAN=${name} SPEED=${share}`;
  if (output.kind === 'led') return ledLine(name, share);
  if (output.kind === 'pin') return pinLine(printer, output, name, share);
  return refuse('not-settable', `${visible(output.label, 60)} cannot be set.`, '');
}

function ledLine(name: string, share: number): string {
  return `SET_LED LED=${name} RED=${share} GREEN=${share} BLUE=${share} WHITE=${share} TRANSMIT=1`;
}

function pinLine(printer: Printer, output: OutputReading, name: string, share: number): string | Refusal {
  const section = printer.settings()[output.id] ?? printer.settings()[output.id.toLowerCase()];
  if (section?.pwm !== true && share !== 0 && share !== 1) {
    return refuse('on-or-off', `${visible(output.label, 60)} is only on or off.`, 'Use 0 or 100.');
  }
  const scale = typeof section?.scale === 'number' && section.scale > 0 ? section.scale : 1;
  return `SET_PIN PIN=${name} VALUE=${Number((share * scale).toFixed(4))}`;
}
