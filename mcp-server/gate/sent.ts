import { messageOf } from '../../src/klipper/errors.ts';
import type { CommandOutcome, Printer } from '../../src/klipper/printer.ts';
import { withoutSecretArgs } from '../secrets.ts';
import { visible } from '../text.ts';
import type { SentCall } from './types.ts';

const LONGEST = 600;
const MOST_LINES = 6;

/** The same printer; what is sent to it, and what it answers, is noted in `sent` for the trail. */
export function recording(printer: Printer, sent: SentCall[]): Printer {
  const note = async <T>(what: string, doing: Promise<T>, told: (result: T) => string): Promise<T> => {
    const entry: SentCall = { what: visible(what, LONGEST), answer: 'no answer yet' };
    sent.push(entry);
    try {
      const result = await doing;
      entry.answer = visible(told(result), LONGEST);
      return result;
    } catch (error) {
      entry.answer = visible(`failed: ${messageOf(error)}`, LONGEST);
      throw error;
    }
  };
  const own: Pick<Printer, 'gcode' | 'command' | 'files'> = {
    gcode: (lines, options) => note(lines.join(' | '), printer.gcode(lines, options), answerOf),
    command: (method, params, options) =>
      note(
        `${method} ${JSON.stringify(withoutSecretArgs(params))}`,
        printer.command(method, params, options),
        answerOf,
      ),
    files: {
      ...printer.files,
      upload: (source, options) =>
        note(
          `upload ${source.root ?? 'gcodes'}/${source.path}, ${source.sizeBytes} bytes, SHA-256 ${source.sha256}`,
          printer.files.upload(source, options),
          () => 'stored',
        ),
    },
  };
  return new Proxy(printer, {
    get(target, key) {
      if (Object.hasOwn(own, key)) return own[key as keyof typeof own];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function answerOf(outcome: CommandOutcome): string {
  const said = outcome.responses.slice(-MOST_LINES).join(' | ');
  if (outcome.status === 'done') return said || 'ok';
  return [`${outcome.status}: ${outcome.message.replaceAll('\n', ' ')}`, said].filter(Boolean).join(' | ');
}
