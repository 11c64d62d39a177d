import { changesPrinter } from '../../moonraker/methods.ts';
import type { Tape } from './tape.ts';

export type Answered = { result: unknown } | { error: { code: number; message: string } };

/** Moonraker's answers of the recorded moment. What would change the printer is refused: what happened has happened. */
export function answerFromTape(tape: Tape, method: string, params: Record<string, unknown>): Answered {
  const answer = Object.hasOwn(ANSWERS, method) ? ANSWERS[method] : undefined;
  if (answer) return { result: answer(tape, params) };
  if (changesPrinter(method))
    return { error: { code: 400, message: 'This printer is a recording: it shows what happened.' } };
  return { error: { code: -32601, message: 'Method not found' } };
}

const ANSWERS: Record<string, (tape: Tape, params: Record<string, unknown>) => unknown> = {
  'server.info': ({ state }) => ({
    klippy_connected: state.klippy.state !== 'disconnected',
    klippy_state: state.klippy.state,
    components: ['klippy_connection', 'data_store', 'proc_stats', 'machine'],
    failed_components: [],
    warnings: [],
    websocket_count: 1,
    moonraker_version: 'recorded',
    missing_klippy_requirements: [],
  }),
  'server.connection.identify': () => ({ connection_id: 1 }),
  'printer.info': ({ state }) => ({
    state: state.klippy.state,
    state_message: state.klippy.state === 'ready' ? 'Printer is ready' : state.klippy.message,
    hostname: 'recorded',
    software_version: 'recorded',
  }),
  'printer.objects.list': ({ state }) => ({ objects: Object.keys(state.objects) }),
  'printer.objects.query': status,
  'printer.objects.subscribe': status,
  'printer.gcode.help': () => ({}),
  'server.gcode_store': ({ console }, { count }) => ({
    gcode_store: console.slice(-(typeof count === 'number' ? count : 1000)),
  }),
  'server.temperature_store': () => ({}),
  'server.webcams.list': () => ({ webcams: [] }),
  'server.files.list': () => [],
  'machine.proc_stats': ({ throttled, nowMs }) => ({
    moonraker_stats: [{ time: nowMs / 1000 }],
    throttled_state: throttled,
  }),
  'machine.system_info': () => ({ system_info: {} }),
  'access.info': () => ({ login_required: false, trusted: true }),
};

/** The asked fields of the asked objects; an unknown object is `{}`, an unknown field null, as in Klipper. */
function status({ state, nowMs }: Tape, { objects }: Record<string, unknown>): unknown {
  const found: Record<string, unknown> = {};
  for (const [name, fields] of Object.entries((objects ?? {}) as Record<string, string[] | null>)) {
    const object = Object.hasOwn(state.objects, name) ? (state.objects[name] ?? {}) : {};
    found[name] = fields ? Object.fromEntries(fields.map((field) => [field, object[field] ?? null])) : object;
  }
  return { eventtime: nowMs / 1000, status: found };
}
