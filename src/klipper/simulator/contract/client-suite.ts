import { createHash } from 'node:crypto';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { connectPrinter } from '../../connect-printer.ts';
import { parseAddress } from '../../egress/address.ts';
import { createEgressPolicy } from '../../egress/policy.ts';
import type { PrinterCredentials } from '../../moonraker/auth.ts';
import { until } from '../../testing/until.ts';
import type { Backend } from './backend.ts';
import { absentMethods, change, readEverything } from './client-reads.ts';
import { cube } from './suite.ts';

const policy = createEgressPolicy({ mode: 'home', allowLoopback: true });
const origin = 'contract';
const now = () => ({ issuedAtMs: Date.now(), origin });

/** Our own client on this Moonraker; it ends with the test. */
export async function clientOn(url: string, credentials: PrinterCredentials = {}) {
  const address = parseAddress(url);
  const printer = connectPrinter({ id: 'contract', name: 'Contract', address, policy, credentials });
  onTestFinished(() => {
    printer.stop();
  });
  await printer.whenReady(30_000);
  return printer;
}

/** What our client must do alike on every Moonraker. */
export function clientSuite(
  backend: () => Backend | { reason: string },
  { readOnly = false }: { readOnly?: boolean } = {},
): void {
  const on = async ({ skip }: TestContext, credentials?: PrinterCredentials) => {
    const found = backend();
    if ('reason' in found) return skip(found.reason);
    return clientOn(found.url, credentials ?? found.credentials);
  };

  it('client: every reading method of the typed map answers in its type; an absent part is "not available"', async (context) => {
    const printer = await on(context);
    const [file] = await printer.files.list();
    const [webcam] = printer.snapshot().webcams;
    const { jobs } = await printer.read('server.history.list', { limit: 1 });
    const devices = printer.components().includes('power')
      ? (await printer.read('machine.device_power.devices', {})).devices
      : [];
    const outcomes = await readEverything(printer, {
      file: file?.path ?? null,
      webcam: webcam?.name ?? null,
      job: jobs[0]?.job_id ?? null,
      device: devices[0]?.device ?? null,
    });
    const failed = Object.entries(outcomes).filter(([, outcome]) => typeof outcome === 'object');
    expect(failed).toEqual([]);
    const absent = Object.entries(outcomes).filter(([, outcome]) => outcome === 'not-available');
    const wanted = absentMethods(printer.components()).filter((name) => outcomes[name] !== 'not-asked');
    expect(absent.map(([name]) => name)).toEqual(wanted);
    expect(wanted).toContain('machine.update.status');
    expect(Object.values(outcomes).filter((outcome) => outcome === 'typed').length).toBeGreaterThan(25);
  });

  it('client: Klipper’s own API is read through the bridge', async (context) => {
    const printer = await on(context);
    const bridge = await printer.openKlippyBridge();
    try {
      expect(await bridge.request('info')).toMatchObject({ state: 'ready' });
      expect(await bridge.request('list_endpoints')).toMatchObject({ endpoints: expect.any(Array) });
      const stream = await bridge.stream('motion_report/dump_trapq', { name: 'toolhead' }, () => undefined);
      expect(stream.header).toEqual(expect.arrayContaining(['time', 'duration', 'start_velocity']));
      stream.stop();
    } finally {
      bridge.close();
    }
  });

  if (readOnly) return;

  it('client: files, folders, thumbnails and queue are changed and read again', async (context) => {
    const printer = await on(context);
    await printer.files.upload(
      {
        path: 'client/cube.gcode',
        sizeBytes: cube.length,
        sha256: createHash('sha256').update(cube).digest('hex'),
        open: () => new Blob([new Uint8Array(cube)]).stream(),
      },
      { overwrite: true },
    );
    expect(await printer.files.facts('client/cube.gcode')).toMatchObject({
      estimatedSeconds: 1145,
      layerHeightMillimetres: 0.2,
    });
    expect((await printer.files.thumbnail('client/cube.gcode', 200))?.mediaType).toBe('image/png');
    const thumbnails = await printer.read('server.files.thumbnails', { filename: 'client/cube.gcode' });
    expect(thumbnails.length).toBeGreaterThan(0);
    await change(printer, 'server.files.metascan', { filename: 'client/cube.gcode' });
    await change(printer, 'server.files.copy', {
      source: 'gcodes/client/cube.gcode',
      dest: 'gcodes/copy.gcode',
    });
    await change(printer, 'server.files.post_directory', { path: 'gcodes/client/inner' });
    await change(printer, 'server.files.move', {
      source: 'gcodes/copy.gcode',
      dest: 'gcodes/client/inner/moved.gcode',
    });
    await change(printer, 'server.files.delete_file', { path: 'gcodes/client/inner/moved.gcode' });
    const queue = await change(printer, 'server.job_queue.post_job', { filenames: ['client/cube.gcode'] });
    const { queued_jobs } = queue as { queued_jobs: { job_id: string }[] };
    await change(printer, 'server.job_queue.jump', { job_id: queued_jobs[0]?.job_id ?? '' });
    await change(printer, 'server.job_queue.delete_job', { all: true });
    await change(printer, 'server.files.delete_directory', { path: 'gcodes/client', force: true });
    expect((await printer.files.list()).map(({ path }) => path)).not.toContain('client/cube.gcode');
  });

  it('client: its own namespace, webcams and announcements', async (context) => {
    const printer = await on(context);
    const namespace = 'cloudprint_contract';
    await change(printer, 'server.database.post_item', { namespace, key: 'a.b', value: { c: 1 } });
    expect(await printer.read('server.database.get_item', { namespace, key: 'a' })).toMatchObject({
      value: { b: { c: 1 } },
    });
    expect((await printer.read('server.database.list', {})).namespaces).toContain(namespace);
    await change(printer, 'server.database.delete_item', { namespace, key: 'a' });
    await change(printer, 'server.webcams.post_item', {
      name: 'contract',
      snapshot_url: '/none',
      stream_url: '/none',
      service: 'mjpegstreamer',
    });
    await until(() => printer.snapshot().webcams.some(({ name }) => name === 'contract'), 'the new camera');
    await printer.read('server.webcams.get_item', { name: 'contract' });
    await printer.read('server.webcams.test', { name: 'contract' });
    await change(printer, 'server.webcams.delete_item', { name: 'contract' });
    await printer.read('server.announcements.feeds', {});
  });

  it('client: G-code with its answers, a refusal with its whole text, an unknown command told', async (context) => {
    const printer = await on(context);
    const version = await printer.gcode(['M115'], now());
    expect(version).toMatchObject({ status: 'done', responses: [expect.stringContaining('FIRMWARE_NAME')] });
    // Too cold, or too long where an earlier case has left it hot: both of two lines.
    expect(await printer.gcode(['M83', 'G1 E5000 F300'], now())).toMatchObject({
      status: 'refused',
      message: expect.stringMatching(
        /^Extrude (below minimum temp|only move too long .*)\nSee the '\w+' config option for details$/,
      ),
    });
    expect(await printer.gcode(['NO_SUCH_COMMAND'], now())).toMatchObject({
      status: 'done',
      responses: ['// Unknown command:"NO_SUCH_COMMAND"'],
    });
  });

  it('client: an emergency stop is seen, and after the firmware restart the subscription lives again', async (context) => {
    const printer = await on(context);
    expect(await printer.emergencyStop({ origin })).toMatchObject({ status: 'stopped' });
    expect(await printer.gcode(['G28'], now())).toMatchObject({ status: 'refused' });
    await printer.command('printer.firmware_restart', {}, now());
    await until(() => printer.snapshot().klippy.state === 'ready', 'ready again', 60_000);
    await printer.gcode(['M104 S40'], now());
    await until(() => printer.snapshot().sensors[0]?.targetCelsius === 40, 'live values after the restart');
    await printer.gcode(['TURN_OFF_HEATERS'], now());
  });

  it('client: a restart of Moonraker in the middle is survived, and consistent afterwards', async (context) => {
    const printer = await on(context);
    await printer.gcode(['M140 S45'], now());
    await until(
      () => printer.snapshot().sensors.some(({ targetCelsius }) => targetCelsius === 45),
      'the target',
    );
    await printer.command('server.restart', {}, now());
    await until(() => printer.snapshot().stale, 'gone', 30_000);
    await until(
      () =>
        !printer.snapshot().stale &&
        printer.snapshot().sensors.some(({ targetCelsius }) => targetCelsius === 45),
      'back, with what was heating',
      60_000,
    );
    await printer.gcode(['TURN_OFF_HEATERS'], now());
  });
}
