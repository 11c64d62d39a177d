import type { Clock } from '../clock.ts';
import type {
  CommandOptions,
  CommandOutcome,
  FileFacts,
  Printer,
  StopOutcome,
} from '../../src/klipper/printer.ts';
import { PrinterError } from '../../src/klipper/errors.ts';
import { createRehearsals } from '../../src/klipper/rehearsal/rehearsals.ts';
import type { PrinterSnapshot } from '../../src/klipper/snapshot.ts';
import { fakeFile, fakeSnapshot } from './fake-snapshot.ts';

/** What reached the fake printer, in order: what every test of the gate looks at. */
export type RecordedCall =
  | { kind: 'gcode'; lines: string[]; options: CommandOptions }
  | { kind: 'command'; method: string; params: Record<string, unknown>; options: CommandOptions }
  | { kind: 'stop'; origin: string | undefined };

export interface FakePrinter extends Printer {
  /** Changes the state by hand and tells listeners. */
  change(edit: (snapshot: PrinterSnapshot) => void): void;
  calls: RecordedCall[];
  /** Lines and methods only, for short expectations. */
  effects(): string[];
  /** Answers instead of the default for the next command. */
  answerNext(outcome: CommandOutcome): void;
  /** While set, commands wait for it. */
  hold: Promise<void> | null;
  stopOutcome: StopOutcome;
  fileFacts: Map<string, FileFacts>;
  settingsData: Record<string, Record<string, unknown>>;
  commandHelp: Map<string, string>;
  objectData: Record<string, Record<string, unknown>>;
  queries: Map<string, (params: object) => unknown>;
  downloads: Map<string, string>;
  uploads: { path: string; root?: string; text: string; overwrite: boolean }[];
}

/** A printer in memory that does as it is told at once. For tests of tools and gate; the simulator is for the rest. */
export function createFakePrinter(clock: Clock, id = 'p1', name = 'Practice'): FakePrinter {
  const snapshot = fakeSnapshot(id, name, clock.nowMs());
  const listeners = new Set<() => void>();
  let nextAnswer: CommandOutcome | null = null;

  /** One copy for each state and moment: tests ask often. */
  let copied: PrinterSnapshot | null = null;
  function copy(): PrinterSnapshot {
    const observedAtMs = snapshot.stale ? snapshot.observedAtMs : clock.nowMs();
    if (copied?.observedAtMs !== observedAtMs) copied = null;
    return (copied ??= structuredClone({ ...snapshot, observedAtMs }));
  }

  const printer: FakePrinter = {
    id,
    name,
    calls: [],
    hold: null,
    stopOutcome: { status: 'stopped', observedAtMs: clock.nowMs(), elapsedMs: 5 },
    fileFacts: new Map([['cube.gcode', fakeFile('cube.gcode', clock.nowMs())]]),
    settingsData: {},
    commandHelp: new Map(),
    objectData: {},
    queries: new Map(),
    downloads: new Map(),
    uploads: [],
    snapshot: () => copy(),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    whenReady: () => Promise.resolve(),
    objects: () => printer.objectData,
    settings: () => printer.settingsData,
    commands: () => printer.commandHelp,
    console: () => [],
    temperatureHistory: () => Promise.resolve([]),
    query<T>(method: string, params: object = {}) {
      const answer = printer.queries.get(method);
      if (answer) return Promise.resolve(answer(params) as T);
      return Promise.reject(
        new PrinterError({ kind: 'not-found', asked: method, wrong: 'not set up in this test' }),
      );
    },
    command: (method, params, options) =>
      act({ kind: 'command', method, params: params as Record<string, unknown>, options }),
    gcode: (lines, options) => act({ kind: 'gcode', lines, options }),
    emergencyStop(options) {
      printer.calls.push({ kind: 'stop', origin: options?.origin });
      if (printer.stopOutcome.status === 'stopped')
        printer.change((state) => (state.klippy.state = 'shutdown'));
      return Promise.resolve(printer.stopOutcome);
    },
    rehearse: (path, options) => rehearsals.rehearse(path, options),
    rehearsedBefore: (file) => rehearsals.rehearsedBefore(file),
    files: fakeFiles(),
    cameras: {
      snapshot: () =>
        Promise.resolve({
          bytes: Uint8Array.of(0xff, 0xd8, 0xff),
          mediaType: 'image/jpeg',
          takenAtMs: clock.nowMs(),
        }),
      stream: () =>
        Promise.reject(new PrinterError({ kind: 'not-available', asked: 'stream', wrong: 'no stream here' })),
    },
    stop: () => listeners.clear(),
    change(edit) {
      edit(snapshot);
      copied = null;
      for (const listener of [...listeners]) listener();
    },
    effects: () =>
      printer.calls.flatMap((call) =>
        call.kind === 'gcode' ? call.lines : [call.kind === 'command' ? call.method : 'EMERGENCY STOP'],
      ),
    answerNext(outcome) {
      nextAnswer = outcome;
    },
  };

  const rehearsals = createRehearsals(printer, clock);

  async function act(call: Exclude<RecordedCall, { kind: 'stop' }>): Promise<CommandOutcome> {
    printer.calls.push(call);
    if (printer.hold) await printer.hold;
    const answer = nextAnswer ?? { status: 'done', result: 'ok', responses: [] };
    nextAnswer = null;
    if (answer.status === 'done') printer.change((state) => obey(state, call));
    return answer;
  }

  function fakeFiles(): Printer['files'] {
    return {
      list: () => Promise.resolve([...printer.fileFacts.values()]),
      facts: (path) => Promise.resolve(printer.fileFacts.get(path) ?? null),
      async upload(source, options) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of source.open() as AsyncIterable<Uint8Array>) chunks.push(chunk);
        const { root, path } = source;
        const text = Buffer.concat(chunks).toString('utf8');
        printer.uploads.push({ path, root, text, overwrite: options?.overwrite ?? false });
        printer.downloads.set(`${root ?? 'gcodes'}/${path}`, text);
        return { path: source.path, sizeBytes: source.sizeBytes, modifiedMs: clock.nowMs() };
      },
      download(root, path) {
        const text = printer.downloads.get(`${root}/${path}`);
        if (text === undefined) {
          return Promise.reject(new PrinterError({ kind: 'not-found', asked: path, wrong: 'no such file' }));
        }
        return Promise.resolve(new Blob([text]).stream());
      },
      thumbnail: () => Promise.resolve(null),
    };
  }
  return printer;
}

/** Just enough obedience for the tools' confirmations. */
function obey(state: PrinterSnapshot, call: Exclude<RecordedCall, { kind: 'stop' }>): void {
  if (call.kind === 'gcode') for (const text of call.lines) obeyLine(state, text);
  else obeyMethod(state, call.method, call.params);
}

function obeyMethod(state: PrinterSnapshot, method: string, params: Record<string, unknown>): void {
  if (method === 'printer.print.start')
    Object.assign(state.job, { state: 'printing', path: params.filename });
  if (method === 'printer.print.pause') state.job.state = 'paused';
  if (method === 'printer.print.resume') state.job.state = 'printing';
  if (method === 'printer.print.cancel') state.job.state = 'cancelled';
  if (/^printer\.(firmware_)?restart$/.test(method)) state.klippy.state = 'ready';
}

function obeyLine(state: PrinterSnapshot, text: string): void {
  const heat = /^SET_HEATER_TEMPERATURE HEATER=(\S+) TARGET=([\d.]+)$/.exec(text);
  for (const sensor of state.sensors) {
    if (heat && sensor.id.split(' ').pop() === heat[1]) sensor.targetCelsius = Number(heat[2]);
    if (text === 'TURN_OFF_HEATERS') sensor.targetCelsius = 0;
  }
  if (/^G28( [XYZ ]+)?$/.test(text)) state.toolhead.homedAxes = 'xyz';
  if (/^M84$/.test(text)) state.toolhead.homedAxes = '';
}
