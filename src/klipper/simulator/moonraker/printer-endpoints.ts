import { queryEndstops } from '../gcode/homing.ts';
import { KlippyError } from '../klippy/host.ts';
import { queryStatus, type ObjectFields } from '../klippy/subscription.ts';
import { listObjects } from '../objects/index.ts';
import { klippyArgument, text, type Arguments } from './arguments.ts';
import { MoonrakerError } from './errors.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { endpoint, type Endpoint } from './registry.ts';

/** Klipper's own description of itself, as `printer.info` gives it. */
export function printerInfo(moonraker: Moonraker): Record<string, unknown> {
  const { machine } = moonraker.host;
  return {
    state: machine.klippy.state,
    state_message: machine.klippy.message,
    hostname: machine.hostName,
    klipper_path: '/home/pi/klipper',
    python_path: '/home/pi/klippy-env/bin/python',
    process_id: 17979,
    user_id: 1000,
    group_id: 1000,
    log_file: `${machine.dataPath}/logs/klippy.log`,
    config_file: `${machine.dataPath}/config/printer.cfg`,
    software_version: machine.softwareVersion,
    cpu_info: '4 core ARMv8 Processor',
  };
}

/** Runs a script; Klipper's errors become 400, a host that goes away 503. */
export async function runScript(moonraker: Moonraker, script: string): Promise<'ok'> {
  try {
    await moonraker.host.runScript(script);
  } catch (error) {
    if (!(error instanceof KlippyError)) throw error;
    throw new MoonrakerError(error.message === 'Klippy Disconnected' ? 503 : 400, error.message);
  }
  return 'ok';
}

async function gcodeScript({ moonraker }: CallContext, args: Arguments): Promise<'ok'> {
  const script = klippyArgument(args, 'script', 'string') as string;
  moonraker.stores.addGcode({ message: script, time: moonraker.wallSeconds(), type: 'command' });
  return runScript(moonraker, script);
}

/** Objects and fields from JSON (`objects`), or from a query string where each name is an argument. */
function wantedObjects(args: Arguments, fromQuery: boolean): ObjectFields {
  const source = fromQuery ? args : (klippyArgument(args, 'objects', 'object') as Arguments);
  const wanted: ObjectFields = {};
  for (const [name, fields] of Object.entries(source)) {
    if (fromQuery && (name === 'connection_id' || name === 'token')) continue;
    if (Array.isArray(fields)) wanted[name] = fields.map(String);
    else wanted[name] = typeof fields === 'string' && fields !== '' ? fields.split(',') : null;
  }
  return wanted;
}

async function query(call: CallContext, args: Arguments): Promise<unknown> {
  const { moonraker } = call;
  const wanted = wantedObjects(
    args,
    call.transport === 'http' && call.verb === 'GET' && typeof args.objects !== 'object',
  );
  await moonraker.waitForStatusTick();
  requireKlippy(moonraker);
  return { eventtime: moonraker.host.machine.now, status: queryStatus(moonraker.host.machine, wanted) };
}

async function subscribe(call: CallContext, args: Arguments): Promise<unknown> {
  const { moonraker, connection } = call;
  if (!connection) throw new MoonrakerError(400, 'No connection associated with subscription request');
  const wanted = wantedObjects(args, false);
  await moonraker.waitForStatusTick();
  requireKlippy(moonraker);
  const subscription = connection.subscribe(wanted);
  return { eventtime: moonraker.host.machine.now, status: subscription.snapshot(moonraker.host.machine) };
}

function requireKlippy(moonraker: Moonraker): void {
  if (!moonraker.host.machine.klippy.connected) throw new MoonrakerError(503, 'Klippy Disconnected');
}

async function endstops({ moonraker }: CallContext): Promise<unknown> {
  await moonraker.waitForStatusTick();
  if (moonraker.host.machine.klippy.state !== 'ready')
    throw new MoonrakerError(400, "Unable to obtain 'endstop_state' response");
  return queryEndstops(moonraker.host.machine);
}

const script =
  (line: string) =>
  ({ moonraker }: CallContext) =>
    runScript(moonraker, line);

async function startPrint({ moonraker }: CallContext, args: Arguments): Promise<'ok'> {
  const filename = text(args, 'filename');
  return runScript(
    moonraker,
    `SDCARD_PRINT_FILE FILENAME="${filename.replace(/^\//, '').replaceAll('"', '\\"')}"`,
  );
}

function help({ moonraker }: CallContext): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, spec] of moonraker.host.machine.commands)
    if (spec.help !== undefined) out[name] = spec.help;
  return out;
}

function restart({ moonraker }: CallContext, kind: 'host' | 'firmware'): 'ok' {
  moonraker.host.send({ type: 'restart', kind });
  return 'ok';
}

const klippy = { klippy: true };
const changing = { klippy: true, changes: true };

export const printerEndpoints: Endpoint[] = [
  endpoint('/printer/info', ({ moonraker }) => printerInfo(moonraker), klippy),
  endpoint(
    '/printer/emergency_stop',
    ({ moonraker }) => (moonraker.host.send({ type: 'emergency-stop' }), 'ok'),
    changing,
  ),
  endpoint('/printer/restart', (call) => restart(call, 'host'), changing),
  endpoint('/printer/firmware_restart', (call) => restart(call, 'firmware'), changing),
  endpoint(
    '/printer/objects/list',
    ({ moonraker }) => ({ objects: listObjects(moonraker.host.machine) }),
    klippy,
  ),
  endpoint('/printer/objects/query', query, klippy),
  endpoint('/printer/objects/subscribe', subscribe, klippy),
  endpoint('/printer/query_endstops/status', endstops, klippy),
  endpoint('/printer/gcode/script', gcodeScript, changing),
  endpoint('/printer/gcode/help', help, klippy),
  endpoint('/printer/print/start', startPrint, changing),
  endpoint('/printer/print/pause', script('PAUSE'), changing),
  endpoint('/printer/print/resume', script('RESUME'), changing),
  endpoint('/printer/print/cancel', script('CANCEL_PRINT'), changing),
];
