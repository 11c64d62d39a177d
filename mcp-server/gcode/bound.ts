import type { Printer } from '../../src/klipper/printer.ts';
import { findHeater, minExtrudeCelsius, refuseTarget } from '../facts/heaters.ts';
import { jobPhase } from '../facts/job.ts';
import { MOST_Z_OFFSET_MILLIMETRES } from '../facts/motion.ts';
import { findOutput } from '../facts/outputs.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import { COMMAND_RULES, whyNotCommand, type CommandRule } from './commands.ts';
import { createProjector } from './project.ts';
import { readGcode, writeGcode, type ReadCommand } from './read.ts';

/** Reads, bounds and writes a script anew; the first line that does not hold refuses all of it. */
export function boundScript(printer: Printer, lines: readonly string[]): string[] | Refusal {
  const projector = createProjector(printer);
  const written: string[] = [];
  for (const line of lines) {
    const command = readGcode(line);
    if (isRefusal(command)) return command;
    if (command === null) continue;
    const refused = refuseCommand(printer, command) ?? projector.step(command);
    if (refused) return refused;
    written.push(writeGcode(command));
  }
  return written.length > 0 ? written : refuse('empty', 'There is no command in it.', 'Write at least one.');
}

function refuseCommand(printer: Printer, command: ReadCommand): Refusal | null {
  const rule = COMMAND_RULES.get(command.name);
  if (!rule) {
    const { message, hint } = whyNotCommand(visible(command.name, 40));
    return refuse('not-allowed', message, hint);
  }
  return refuseParams(command, rule) ?? refuseLive(printer, command, rule);
}

function refuseParams({ name, params }: ReadCommand, rule: CommandRule): Refusal | null {
  for (const [key, value] of params) {
    const allowed = Object.hasOwn(rule.params, key) ? rule.params[key] : undefined;
    if (!allowed) {
      const known = Object.keys(rule.params).join(', ') || 'no parameters';
      return refuse('parameter', `${name} does not take ${visible(key, 20)} here.`, `It takes: ${known}.`);
    }
    if (allowed.kind === 'number' && !isWithin(value, allowed.low, allowed.high)) {
      return refuse(
        'out-of-range',
        `${name} ${key} goes from ${allowed.low} to ${allowed.high}, not ${visible(value, 20)}.`,
        '',
      );
    }
    if (allowed.kind === 'word' && !allowed.pattern.test(value)) {
      return refuse('parameter', `${name} ${key} must be a plain word.`, '');
    }
  }
  const missing = (rule.required ?? []).find((key) => !params.has(key));
  return missing ? refuse('missing', `${name} needs ${missing}.`, '') : null;
}

function isWithin(text: string, low: number, high: number): boolean {
  const value = Number(text);
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) && value >= low && value <= high;
}

function refuseLive(printer: Printer, command: ReadCommand, rule: CommandRule): Refusal | null {
  const phase = jobPhase(printer.snapshot());
  if ((rule.live === 'motion' || rule.live === 'idle') && phase !== 'idle') {
    return refuse(phase, `A print is ${phase}, so ${command.name} is not sent.`, 'Wait until it has ended.');
  }
  if (rule.live === 'heater') return refuseHeater(printer, command);
  if (rule.live === 'limits') return refuseLimits(printer, command);
  if (rule.live === 'fan') return refuseOutput(printer, command.params.get('FAN') ?? '', 'fan_generic');
  if (rule.live === 'pin') return refuseOutput(printer, command.params.get('PIN') ?? '', 'output_pin');
  return rule.live === 'offset' ? refuseOffset(printer, command) : null;
}

function refuseHeater(printer: Printer, { name, params }: ReadCommand): Refusal | null {
  const word = params.get('HEATER') ?? (name === 'M140' || name === 'M190' ? 'bed' : 'nozzle');
  const heater = findHeater(printer.snapshot(), word);
  if (isRefusal(heater)) return heater;
  const target = Number(params.get('TARGET') ?? params.get('S'));
  const tooHot = refuseTarget(heater, target);
  if (tooHot) return tooHot;
  const printing = jobPhase(printer.snapshot()) === 'printing';
  if (!printing || heater.kind !== 'nozzle' || target >= minExtrudeCelsius(printer)) return null;
  return refuse('too-cold', 'A print is running; it would fail without heat.', 'Pause or cancel it first.');
}

function refuseLimits(printer: Printer, { params }: ReadCommand): Refusal | null {
  const configured = printer.settings()['printer'] ?? {};
  const options = {
    VELOCITY: 'max_velocity',
    ACCEL: 'max_accel',
    SQUARE_CORNER_VELOCITY: 'square_corner_velocity',
  };
  for (const [key, option] of Object.entries(options)) {
    const wanted = params.get(key);
    const limit = configured[option];
    if (wanted === undefined) continue;
    if (typeof limit !== 'number')
      return refuse('no-limit', `The configured ${option} is not known yet.`, 'Try again.');
    if (Number(wanted) > limit)
      return refuse('out-of-range', `${option} is ${limit}; ${wanted} is above it.`, '');
  }
  return null;
}

function refuseOutput(printer: Printer, name: string, prefix: string): Refusal | null {
  const target = findOutput(printer, `${prefix} ${name}`);
  if (isRefusal(target)) return target;
  return target.kind === 'output' && target.output.canSet
    ? null
    : refuse('protected', `${visible(name, 40)} cannot be set.`, '');
}

function refuseOffset(printer: Printer, { params }: ReadCommand): Refusal | null {
  const now = printer.snapshot().toolhead.zOffsetMillimetres ?? 0;
  if (Math.abs(now + Number(params.get('Z_ADJUST'))) <= MOST_Z_OFFSET_MILLIMETRES) return null;
  return refuse('out-of-range', `The Z offset may be at most ±${MOST_Z_OFFSET_MILLIMETRES} mm.`, '');
}
