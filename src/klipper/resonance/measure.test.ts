import { describe, expect, it, onTestFinished } from 'vitest';
import { connectPrinter } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import { PrinterError } from '../errors.ts';
import { startSimulator } from '../simulator/index.ts';
import { loopback } from '../testing/world.ts';
import { measureNoise, measureResonances, type MeasureProgress } from './measure.ts';
import { compareBelts } from './belts.ts';
import { AXIS_WORDS, type Direction } from './chips.ts';
import { peakHertz } from '../tuning/resonance/peak.ts';

const SENSOR =
  '[adxl345]\ncs_pin: rpi:None\n[resonance_tester]\naccel_chip: adxl345\nprobe_points: 100,100,20\n';

interface World {
  resonances?: Partial<Record<Direction, { hertz: number; damping?: number }>>;
  config?: string;
  faults?: string[];
}

/** A printer whose time passes only while something waits for it, as fast as the machine can. */
async function world({ resonances = {}, config = SENSOR, faults = [] }: World = {}) {
  const simulator = await startSimulator({
    port: 0,
    clock: 'manual',
    preset: { preset: {}, overrides: { config_extra: config, resonances } },
    faults,
  });
  const printer = connectPrinter({
    id: 'sim',
    name: 'Practice',
    address: parseAddress(`127.0.0.1:${String(simulator.port)}`),
    policy: loopback,
  });
  onTestFinished(async () => {
    printer.stop();
    await simulator.stop();
  });
  await printer.whenReady(20_000);
  const told: MeasureProgress[] = [];
  const sent = () => simulator.requests.map((call) => JSON.stringify(call.params)).join();
  const measure = async (
    axes: readonly Direction[],
    on: Parameters<typeof measureResonances>[0] = printer,
  ) => {
    let over = false;
    const lines = ['G28', ...axes.map((axis) => `TEST_RESONANCES AXIS=${AXIS_WORDS[axis]} OUTPUT=raw_data`)];
    const ending = measureResonances(on, {
      axes,
      run: () => printer.gcode(lines, { issuedAtMs: Date.now(), origin: 'test', timeoutMs: 600_000 }),
      onProgress: (progress) => told.push(progress),
    }).finally(() => (over = true));
    ending.catch(() => undefined);
    while (!over) await simulator.advance(1);
    return ending;
  };
  return { simulator, printer, measure, told, sent };
}

const failureOf = (ending: Promise<unknown>) =>
  ending.then(
    () => Promise.reject(new Error('it was measured')),
    (error: unknown) => error as PrinterError,
  );

describe('measuring resonances on the printer', () => {
  it.each([
    { x: 52.4, y: 39.2 },
    { x: 71.3, y: 28.7 },
  ])(
    'gives back the resonances the printer was built with: %j',
    async ({ x, y }) => {
      const { measure, told } = await world({ resonances: { x: { hertz: x }, y: { hertz: y } } });
      const outcome = await measure(['x', 'y']);
      if (outcome.status !== 'measured') throw new Error('not measured');
      expect(outcome.noise).toMatchObject({ healthy: true });
      for (const [index, built] of [x, y].entries()) {
        const { axis, analysis } = outcome.axes[index]!;
        expect(axis).toBe('xy'[index]);
        expect(Math.abs(peakHertz(analysis.spectra[0]!) - built)).toBeLessThan(1);
        expect(analysis.warnings).toEqual([]);
        expect(analysis.recommended.vibrations).toBeLessThan(0.1);
        expect(analysis.recordings[0]!.samplingHertz).toBeCloseTo(3200, 0);
      }
      const live = told.findLast(({ phase, axis }) => phase === 'sweep' && axis === 'y')!;
      expect(Math.abs(peakHertz((await live.spectrum())!) - y)).toBeLessThan(1.5);
      expect(told.map(({ phase }) => phase)).toContain('analysis');
    },
    60_000,
  );

  it.each([
    [
      { a: 61, b: 61.4 },
      { even: true, advice: /even: leave them/ },
    ],
    [
      { a: 64, b: 52 },
      { even: false, advice: /Belt B is the looser one: tighten it/ },
    ],
  ])(
    'compares the belts of a CoreXY: %j',
    async (built, told) => {
      const { measure } = await world({ resonances: { a: { hertz: built.a }, b: { hertz: built.b } } });
      const outcome = await measure(['a', 'b']);
      if (outcome.status !== 'measured') throw new Error('not measured');
      expect(outcome.axes.map(({ axis }) => axis)).toEqual(['a', 'b']);
      const [a, b] = outcome.axes.map(({ analysis }) => analysis.spectra[0]!);
      const compared = compareBelts(a!, b!);
      expect(compared).toMatchObject({
        even: told.even,
        advice: expect.stringMatching(told.advice) as string,
      });
      for (const { belt, peak_hz } of compared.belts) {
        expect(Math.abs(peak_hz - built[belt])).toBeLessThan(1);
      }
    },
    60_000,
  );

  it('judges the noise alone, without moving', async () => {
    const { printer, simulator, sent } = await world();
    let over = false;
    const listening = measureNoise(printer).finally(() => (over = true));
    while (!over) await simulator.advance(0.2);
    expect(await listening).toMatchObject({ healthy: true });
    expect(sent()).not.toContain('G28');
  });

  it('the practice printer has a sensor of its own, to try it with no hardware', async () => {
    const simulator = await startSimulator({ port: 0, clock: 'manual' });
    const address = parseAddress(simulator.url);
    const printer = connectPrinter({ id: 'p', name: 'Practice', address, policy: loopback });
    onTestFinished(async () => {
      printer.stop();
      await simulator.stop();
    });
    await printer.whenReady(20_000);
    let over = false;
    const listening = measureNoise(printer).finally(() => (over = true));
    while (!over) await simulator.advance(0.2);
    expect(await listening).toMatchObject({ healthy: true });
    expect(printer.commands().has('SHAPER_CALIBRATE')).toBe(true);
  });

  it('says what to buy and configure where there is no accelerometer', async () => {
    const { measure, sent } = await world({ config: '' });
    const error = await failureOf(measure(['x']));
    expect(error).toMatchObject({ kind: 'not-available' });
    expect(error.tryThis.join(' ')).toMatch(/ADXL345.*SPI.*resonance_tester/);
    expect(sent()).not.toContain('TEST_RESONANCES');
  });

  it.each([
    ['accelerometer-dead', /does not measure/],
    ['accelerometer-noisy', /Noise is high/],
  ])('does not move a printer with the fault %s', async (fault, words) => {
    const { measure, sent } = await world({ faults: [fault] });
    const error = await failureOf(measure(['x']));
    expect(error).toMatchObject({ kind: 'bad-answer' });
    expect(error.message).toMatch(words);
    expect(error.message).toContain('Nothing was moved');
    expect(sent()).not.toContain('G28');
  });

  it('refuses a test that was too short to be told from other motion', async () => {
    const { measure } = await world({
      config: SENSOR.replace('[resonance_tester]', '[resonance_tester]\nmax_freq: 6'),
    });
    const outcome = await failureOf(measure(['x']));
    expect(outcome).toMatchObject({ kind: 'bad-answer' });
    expect(outcome.message).toContain('has not reported the motion');
  });

  it('is patient with a host that is slow to answer after the test', async () => {
    const { measure, printer } = await world({
      config: SENSOR.replace('[resonance_tester]', '[resonance_tester]\nmax_freq: 60\nhz_per_sec: 2'),
    });
    let late = 2;
    const openKlippyBridge = async () => {
      const bridge = await printer.openKlippyBridge();
      const request: typeof bridge.request = (method, params) => {
        if (method !== 'info' || late === 0) return bridge.request(method, params);
        late -= 1;
        return Promise.reject(new PrinterError({ kind: 'timeout', asked: method, wrong: 'nothing came' }));
      };
      return { ...bridge, request };
    };
    const parts = {
      settings: () => printer.settings(),
      snapshot: () => printer.snapshot(),
      openKlippyBridge,
    };
    expect(await measure(['x'], parts)).toMatchObject({ status: 'measured', axes: [{ axis: 'x' }] });
    expect(late).toBe(0);
  }, 60_000);

  it('can be stopped before anything moves', async () => {
    const { printer, simulator, sent } = await world();
    const stop = new AbortController();
    const run = () => printer.gcode(['G28'], { issuedAtMs: Date.now(), origin: 'test' });
    const ending = failureOf(measureResonances(printer, { axes: ['x'], run, signal: stop.signal }));
    stop.abort();
    await simulator.advance(1);
    expect(await ending).toMatchObject({ kind: 'cancelled' });
    expect(sent()).not.toContain('G28');
  });

  it.each([
    ['accelerometer-gaps', /samples are missing/],
    ['accelerometer-clipped', /clipped/],
  ])(
    'says so where a recording cannot be trusted fully: %s',
    async (fault, words) => {
      const { measure } = await world({ faults: [fault] });
      const outcome = await measure(['x']);
      expect(outcome).toMatchObject({ status: 'measured' });
      expect(outcome.status === 'measured' && outcome.axes[0]!.analysis.warnings.join()).toMatch(words);
    },
    60_000,
  );
});
