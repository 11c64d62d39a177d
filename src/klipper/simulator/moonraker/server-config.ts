import type { Moonraker } from './moonraker.ts';

type Options = Record<string, unknown>;

/** Moonraker's options with their defaults, as `/server/config` lists them; ours are the few that differ. */
function sections(moonraker: Moonraker): Record<string, Options> {
  return {
    server: {
      host: '127.0.0.1',
      port: 7125,
      ssl_port: 7130,
      enable_debug_logging: false,
      klippy_uds_address: `${moonraker.host.machine.dataPath}/comms/klippy.sock`,
      max_upload_size: 1024,
      ssl_certificate_path: null,
      ssl_key_path: null,
      route_prefix: null,
      max_websocket_connections: 50,
    },
    template: {},
    secrets: { secrets_path: null },
    database: { database_path: null, enable_database_debug: false },
    dbus_manager: {},
    file_manager: {
      enable_object_processing: false,
      default_metadata_parser_timeout: 20,
      file_system_observer: 'inotify',
      enable_observer_warnings: true,
      enable_inotify_warnings: true,
      queue_gcode_uploads: false,
      check_klipper_config_path: true,
      config_path: null,
      enable_config_write_access: true,
      log_path: null,
    },
    authorization: {
      login_timeout: 90,
      force_logins: false,
      default_source: 'moonraker',
      enable_api_key: true,
      max_login_attempts: null,
      cors_domains: ['http://localhost:*', 'http://127.0.0.1:*'],
      trusted_clients: ['127.0.0.1'],
    },
    klippy_apis: {},
    machine: {
      sudo_password: null,
      provider: 'none',
      shutdown_action: 'poweroff',
      force_validation: false,
      validate_service: false,
      validate_config: false,
    },
    shell_command: {},
    data_store: { temperature_store_size: 1200, gcode_store_size: 1000 },
    proc_stats: {},
    job_state: {},
    job_queue: {
      load_on_startup: false,
      automatic_transition: false,
      job_transition_delay: 0.01,
      job_transition_gcode: '',
    },
    history: {},
    http_client: {},
    announcements: { enable_moonlight: true, dev_mode: true, subscriptions: [] },
    webcam: {},
    ...Object.fromEntries(
      moonraker.webcams
        .filter(({ source }) => source === 'config')
        .map(({ name, source: _source, uid: _uid, extra_data: _data, ...options }) => [
          `webcam ${name}`,
          options,
        ]),
    ),
    extensions: {},
    power: {},
    ...Object.fromEntries(
      moonraker.power.map(({ device, type, locked_while_printing, objectName }) => [
        `power ${device}`,
        {
          type,
          locked_while_printing,
          off_when_shutdown: false,
          restart_klipper_when_powered: false,
          bound_services: [],
          on_when_job_queued: false,
          initial_state: null,
          restrict_action_processing: true,
          timer: null,
          object_name: objectName ?? '',
        },
      ]),
    ),
    octoprint_compat: {
      enable_ufp: true,
      flip_h: false,
      flip_v: false,
      rotate_90: false,
      stream_url: '/webcam/?action=stream',
      webcam_enabled: true,
    },
  };
}

/** As a person would have written it: the few options that are not defaults. */
const WRITTEN: Record<string, string[]> = {
  server: ['host', 'port', 'klippy_uds_address', 'max_upload_size'],
  authorization: ['trusted_clients', 'cors_domains'],
  machine: ['provider', 'validate_service', 'validate_config'],
  file_manager: ['enable_object_processing'],
  octoprint_compat: [],
  history: [],
  job_queue: ['load_on_startup'],
  announcements: ['dev_mode'],
};
const WRITTEN_OF_CAMERAS = ['location', 'service', 'target_fps', 'stream_url', 'snapshot_url', 'rotation'];
const WRITTEN_OF_POWER = ['type', 'object_name'];

function asWritten(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => `\n${String(one)}`).join('');
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

/** Our stand-in for Moonraker's configuration: parsed, as written, and in which file. */
export function serverConfig(moonraker: Moonraker): unknown {
  const config = sections(moonraker);
  const chosen = (name: string): string[] | undefined => {
    if (name.startsWith('webcam ')) return WRITTEN_OF_CAMERAS;
    return name.startsWith('power ') ? WRITTEN_OF_POWER : WRITTEN[name];
  };
  const orig = Object.entries(config).flatMap(([name, options]) => {
    const written = chosen(name);
    return written ? [[name, Object.fromEntries(written.map((key) => [key, asWritten(options[key])]))]] : [];
  });
  const written = Object.fromEntries(orig) as Record<string, object>;
  return {
    config,
    orig: { DEFAULT: {}, ...written },
    files: [{ filename: 'moonraker.conf', sections: Object.keys(written) }],
  };
}
