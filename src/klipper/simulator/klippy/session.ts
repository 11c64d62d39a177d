import { queryEndstops } from '../gcode/homing.ts';
import { listObjects } from '../objects/index.ts';
import { accelerometerEndpoints, moveDump, sampleDump, type Dump } from './dumps.ts';
import { KlippyError, type KlippyHost } from './host.ts';
import { queryStatus, Subscription, type ObjectFields } from './subscription.ts';

type Params = Record<string, unknown>;

export interface KlippySession {
  /** Takes one JSON message. */
  receive(text: string): void;
  close(): void;
}

export interface SessionDoor {
  send(message: unknown): void;
  waitForStatusTick(): Promise<void>;
  /** State-changing calls, for those who keep a list. */
  record?(method: string, params: Params): void;
}

export const klippyEndpoints = [
  'list_endpoints',
  'info',
  'emergency_stop',
  'register_remote_method',
  'gcode/help',
  'gcode/script',
  'gcode/restart',
  'gcode/firmware_restart',
  'gcode/subscribe_output',
  'objects/list',
  'objects/query',
  'objects/subscribe',
  'bed_mesh/dump_mesh',
  'pause_resume/cancel',
  'pause_resume/pause',
  'pause_resume/resume',
  'query_endstops/status',
  'motion_report/dump_stepper',
  'motion_report/dump_trapq',
];

/** One client of Klipper's own API: requests with answers, subscriptions that push with the client's template. */
export function createKlippySession(host: KlippyHost, door: SessionDoor): KlippySession {
  const { machine } = host;
  let subscription: { values: Subscription; template: Params } | null = null;
  let outputTemplate: Params | null = null;
  const dumps: Dump[] = [];
  const stop = host.listen({
    gcodeResponse(text) {
      if (outputTemplate) door.send({ ...outputTemplate, params: { response: text } });
    },
    timePassed() {
      for (const dump of dumps) dump.timePassed();
    },
    statusTick() {
      const status = subscription?.values.changes(machine);
      if (subscription && status)
        door.send({ ...subscription.template, params: { eventtime: machine.now, status } });
    },
  });

  const script = async (line: string, method: string, params: Params): Promise<object> => {
    door.record?.(method, params);
    await host.runScript(line);
    return {};
  };

  const streamTo = (params: Params) => (data: Params) => door.send({ ...templateOf(params), params: data });

  const dumpSamples = (sensors: Set<string>, params: Params): object => {
    if (!sensors.has(String(params.sensor)))
      throw new KlippyError(`The value '${String(params.sensor)}' is not valid for sensor`);
    dumps.push(sampleDump(machine, streamTo(params)));
    return { header: ['time', 'x_acceleration', 'y_acceleration', 'z_acceleration'] };
  };

  const handlers: Record<string, (params: Params) => unknown> = {
    list_endpoints: () => ({ endpoints: [...klippyEndpoints, ...accelerometerEndpoints(machine).keys()] }),
    info: () => hostInfo(host),
    emergency_stop: (params) => {
      door.record?.('emergency_stop', params);
      host.send({ type: 'emergency-stop' });
      return {};
    },
    register_remote_method: () => ({}),
    'gcode/help': () =>
      Object.fromEntries(
        [...machine.commands]
          .filter(([, spec]) => spec.help !== undefined)
          .map(([name, spec]) => [name, spec.help]),
      ),
    'gcode/script': (params) => script(String(params.script ?? ''), 'gcode/script', params),
    'gcode/restart': (params) => (
      door.record?.('gcode/restart', params),
      host.send({ type: 'restart', kind: 'host' }),
      {}
    ),
    'gcode/firmware_restart': (params) => (
      door.record?.('gcode/firmware_restart', params),
      host.send({ type: 'restart', kind: 'firmware' }),
      {}
    ),
    'gcode/subscribe_output': (params) => {
      outputTemplate = templateOf(params);
      return {};
    },
    'objects/list': () => ({ objects: listObjects(machine) }),
    'objects/query': async (params) => {
      await door.waitForStatusTick();
      return { eventtime: machine.now, status: queryStatus(machine, objectsOf(params)) };
    },
    'objects/subscribe': async (params) => {
      await door.waitForStatusTick();
      subscription = { values: new Subscription(objectsOf(params)), template: templateOf(params) };
      return { eventtime: machine.now, status: subscription.values.snapshot(machine) };
    },
    'bed_mesh/dump_mesh': () => ({ current_mesh: {}, profiles: machine.bedMesh.profiles }),
    'pause_resume/pause': (params) => script('PAUSE', 'pause_resume/pause', params),
    'pause_resume/resume': (params) => script('RESUME', 'pause_resume/resume', params),
    'pause_resume/cancel': (params) => script('CANCEL_PRINT', 'pause_resume/cancel', params),
    'query_endstops/status': async () => {
      await door.waitForStatusTick();
      if (machine.klippy.state !== 'ready')
        throw new KlippyError("Unable to obtain 'endstop_state' response");
      return queryEndstops(machine);
    },
    'motion_report/dump_trapq': (params) => {
      dumps.push(moveDump(machine, streamTo(params)));
      return {
        header: ['time', 'duration', 'start_velocity', 'acceleration', 'start_position', 'direction'],
      };
    },
    'motion_report/dump_stepper': () => ({ header: ['interval', 'count', 'add'] }),
  };

  async function answer(id: unknown, method: string, params: Params): Promise<void> {
    const sensors = accelerometerEndpoints(machine).get(method);
    const handler = sensors ? (given: Params) => dumpSamples(sensors, given) : handlers[method];
    try {
      if (!handler) throw new KlippyError(`webhooks: No registered callback for path '${method}'`);
      const result = await handler(params);
      if (id !== undefined) door.send({ id, result });
    } catch (error) {
      if (!(error instanceof KlippyError)) throw error;
      if (id !== undefined) door.send({ id, error: { error: 'WebRequestError', message: error.message } });
    }
  }

  return {
    receive(text) {
      let message: { id?: unknown; method?: unknown; params?: Params };
      try {
        message = JSON.parse(text) as typeof message;
      } catch (error) {
        if (error instanceof SyntaxError) return;
        throw error;
      }
      void answer(message.id, String(message.method), message.params ?? {});
    },
    close: stop,
  };
}

function objectsOf(params: Params): ObjectFields {
  const objects = params.objects;
  if (typeof objects !== 'object' || objects === null || Array.isArray(objects))
    throw new KlippyError('Missing Argument [objects]');
  return objects as ObjectFields;
}

function templateOf(params: Params): Params {
  const template = params.response_template;
  return typeof template === 'object' && template !== null ? (template as Params) : {};
}

function hostInfo(host: KlippyHost): Params {
  const { machine } = host;
  return {
    state: machine.klippy.state,
    state_message: machine.klippy.message,
    hostname: machine.hostName,
    klipper_path: '/home/pi/klipper',
    python_path: '/usr/bin/python3',
    process_id: process.pid,
    user_id: 1000,
    group_id: 1000,
    log_file: `${machine.dataPath}/logs/klippy.log`,
    config_file: `${machine.dataPath}/config/printer.cfg`,
    software_version: machine.softwareVersion,
    cpu_info: '4 core ARMv8 Processor',
  };
}
