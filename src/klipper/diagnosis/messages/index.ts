import { sourceOf } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { COMMAND_MESSAGES } from './commands.ts';
import { CONFIG_MESSAGES } from './config.ts';
import { HEAT_MESSAGES } from './heat.ts';
import { MCU_MESSAGES } from './mcu.ts';
import type { KnownMessage } from './types.ts';

const STATE_MESSAGES = [...HEAT_MESSAGES, ...CONFIG_MESSAGES, ...MCU_MESSAGES];
const STILL_WORKS = 'The printer’s computer answers; files and logs can be read. Nothing moves or heats.';

/** What a `state_message` of Klipper means. Its first known text is the cause; the rest is Klipper's advice. */
export function findingOfState(message: string): Finding | null {
  return findingOf(STATE_MESSAGES, message, STILL_WORKS);
}

/** What a refused command (a console line beginning with `!!`) means. */
export function findingOfCommand(line: string): Finding | null {
  return findingOf(
    [...COMMAND_MESSAGES, ...STATE_MESSAGES],
    line,
    'The printer is well; only this command was refused.',
  );
}

function findingOf(known: KnownMessage[], text: string, stillWorks: string): Finding | null {
  const hits = known
    .map((message) => ({ message, hit: message.match.exec(text) }))
    .filter((entry) => entry.hit !== null)
    .sort((a, b) => (a.hit?.index ?? 0) - (b.hit?.index ?? 0));
  // Where one state has several texts, the more telling one stands first in its table.
  const first = hits
    .filter((entry) => entry.message.id === hits[0]?.message.id)
    .sort((a, b) => known.indexOf(a.message) - known.indexOf(b.message))[0];
  if (!first?.hit) return null;
  const { message, hit } = first;
  const fill = (words: string) => words.replace(/\$(\d)/g, (_all, group: string) => hit[Number(group)] ?? '');
  return {
    id: message.id,
    severity: message.severity,
    cause: fill(message.cause),
    sure: 'certain',
    evidence: [text.trim().slice(0, 600)],
    remedy: message.remedy.map(fill),
    stillWorks: message.stillWorks ?? stillWorks,
    source: sourceOf(message.id),
  };
}
