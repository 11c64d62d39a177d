import { expect, it, type TestContext } from 'vitest';
import { eventually, http, openSocket, uploadFile, type Backend, type Socket } from './backend.ts';
import { cube } from './suite.ts';

/** Where a dashboard's own pages come from: another origin than the printer's. */
const ORIGIN = 'http://localhost:8080';

/** What Mainsail and Fluidd ask for at load, in their order, each answered without an error. */
const AT_LOAD: [method: string, params: Record<string, unknown>][] = [
  ['server.info', {}],
  ['server.config', {}],
  ['access.info', {}],
  ['access.get_user', {}],
  ['access.users.list', {}],
  ['server.database.list', {}],
  ['machine.system_info', {}],
  ['machine.proc_stats', {}],
  ['machine.peripherals.usb', {}],
  ['machine.peripherals.serial', {}],
  ['server.files.roots', {}],
  ['server.files.get_directory', { path: 'gcodes', extended: true }],
  ['server.files.get_directory', { path: 'config', extended: true }],
  ['server.files.list', { root: 'config' }],
  ['server.announcements.list', { include_dismissed: false }],
  ['server.announcements.feeds', {}],
  ['server.webcams.list', {}],
  ['server.history.totals', {}],
  ['server.history.list', { start: 0, limit: 50, order: 'desc' }],
  ['server.job_queue.status', {}],
  ['printer.info', {}],
  ['printer.gcode.help', {}],
  ['printer.query_endstops.status', {}],
  ['server.temperature_store', { include_monitors: true }],
  ['server.gcode_store', { count: 500 }],
];

/** Two dashboards in one: each has a namespace for its settings, which is absent at its first visit. */
const DASHBOARDS = [
  { name: 'mainsail', key: 'general', value: { printername: 'Practice', language: 'en' } },
  { name: 'fluidd', key: 'uiSettings.general', value: { instanceName: 'Practice', locale: 'en' } },
];

async function ask(socket: Socket, method: string, params: Record<string, unknown> = {}) {
  const { result, error } = await socket.call(method, params);
  if (error) throw new Error(`${method}: ${String(error.code)} ${error.message}`);
  return result as Record<string, unknown>;
}

/** The calls that the dashboards of others make: a load, a print that is watched, and what is absent told as absent. */
export function dashboardSuite(backend: () => Backend | { reason: string }): void {
  const url = ({ skip }: TestContext): string => {
    const found = backend();
    return 'reason' in found ? skip(found.reason) : found.url;
  };

  it.for(DASHBOARDS)('dashboard: $name loads', async ({ name, key, value }, context) => {
    const socket = await openSocket(url(context), { origin: ORIGIN });
    try {
      const identity = {
        client_name: name,
        version: '2.17.0',
        type: 'web',
        url: `https://github.com/${name}`,
      };
      expect(await ask(socket, 'server.connection.identify', identity)).toEqual({
        connection_id: expect.any(Number),
      });
      for (const [method, params] of AT_LOAD) await ask(socket, method, params);

      // Nothing is stored at the first visit; afterwards it is found again, whole and by key.
      const unknown = await socket.call('server.database.get_item', { namespace: name });
      if (unknown.error) expect(unknown.error.code).toBe(-32601);
      await ask(socket, 'server.database.post_item', { namespace: name, key, value });
      expect(await ask(socket, 'server.database.get_item', { namespace: name, key })).toMatchObject({
        value,
      });
      expect((await ask(socket, 'server.database.get_item', { namespace: name })).value).toMatchObject({
        [key.split('.')[0] ?? '']: expect.any(Object),
      });
      expect((await ask(socket, 'server.database.list')).namespaces).toContain(name);

      // Parts that are not there: told by the list of components, and as an unknown method.
      const { components } = (await ask(socket, 'server.info')) as { components: string[] };
      for (const [component, method] of [
        ['update_manager', 'machine.update.status'],
        ['spoolman', 'server.spoolman.status'],
        ['timelapse', 'machine.timelapse.get_settings'],
        ['sensor', 'server.sensors.list'],
      ] as const) {
        expect(components).not.toContain(component);
        expect((await socket.call(method)).error?.code, method).toBe(-32601);
      }

      // Everything that is listed is subscribed to at once, whole.
      const { objects } = (await ask(socket, 'printer.objects.list')) as { objects: string[] };
      const wanted = Object.fromEntries(objects.map((object) => [object, null]));
      const { status } = (await ask(socket, 'printer.objects.subscribe', { objects: wanted })) as {
        status: Record<string, object>;
      };
      expect(Object.keys(status).sort()).toEqual([...objects].sort());
      expect(status['configfile']).toHaveProperty('settings');
      await eventually('live temperatures', () =>
        socket.notifications.some(
          ({ method, params }) => method === 'notify_status_update' && 'extruder' in (params?.[0] as object),
        ),
      );
      await eventually('statistics without asking', () =>
        socket.notifications.some(({ method }) => method === 'notify_proc_stat_update'),
      );
    } finally {
      socket.close();
    }
  });

  it('dashboard: its pages of another origin are let in', async (context) => {
    const at = url(context);
    const headers = { Origin: ORIGIN };
    const answer = await fetch(`${at}/server/info`, { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const preflight = await fetch(`${at}/server/files/upload`, {
      method: 'OPTIONS',
      headers: { ...headers, 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
  });

  it('dashboard: a file is uploaded with print=true, watched, paused, resumed, cancelled, and stays in the history', async (context) => {
    const at = url(context);
    const socket = await openSocket(at, { origin: ORIGIN });
    try {
      const objects = { print_stats: null, virtual_sdcard: null, pause_resume: null };
      await ask(socket, 'printer.objects.subscribe', { objects });
      const uploaded = await uploadFile(at, 'dashboard.gcode', cube, { root: 'gcodes', print: 'true' });
      expect(uploaded).toMatchObject({ status: 201, body: { print_started: true, print_queued: false } });
      const became = (state: string) => () =>
        socket.notifications.some(({ params }) => {
          const stats = (params?.[0] as { print_stats?: { state?: string } } | undefined)?.print_stats;
          return stats?.state === state;
        });
      await eventually('printing', became('printing'));
      const metadata = await ask(socket, 'server.files.metadata', { filename: 'dashboard.gcode' });
      const [thumbnail] = metadata['thumbnails'] as { relative_path: string }[];
      const picture = await fetch(`${at}/server/files/gcodes/${thumbnail?.relative_path ?? ''}`);
      expect(picture.headers.get('content-type')).toBe('image/png');
      expect(
        (await ask(socket, 'server.files.thumbnails', { filename: 'dashboard.gcode' })) as unknown,
      ).toHaveLength((metadata['thumbnails'] as unknown[]).length);

      await ask(socket, 'printer.print.pause');
      await eventually('paused', became('paused'));
      socket.notifications.length = 0;
      await ask(socket, 'printer.print.resume');
      await eventually('printing again', became('printing'));
      await ask(socket, 'printer.print.cancel');
      await eventually('cancelled', became('cancelled'));
      await eventually('the history', () =>
        socket.notifications.some(({ method }) => method === 'notify_history_changed'),
      );
      const { jobs } = (await ask(socket, 'server.history.list', { limit: 1 })) as {
        jobs: { filename: string; status: string }[];
      };
      expect(jobs[0]).toMatchObject({ filename: 'dashboard.gcode', status: 'cancelled' });
      await ask(socket, 'printer.gcode.script', { script: 'TURN_OFF_HEATERS\nSDCARD_RESET_FILE' });
      const { body } = await http(at, '/server/files/gcodes/dashboard.gcode', { method: 'DELETE' });
      expect(body).toHaveProperty('result');
    } finally {
      socket.close();
    }
  });

  it('dashboard: the console’s commands and answers, and the settings of a macro’s prompt', async (context) => {
    const socket = await openSocket(url(context), { origin: ORIGIN });
    try {
      await ask(socket, 'printer.gcode.script', { script: 'SHOW_PROMPT' });
      await eventually('the prompt', () =>
        socket.notifications.some(({ params }) => params?.[0] === '// action:prompt_show'),
      );
      const { gcode_store } = (await ask(socket, 'server.gcode_store', { count: 20 })) as {
        gcode_store: { message: string; type: string }[];
      };
      expect(gcode_store).toContainEqual(
        expect.objectContaining({ message: 'SHOW_PROMPT', type: 'command' }),
      );
    } finally {
      socket.close();
    }
  });
}
