import { z } from 'zod';
import * as answers from './schemas.ts';

/**
 * One map: method → params → result, in the order of Moonraker's documentation. Results are parsed where
 * they come in; inside this ring they are trusted.
 */
export interface MethodSpec<Params, Schema extends z.ZodType> {
  result: Schema;
  /** Answers that may be larger than a socket frame (1 MiB) are asked for by `POST /server/jsonrpc`. */
  bulk: boolean;
  /** The optional component that serves it; absent from `server.info` means "not available". */
  component: string | null;
  /** Only for the type checker. */
  params?: Params;
}

type NoParams = Record<string, never>;

function method<Params>() {
  return <Schema extends z.ZodType>(
    result: Schema,
    options: { bulk?: boolean; component?: string } = {},
  ): MethodSpec<Params, Schema> => ({
    result,
    bulk: options.bulk ?? false,
    component: options.component ?? null,
  });
}

const Ok = z.literal('ok');
export type ObjectSelection = Record<string, string[] | null>;

const QUEUE = { component: 'job_queue' };
const ANNOUNCED = { component: 'announcements' };
const WEBCAM = { component: 'webcam' };
const POWER = { component: 'power' };
const HISTORY = { component: 'history' };

export const METHODS = {
  // Server
  'server.info': method<NoParams>()(answers.ServerInfo),
  'server.config': method<NoParams>()(answers.ServerConfig, { bulk: true }),
  'server.connection.identify': method<IdentifyParams>()(z.looseObject({ connection_id: z.number() })),
  'server.temperature_store': method<{ include_monitors?: boolean }>()(answers.TemperatureStore, {
    bulk: true,
  }),
  'server.gcode_store': method<{ count?: number }>()(answers.GcodeStore, { bulk: true }),
  'server.logs.rollover': method<{ application?: string }>()(answers.Rollover),
  'server.restart': method<NoParams>()(Ok),
  // Printer
  'printer.info': method<NoParams>()(answers.PrinterInfo),
  'printer.emergency_stop': method<NoParams>()(Ok),
  'printer.restart': method<NoParams>()(Ok),
  'printer.firmware_restart': method<NoParams>()(Ok),
  'printer.objects.list': method<NoParams>()(z.looseObject({ objects: z.array(z.string()) })),
  'printer.objects.query': method<{ objects: ObjectSelection }>()(answers.ObjectsAnswer),
  'printer.objects.subscribe': method<{ objects: ObjectSelection }>()(answers.ObjectsAnswer),
  'printer.query_endstops.status': method<NoParams>()(z.record(z.string(), z.string())),
  'printer.gcode.script': method<{ script: string }>()(Ok),
  'printer.gcode.help': method<NoParams>()(z.record(z.string(), z.string()), { bulk: true }),
  'printer.print.start': method<{ filename: string }>()(Ok),
  'printer.print.pause': method<NoParams>()(Ok),
  'printer.print.resume': method<NoParams>()(Ok),
  'printer.print.cancel': method<NoParams>()(Ok),
  // Machine
  'machine.system_info': method<NoParams>()(answers.SystemInfo),
  'machine.shutdown': method<NoParams>()(Ok),
  'machine.reboot': method<NoParams>()(Ok),
  'machine.services.restart': method<{ service: string }>()(Ok),
  'machine.services.stop': method<{ service: string }>()(Ok),
  'machine.services.start': method<{ service: string }>()(Ok),
  'machine.proc_stats': method<NoParams>()(answers.ProcStats),
  'machine.peripherals.usb': method<NoParams>()(z.looseObject({ usb_devices: answers.Devices })),
  'machine.peripherals.serial': method<NoParams>()(z.looseObject({ serial_devices: answers.Devices })),
  'machine.peripherals.canbus': method<{ interface?: string }>()(
    z.looseObject({ can_uuids: answers.Devices }),
  ),
  // Files
  'server.files.list': method<{ root?: string }>()(z.array(answers.FileItem), { bulk: true }),
  'server.files.roots': method<NoParams>()(
    z.array(z.looseObject({ name: z.string(), permissions: z.string() })),
  ),
  'server.files.metadata': method<{ filename: string }>()(answers.Metadata),
  'server.files.metascan': method<{ filename: string }>()(answers.Metadata),
  'server.files.thumbnails': method<{ filename: string }>()(z.array(answers.StoredThumbnail)),
  'server.files.get_directory': method<{ path: string; extended?: boolean }>()(answers.DirectoryAnswer, {
    bulk: true,
  }),
  'server.files.post_directory': method<{ path: string }>()(answers.FileAction),
  'server.files.delete_directory': method<{ path: string; force?: boolean }>()(answers.FileAction),
  'server.files.move': method<{ source: string; dest: string }>()(answers.FileAction),
  'server.files.copy': method<{ source: string; dest: string }>()(answers.FileAction),
  'server.files.zip': method<{ dest?: string; items: string[]; store_only?: boolean }>()(answers.Zipped),
  'server.files.delete_file': method<{ path: string }>()(answers.FileAction),
  // Access
  'access.info': method<NoParams>()(answers.AccessInfo),
  'access.login': method<{ username: string; password: string; source?: string }>()(answers.LoginAnswer),
  'access.logout': method<NoParams>()(answers.UserAction),
  'access.refresh_jwt': method<{ refresh_token: string }>()(answers.RefreshAnswer),
  'access.oneshot_token': method<NoParams>()(z.string()),
  'access.get_api_key': method<NoParams>()(z.string()),
  'access.get_user': method<NoParams>()(answers.User),
  'access.users.list': method<NoParams>()(z.looseObject({ users: z.array(answers.User) })),
  // Database: our own namespace only
  'server.database.list': method<NoParams>()(z.looseObject({ namespaces: z.array(z.string()) })),
  'server.database.get_item': method<{ namespace: string; key?: string }>()(answers.DatabaseItem),
  'server.database.post_item': method<{ namespace: string; key: string; value: unknown }>()(
    answers.DatabaseItem,
  ),
  'server.database.delete_item': method<{ namespace: string; key: string }>()(answers.DatabaseItem),
  // Job queue
  'server.job_queue.status': method<NoParams>()(answers.QueueStatus, QUEUE),
  'server.job_queue.post_job': method<{ filenames: string[]; reset?: boolean }>()(answers.QueueStatus, QUEUE),
  'server.job_queue.delete_job': method<{ job_ids?: string[]; all?: boolean }>()(answers.QueueStatus, QUEUE),
  'server.job_queue.pause': method<NoParams>()(answers.QueueStatus, QUEUE),
  'server.job_queue.start': method<NoParams>()(answers.QueueStatus, QUEUE),
  'server.job_queue.jump': method<{ job_id: string }>()(answers.QueueStatus, QUEUE),
  // Announcements
  'server.announcements.list': method<{ include_dismissed?: boolean }>()(answers.Announcements, ANNOUNCED),
  'server.announcements.update': method<NoParams>()(answers.Announcements, ANNOUNCED),
  'server.announcements.dismiss': method<{ entry_id: string; wake_time?: number }>()(
    z.looseObject({ entry_id: z.string() }),
    ANNOUNCED,
  ),
  'server.announcements.feeds': method<NoParams>()(z.looseObject({ feeds: z.array(z.string()) }), ANNOUNCED),
  // Webcams
  'server.webcams.list': method<NoParams>()(answers.WebcamList, WEBCAM),
  'server.webcams.get_item': method<{ name: string } | { uid: string }>()(answers.WebcamItem, WEBCAM),
  'server.webcams.post_item': method<{ name: string; [setting: string]: unknown }>()(
    answers.WebcamItem,
    WEBCAM,
  ),
  'server.webcams.delete_item': method<{ name: string } | { uid: string }>()(answers.WebcamItem, WEBCAM),
  'server.webcams.test': method<{ name: string } | { uid: string }>()(answers.WebcamTest, WEBCAM),
  // Updates, where present
  'machine.update.status': method<{ refresh?: boolean }>()(answers.UpdateStatus, {
    component: 'update_manager',
  }),
  // Power devices
  'machine.device_power.devices': method<NoParams>()(answers.PowerDevices, POWER),
  'machine.device_power.get_device': method<{ device: string }>()(answers.PowerStates, POWER),
  'machine.device_power.post_device': method<{ device: string; action: 'on' | 'off' | 'toggle' }>()(
    answers.PowerStates,
    POWER,
  ),
  // History
  'server.history.list': method<{
    limit?: number;
    start?: number;
    before?: number;
    since?: number;
    order?: 'asc' | 'desc';
  }>()(answers.HistoryList, { bulk: true, ...HISTORY }),
  'server.history.totals': method<NoParams>()(answers.HistoryTotals, HISTORY),
  'server.history.get_job': method<{ uid: string }>()(z.looseObject({ job: answers.Job }), HISTORY),
  'server.history.delete_job': method<{ uid?: string; all?: boolean }>()(
    z.looseObject({ deleted_jobs: z.array(z.string()) }),
    HISTORY,
  ),
} satisfies Record<string, MethodSpec<object, z.ZodType>>;

export interface IdentifyParams {
  client_name: string;
  version: string;
  type: string;
  url: string;
  api_key?: string;
  access_token?: string;
}

export type MethodName = keyof typeof METHODS;
export type MethodParams<Name extends MethodName> =
  (typeof METHODS)[Name] extends MethodSpec<infer Params extends object, z.ZodType> ? Params : never;
export type MethodResult<Name extends MethodName> = z.infer<(typeof METHODS)[Name]['result']>;

export function specOf(name: string): MethodSpec<object, z.ZodType> | undefined {
  return Object.hasOwn(METHODS, name) ? METHODS[name as MethodName] : undefined;
}

const CHANGING =
  /^(printer\.(gcode\.script|print\.|restart|firmware_restart|emergency_stop)|server\.(restart|logs\.rollover)|server\.announcements\.update|machine\.(reboot|shutdown|services\.|update\.(?!status)|device_power\.post)|access\.(?!info$|oneshot_token$|get_user$|get_api_key$|users\.list$)|debug\.)|[._](post|delete|move|copy|zip|upload|reset|metascan|add|dismiss|wake|compact|restore|start|pause|jump|request|send_event|register_[a-z_]+)(_[a-z]+)?$/;

/** True for methods that change something; they go as commands, never as questions. */
export function changesPrinter(method: string): boolean {
  return CHANGING.test(method);
}
