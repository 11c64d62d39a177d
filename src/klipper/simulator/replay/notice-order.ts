import { WebSocket } from 'ws';
import type { Simulator } from '../index.ts';
import type { SocketRecording } from './recordings.ts';
import { acts, prepareSituation } from './situations.ts';

interface Notice {
  method: string;
  params?: unknown[];
}

/** A notice as a word: its method, and the text of a response without its numbers. */
function wordOf({ method, params }: Notice): string {
  if (method !== 'notify_gcode_response') return method;
  return `response ${String(params?.[0]).replace(/-?\d+(\.\d+)?/g, 'N')}`;
}

/** What the order is about: not the pace of temperatures, nor how often a thing is said in a row. */
function essence(notices: Notice[]): string[] {
  const words = notices
    .filter(({ method }) => !/status_update|proc_stat|filelist/.test(method))
    .map(wordOf)
    .filter((word) => !word.startsWith('response B:'));
  return words.filter((word, index) => word !== words[index - 1]);
}

export function recordedOrder(recording: SocketRecording): string[] {
  const notices = recording.exchange.filter((entry) => entry.dir === 'recv' && entry.method !== undefined);
  return essence(notices as Notice[]);
}

/** Does the same as was done in the recording, and gives the notices in their order. */
export async function playedOrder(name: string): Promise<string[]> {
  const simulator: Simulator = await prepareSituation(`ws-${name}`);
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/websocket`);
  try {
    const notices: Notice[] = [];
    socket.on('message', (data) => {
      const message = JSON.parse(String(data as Buffer)) as Partial<Notice>;
      if (message.method !== undefined) notices.push(message as Notice);
    });
    await new Promise<void>((resolve) => socket.once('open', () => resolve()));
    await acts[name]?.(simulator);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return essence(notices);
  } finally {
    socket.terminate();
    await simulator.stop();
  }
}
