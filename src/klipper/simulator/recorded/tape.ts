import type { BoxLine } from '../../black-box/line.ts';
import { applyStatus, createState, replaceStatus, toKlippyState } from '../../live/state.ts';
import type { LiveState } from '../../live/state.ts';

/** A notification as Moonraker sent it then. */
export interface Notice {
  method: string;
  params: unknown[];
}

/** A recorded hour that can be moved on: what held at a moment, and what was said on the way there. Pure. */
export interface Tape {
  /** Seconds since its beginning. */
  readonly seconds: number;
  readonly lengthSeconds: number;
  /** Epoch milliseconds of the recorded moment. */
  readonly nowMs: number;
  readonly state: LiveState;
  readonly console: { message: string; time: number; type: 'response' }[];
  /** The last flags of under-voltage and throttling. */
  readonly throttled: { bits: number; flags: string[] };
  /** Moves on and returns what Moonraker said meanwhile, in its order. */
  forward(seconds: number): Notice[];
}

/** Begins where everything was known for the first time. Throws where nothing ever was. */
export function createTape(lines: readonly BoxLine[]): Tape {
  const first = lines.findIndex((line) => line.kind === 'objects');
  const begin = lines[first];
  if (!begin)
    throw new Error('This is no record of a printer: it holds no complete state ("kind":"objects").');
  const state = createState();
  state.klippy = { state: 'ready', message: '' };
  const console: Tape['console'] = [];
  let throttled = { bits: 0, flags: [] as string[] };
  let next = first;
  let seconds = 0;

  const apply = (line: BoxLine): Notice | null => {
    switch (line.kind) {
      case 'objects':
        replaceStatus(state, line.data, line.atMs / 1000);
        return null;
      case 'delta':
        applyStatus(state, line.data, line.atMs / 1000);
        return { method: 'notify_status_update', params: [line.data, line.atMs / 1000] };
      case 'response':
        console.push({ message: line.data, time: line.atMs / 1000, type: 'response' });
        return { method: 'notify_gcode_response', params: [line.data] };
      case 'klippy':
        return turn(state, line.data);
      case 'host': {
        const flags = flagsOf(line.data);
        if (flags) throttled = flags;
        return { method: flags ? 'notify_cpu_throttled' : 'notify_proc_stat_update', params: [line.data] };
      }
      default:
        // Who commanded what, and how our own connection stood, is not the printer's to say.
        return null;
    }
  };

  const upTo = (endMs: number): Notice[] => {
    const said: Notice[] = [];
    for (let line = lines[next]; line && line.atMs <= endMs; line = lines[++next]) {
      const notice = apply(line);
      if (notice) said.push(notice);
    }
    return said;
  };
  upTo(begin.atMs);

  return {
    state,
    console,
    lengthSeconds: ((lines.at(-1)?.atMs ?? begin.atMs) - begin.atMs) / 1000,
    get seconds() {
      return seconds;
    },
    get nowMs() {
      return begin.atMs + seconds * 1000;
    },
    get throttled() {
      return throttled;
    },
    forward(more) {
      seconds += more;
      return upTo(begin.atMs + seconds * 1000);
    },
  };
}

/** Klipper's turns have notifications of their own; an error has none, it comes as a status. */
function turn(state: LiveState, { state: word, message }: { state: string; message: string }): Notice | null {
  const webhooks = { state: word, state_message: message };
  applyStatus(state, { webhooks }, null);
  state.klippy = { state: toKlippyState(word), message };
  if (word === 'ready' || word === 'shutdown' || word === 'disconnected')
    return { method: `notify_klippy_${word}`, params: [] };
  return { method: 'notify_status_update', params: [{ webhooks }, state.eventTimeSeconds ?? 0] };
}

function flagsOf(data: unknown): { bits: number; flags: string[] } | null {
  const { bits, flags } = (data ?? {}) as { bits?: unknown; flags?: unknown };
  if (!Array.isArray(flags)) return null;
  return { bits: typeof bits === 'number' ? bits : 0, flags: flags.map(String) };
}
