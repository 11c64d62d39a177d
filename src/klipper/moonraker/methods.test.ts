import { describe, expect, it } from 'vitest';
import { readRecordings } from '../simulator/replay/recordings.ts';
import { changesPrinter, METHODS } from './methods.ts';
import type { MethodName } from './methods.ts';

/** The method behind a path of the HTTP API; null for what is none of ours. */
function methodOf(verb: string, path: string): MethodName | null {
  const parts = path.slice(1).split('/');
  const file = verb === 'DELETE' && path.startsWith('/server/files/') && !path.endsWith('/directory');
  const last = parts.pop() ?? '';
  const names = file
    ? ['server.files.delete_file']
    : [[...parts, last].join('.'), [...parts, `${verb.toLowerCase()}_${last}`].join('.')];
  return names.find((name): name is MethodName => Object.hasOwn(METHODS, name)) ?? null;
}

const CHANGES = [
  'server.logs.rollover',
  'server.restart',
  'printer.emergency_stop',
  'printer.restart',
  'printer.firmware_restart',
  'printer.gcode.script',
  'printer.print.start',
  'printer.print.pause',
  'printer.print.resume',
  'printer.print.cancel',
  'machine.shutdown',
  'machine.reboot',
  'machine.services.restart',
  'machine.services.stop',
  'machine.services.start',
  'server.files.metascan',
  'server.files.post_directory',
  'server.files.delete_directory',
  'server.files.move',
  'server.files.copy',
  'server.files.zip',
  'server.files.delete_file',
  'access.login',
  'access.logout',
  'access.refresh_jwt',
  'server.database.post_item',
  'server.database.delete_item',
  'server.job_queue.post_job',
  'server.job_queue.delete_job',
  'server.job_queue.pause',
  'server.job_queue.start',
  'server.job_queue.jump',
  'server.announcements.update',
  'server.announcements.dismiss',
  'server.webcams.post_item',
  'server.webcams.delete_item',
  'machine.device_power.post_device',
  'server.history.delete_job',
];

describe('methods', () => {
  it('knows of each whether it changes something', () => {
    expect(Object.keys(METHODS).filter(changesPrinter)).toEqual(CHANGES);
  });

  it('reads every recorded answer of a real Moonraker, each as the type of its method', () => {
    const seen = new Set<string>();
    const wrong: string[] = [];
    for (const { name, request, response } of readRecordings().http) {
      if (!response || response.status !== 200) continue;
      const method = methodOf(request.method, request.path);
      const body = response.body as { result?: unknown } | null;
      if (method === null || body?.result === undefined) continue;
      seen.add(method);
      const parsed = METHODS[method].result.safeParse(body.result);
      if (!parsed.success) wrong.push(`${name}: ${parsed.error.message}`);
    }
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThanOrEqual(47);
  });

  it('takes reads for reads and others for changes, also where they are not in the map', () => {
    for (const read of [
      'server.spoolman.status',
      'server.history.get_job',
      'machine.update.status',
      'server.files.thumbnails',
    ]) {
      expect(changesPrinter(read)).toBe(false);
    }
    for (const change of [
      'machine.reboot',
      'machine.update.full',
      'server.history.delete_job',
      'server.webcams.post_item',
    ]) {
      expect(changesPrinter(change)).toBe(true);
    }
  });
});
