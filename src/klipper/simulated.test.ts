import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectPrinter } from './connect-printer.ts';
import { parseAddress } from './egress/address.ts';
import { startSimulator } from './simulator/index.ts';
import { until } from './testing/until.ts';
import { decidedNow, loopback } from './testing/world.ts';

/** The client against the simulated printer: the real wire, a real machine, no scripted answers. */
async function world(options: { faults?: string[]; apiKey?: string; speed?: number } = {}) {
  const simulator = await startSimulator({ port: 0, speed: 60, ...options });
  const printer = connectPrinter({
    id: 'sim',
    name: 'Practice',
    address: parseAddress(`127.0.0.1:${String(simulator.port)}`),
    policy: loopback,
    ...(options.apiKey === undefined ? {} : { credentials: { apiKey: options.apiKey } }),
  });
  onTestFinished(async () => {
    printer.stop();
    await simulator.stop();
  });
  await printer.whenReady(20_000);
  return { simulator, printer };
}

const cube = gunzipSync(
  readFileSync(new URL('../../tests/fixtures/gcode/cube_thumb.gcode.gz', import.meta.url)),
);

const source = (path: string) => ({
  path,
  sizeBytes: cube.length,
  sha256: createHash('sha256').update(cube).digest('hex'),
  async *open() {
    yield new Uint8Array(cube);
  },
});

describe('client and simulated printer', () => {
  it('reads, uploads, prints, pauses, resumes and cancels', async () => {
    const { printer, simulator } = await world();
    expect(printer.snapshot().sensors.map((sensor) => sensor.kind)).toEqual(
      expect.arrayContaining(['nozzle', 'bed']),
    );
    const file = await printer.files.upload(source('folder/cube.gcode'));
    expect(file.sizeBytes).toBe(cube.length);
    const facts = await printer.files.facts('folder/cube.gcode');
    expect(facts?.estimatedSeconds).toBeGreaterThan(0);
    expect((await printer.files.thumbnail('folder/cube.gcode', 300))?.mediaType).toBe('image/png');

    const started = await printer.command(
      'printer.print.start',
      { filename: 'folder/cube.gcode' },
      decidedNow(),
    );
    expect(started.status).toBe('done');
    await until(() => printer.snapshot().job.state === 'printing', 'printing');
    await until(() => (printer.snapshot().job.progress ?? 0) > 0.01, 'progress', 20_000);
    await until(() => printer.snapshot().job.slicerEstimateSeconds !== null, 'the facts of the file');
    const { job } = printer.snapshot();
    expect(job.path).toBe('folder/cube.gcode');
    expect(job.slicerEstimateSeconds).toBeGreaterThan(0);
    expect(job.remainingSeconds).toBeGreaterThan(0);
    expect(job.hasThumbnail).toBe(true);

    expect((await printer.command('printer.print.pause', {}, decidedNow())).status).toBe('done');
    await until(() => printer.snapshot().job.state === 'paused', 'paused', 30_000);
    expect(
      (await printer.command('printer.print.start', { filename: 'folder/cube.gcode' }, decidedNow())).status,
    ).toBe('not-sent');
    expect((await printer.command('printer.print.resume', {}, decidedNow())).status).toBe('done');
    await until(() => printer.snapshot().job.state === 'printing', 'printing again', 30_000);
    expect((await printer.command('printer.print.cancel', {}, decidedNow())).status).toBe('done');
    await until(() => printer.snapshot().job.state === 'cancelled', 'cancelled', 30_000);
    expect(simulator.requests.filter((call) => call.rpcMethod === 'printer.print.start').length).toBe(1);
  }, 60_000);

  it('stops at once, says so when it is seen, and comes back after a firmware restart', async () => {
    const { printer } = await world();
    const outcome = await printer.emergencyStop();
    expect(outcome.status).toBe('stopped');
    expect(printer.snapshot().klippy.state).toBe('shutdown');
    await printer.command('printer.firmware_restart', {}, decidedNow());
    await until(
      () => printer.snapshot().klippy.state === 'ready' && !printer.snapshot().stale,
      'ready',
      15_000,
    );
  });

  it('hands over what an unknown command says', async () => {
    const { printer } = await world();
    const outcome = await printer.gcode(['NO_SUCH_THING'], decidedNow());
    expect(outcome).toMatchObject({
      status: 'done',
      responses: [expect.stringContaining('Unknown command')],
    });
    const refused = await printer.gcode(['G1 X10'], decidedNow());
    expect(refused).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('Must home axis first'),
    });
  });

  it('takes camera pictures and a stream', async () => {
    const { printer } = await world();
    await until(() => printer.snapshot().webcams.length > 0, 'a camera');
    expect((await printer.cameras.snapshot()).mediaType).toBe('image/jpeg');
    const { body } = await printer.cameras.stream(undefined, {});
    const reader = body.getReader();
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    await reader.cancel();
  });

  it('has the temperatures of the last minutes', async () => {
    const { printer } = await world();
    const series = await printer.temperatureHistory(5);
    const nozzle = series.find((each) => each.kind === 'nozzle');
    expect(nozzle?.celsius.length).toBeGreaterThan(0);
    expect(nozzle?.targetCelsius.length).toBe(nozzle?.celsius.length);
  });

  it('lost answers: the outcome is unknown, and the printer heard it once', async () => {
    const { printer, simulator } = await world();
    await printer.files.upload(source('cube.gcode'));
    simulator.faults.set('lost-answers');
    const before = simulator.requests.length;
    const outcome = await printer.command(
      'printer.print.start',
      { filename: 'cube.gcode' },
      { ...decidedNow(), timeoutMs: 700 },
    );
    expect(outcome.status).toBe('unknown');
    await until(() => printer.snapshot().job.state === 'printing', 'the truth is read');
    expect(simulator.requests.length - before).toBe(1);
  });

  it.each([['duplicated-notifications'], ['reordered-notifications'], ['slow']])(
    'is right in the end with %s',
    async (fault) => {
      const { printer, simulator } = await world();
      simulator.faults.set(fault);
      await printer.gcode(['M104 S60'], decidedNow());
      await until(() => printer.snapshot().sensors[0]?.targetCelsius === 60, 'the target', 30_000);
      await until(() => (printer.snapshot().sensors[0]?.celsius ?? 0) > 40, 'it warms up', 30_000);
    },
    40_000,
  );

  it('is let in with its key only', async () => {
    const { printer } = await world({ apiKey: 'a-key' });
    expect(printer.snapshot().klippy.state).toBe('ready');
  });
});
