import type { z } from 'zod';
import type { FieldValues } from '../live/merge.ts';
import { isHarmless } from '../live/merge.ts';
import type { MethodName, MethodParams } from '../moonraker/methods.ts';
import { METHODS } from '../moonraker/methods.ts';
import { PrinterInfo, ProcStats, ServerInfo, SystemInfo, TemperatureStore } from '../moonraker/schemas.ts';
import { withoutSecrets } from './finding.ts';
import type { Observation } from './observation.ts';

/** One read of Moonraker; rejects with what went wrong. Only methods that read are ever passed in. */
export type Read = (method: string, params: object) => Promise<unknown>;

const RECENT_SECONDS = 600;

/** Objects the rules look at; those that do not exist come back empty. */
function wantedObjects(names: readonly string[]): Record<string, string[] | null> {
  const wanted: Record<string, string[] | null> = {};
  for (const name of names) {
    const follow =
      /^(webhooks|print_stats|idle_timeout|system_stats|heaters|mcu|mcu .+|filament_(switch|motion)_sensor .+)$/;
    if (follow.test(name)) wanted[name] = null;
  }
  return { ...wanted, webhooks: null, configfile: ['warnings'] };
}

/** Steps 6 to 11: reads what Moonraker and Klipper tell of themselves. Each part that fails is left out. */
export async function collectFromMoonraker(seen: Observation, read: Read): Promise<void> {
  const ask = async <Name extends MethodName>(name: Name, params: MethodParams<Name>) => {
    const answer = await attempt(() => read(name, params));
    const parsed = METHODS[name].result.safeParse(answer);
    return parsed.success ? (parsed.data as z.infer<(typeof METHODS)[Name]['result']>) : null;
  };

  seen.serverInfo ??= parsed(ServerInfo, await attempt(() => read('server.info', {})));
  if (!seen.serverInfo) return;
  const has = (component: string) => seen.serverInfo?.components.includes(component) === true;
  seen.printerInfo = parsed(PrinterInfo, await attempt(() => read('printer.info', {})));
  const [list, stats, system, directory, store, lines, devices, updates] = await Promise.all([
    ask('printer.objects.list', {}),
    attempt(() => read('machine.proc_stats', {})),
    attempt(() => read('machine.system_info', {})),
    ask('server.files.get_directory', { path: 'gcodes' }),
    attempt(() => read('server.temperature_store', {})),
    ask('server.gcode_store', { count: 200 }),
    has('power') ? ask('machine.device_power.devices', {}) : null,
    has('update_manager') ? ask('machine.update.status', {}) : null,
  ]);
  seen.procStats = parsed(ProcStats, stats);
  seen.systemInfo = parsed(SystemInfo, system);
  const usage = directory?.disk_usage;
  if (usage) seen.disk = { totalBytes: usage.total, freeBytes: usage.free };
  seen.powerDevices = (devices?.devices ?? []).map((device) => ({
    name: device.device,
    status: device.status,
    boundToKlipper: /printer|psu|main|power/i.test(device.device),
  }));
  seen.brokenUpdates = Object.entries(updates?.version_info ?? {}).flatMap(([name, info]) => {
    const why = [
      info['corrupt'] === true && 'corrupt',
      info['is_dirty'] === true && 'dirty',
      info['is_valid'] === false && 'invalid',
    ];
    const words = why.filter((word) => word !== false).join(', ');
    return words === '' ? [] : [{ name, why: words }];
  });
  takeTemperatures(seen, store);
  takeConsole(seen, lines?.gcode_store ?? []);
  if (list) await takeObjects(seen, list.objects, read);
}

async function takeObjects(seen: Observation, names: string[], read: Read): Promise<void> {
  const answer = await attempt(() => read('printer.objects.query', { objects: wantedObjects(names) }));
  const status = (answer as { status?: unknown } | null)?.status;
  if (typeof status === 'object' && status !== null && isHarmless(status)) {
    seen.objects = status as Record<string, FieldValues | undefined>;
  }
}

function takeTemperatures(seen: Observation, store: unknown): void {
  for (const [name, series] of Object.entries(parsed(TemperatureStore, store) ?? {})) {
    if (series.targets) seen.temperatures[name] = { celsius: series.temperatures, targets: series.targets };
  }
}

/** The printer's own times decide what is recent, so its clock may be wrong. */
function takeConsole(seen: Observation, lines: { message: string; time: number; type: string }[]): void {
  const newest = lines.at(-1)?.time ?? 0;
  seen.console = lines
    .filter((line) => line.type === 'response' && line.time >= newest - RECENT_SECONDS)
    .map((line) => withoutSecrets(line.message).slice(0, 500));
}

/** Null for what the world got wrong; our own mistakes still surface. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
    return null;
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}
