import type { Clock } from '../clock.ts';
import { PrinterError } from '../errors.ts';
import type { MoonrakerApi } from '../moonraker/api.ts';
import type { ConsoleLine } from '../printer.ts';

const KEPT_LINES = 500;
const ASKED_LINES = 200;
const LINE_LIMIT = 4_000;

/** The console: Moonraker's store once per connection, continued by responses and by what we send. */
export interface PrinterConsole {
  lines(limit?: number): ConsoleLine[];
  response(message: string): void;
  command(message: string): void;
  /** Fetches what was said before, and while we were away. */
  refill(api: MoonrakerApi): Promise<void>;
  /** Responses from now on, until `stop`; for a command that waits for its answer. */
  collect(): { lines(): string[]; stop(): void };
}

export function createConsole(clock: Clock): PrinterConsole {
  let kept: ConsoleLine[] = [];
  const collectors = new Set<string[]>();
  const add = (type: ConsoleLine['type'], text: string) => {
    const message = text.slice(0, LINE_LIMIT);
    kept.push({ message, atMs: clock.nowMs(), type });
    if (kept.length > KEPT_LINES * 1.2) kept = kept.slice(-KEPT_LINES);
    return message;
  };
  return {
    lines: (limit = 100) => kept.slice(-limit),
    response: (text) => {
      const message = add('response', text);
      for (const lines of collectors) {
        lines.push(message);
        if (lines.length > ASKED_LINES) lines.shift();
      }
    },
    command: (text) => {
      add('command', text);
    },
    async refill(api) {
      try {
        const { gcode_store } = await api.read('server.gcode_store', { count: ASKED_LINES });
        const before = gcode_store.map(({ message, time, type }) => ({
          message: message.slice(0, LINE_LIMIT),
          atMs: time * 1000,
          type: type === 'command' ? ('command' as const) : ('response' as const),
        }));
        const newest = before.at(-1)?.atMs ?? 0;
        kept = [...before, ...kept.filter((line) => line.atMs > newest + 1000)].slice(-KEPT_LINES);
      } catch (error) {
        // The console goes on without its past; a broken connection is told elsewhere.
        if (!(error instanceof PrinterError)) throw error;
      }
    },
    collect: () => {
      const lines: string[] = [];
      collectors.add(lines);
      return { lines: () => [...lines], stop: () => collectors.delete(lines) };
    },
  };
}
