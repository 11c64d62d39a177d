import { flag, integer, text, type Arguments } from './arguments.ts';
import { MoonrakerError } from './errors.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { changes, reads, resource, type Endpoint } from './registry.ts';
import { serverConfig } from './server-config.ts';

const components =
  `secrets template klippy_connection jsonrpc internal_transport application websockets database
  dbus_manager file_manager authorization klippy_apis shell_command machine data_store proc_stats job_state job_queue
  history http_client announcements webcam extensions power octoprint_compat`.split(/\s+/);

const warningOf: Record<string, string> = {
  'moonraker-warning': "Unparsed config option 'no_such: True' detected in section [server].",
  policykit: 'Missing PolicyKit permission detected: org.freedesktop.systemd1.manage-units',
};

export function serverInfo(moonraker: Moonraker): Record<string, unknown> {
  const { klippy, faults } = moonraker.host.machine;
  return {
    klippy_connected: klippy.connected,
    klippy_state: klippy.state,
    components: faults.has('update-invalid') ? [...components, 'update_manager'] : components,
    failed_components: faults.has('failed-component') ? ['mqtt'] : [],
    registered_directories: ['config', 'logs', 'gcodes', 'config_examples', 'docs'],
    warnings: Object.keys(warningOf).flatMap((fault) => (faults.has(fault) ? [warningOf[fault]] : [])),
    websocket_count: faults.has('websocket-limit') ? 50 : moonraker.connections.size,
    moonraker_version: moonraker.version,
    missing_klippy_requirements: faults.has('missing-sections')
      ? ['virtual_sdcard', 'pause_resume', 'display_status']
      : [],
    api_version: [1, 5, 0],
    api_version_string: '1.5.0',
  };
}

const clientTypes = ['web', 'mobile', 'desktop', 'display', 'bot', 'agent', 'other'];

function identify({ connection, moonraker }: CallContext, args: Arguments): unknown {
  if (!connection) throw new MoonrakerError(400, 'No connection detected');
  if (connection.client) {
    const { name, version, type, url } = connection.client;
    throw new MoonrakerError(
      400,
      `Connection already identified: {'name': '${name}', 'version': '${version}', 'type': '${type}', 'url': '${url}'}`,
    );
  }
  const client = {
    name: text(args, 'client_name'),
    version: text(args, 'version'),
    type: text(args, 'type').toLowerCase(),
    url: text(args, 'url'),
  };
  if (!clientTypes.includes(client.type))
    throw new MoonrakerError(400, `Invalid Client Type: ${client.type}`);
  if (!connection.authorized) {
    if (text(args, 'api_key', '') !== moonraker.access.apiKey) throw new MoonrakerError(401, 'Unauthorized');
    connection.authorized = true;
  }
  connection.client = client;
  return { connection_id: connection.id };
}

function gcodeStore({ moonraker }: CallContext, args: Arguments): unknown {
  const count = integer(args, 'count', 1000);
  return { gcode_store: moonraker.stores.gcode.slice(-count) };
}

function temperatureStore({ moonraker }: CallContext, args: Arguments): unknown {
  flag(args, 'include_monitors');
  return Object.fromEntries(moonraker.stores.temperatures);
}

const namespaces = ['gcode_metadata', 'announcements', 'moonraker'];

/** Walks "a.b.c" in a namespace. */
function databaseItem({ moonraker }: CallContext, args: Arguments): unknown {
  const namespace = text(args, 'namespace');
  const key = args.key === undefined ? null : text(args, 'key');
  const found = moonraker.database.get(namespace);
  if (!found) throw new MoonrakerError(404, `Namespace '${namespace}' not found`);
  if (key === null) return { namespace, key, value: found };
  const value = key
    .split('.')
    .reduce<unknown>((at, part) => (isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined), found);
  if (value === undefined)
    throw new MoonrakerError(404, `Key '${key}' in namespace '${namespace}' not found`);
  return { namespace, key, value };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function storeItem({ moonraker }: CallContext, args: Arguments): unknown {
  const namespace = text(args, 'namespace');
  const key = text(args, 'key');
  const root = moonraker.database.get(namespace) ?? {};
  moonraker.database.set(namespace, root);
  const parts = key.split('.');
  const last = parts.pop() ?? '';
  if ([...parts, last].some((part) => part === '__proto__' || part === 'constructor'))
    throw new MoonrakerError(400, `Invalid key '${key}'`);
  let at = root;
  for (const part of parts) at = isObject(at[part]) ? at[part] : ((at[part] = {}) as Record<string, unknown>);
  at[last] = args.value;
  return { namespace, key, value: args.value };
}

function deleteItem(call: CallContext, args: Arguments): unknown {
  const item = databaseItem(call, args) as { namespace: string; key: string };
  const parts = item.key.split('.');
  const last = parts.pop() ?? '';
  const parent = parts.reduce<Record<string, unknown>>(
    (at, part) => at[part] as Record<string, unknown>,
    call.moonraker.database.get(item.namespace) ?? {},
  );
  delete parent[last];
  return item;
}

export const serverEndpoints: Endpoint[] = [
  reads('/server/info', ({ moonraker }) => serverInfo(moonraker)),
  reads('/server/config', ({ moonraker }) => serverConfig(moonraker)),
  reads('/server/temperature_store', temperatureStore),
  reads('/server/gcode_store', gcodeStore),
  changes('/server/logs/rollover', () => ({
    rolled_over: ['moonraker'],
    failed: { klipper: 'Unable to detect Klipper Service, cannot perform manual rollover' },
  })),
  changes('/server/restart', ({ moonraker }) => (moonraker.restartServer(), 'ok')),
  {
    path: '',
    verbs: { RPC: { rpc: 'server.connection.identify', run: identify, changes: false } },
    open: true,
  },
  {
    path: '',
    verbs: {
      RPC: {
        rpc: 'server.websocket.id',
        run: ({ connection }) => ({ websocket_id: connection?.id ?? 0 }),
        changes: false,
      },
    },
  },
  reads('/server/database/list', ({ moonraker }) => ({
    namespaces: [...namespaces, ...moonraker.database.keys()].filter(
      (name, index, all) => all.indexOf(name) === index,
    ),
    backups: [],
  })),
  resource('/server/database/item', { GET: databaseItem, POST: storeItem, DELETE: deleteItem }),
  reads('/server/announcements/list', () => ({ entries: [], feeds: ['moonraker', 'klipper'] })),
  changes('/server/announcements/update', () => ({ entries: [], modified: false })),
  reads('/server/announcements/feeds', () => ({ feeds: ['moonraker', 'klipper'] })),
  changes('/server/announcements/dismiss', (_call, args) => ({ entry_id: text(args, 'entry_id') })),
  reads('/server/extensions/list', () => ({ agents: [] })),
];
