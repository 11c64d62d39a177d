import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { manualClock } from '../clock.ts';
import { connectPrinter } from '../connect-printer.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { parseAddress } from '../egress/address.ts';
import { startSimulator } from '../simulator/index.ts';
import { startRecorded } from '../simulator/recorded/index.ts';
import { tick } from '../testing/ticking.ts';
import { until } from '../testing/until.ts';
import { loopback } from '../testing/world.ts';
import { connectRecorded } from './recorder.ts';

const LONG = 'G4 P60000\n'.repeat(30);

/** A simulated printer and its recorder, on clocks that stand still until told to move; real files on both sides. */
async function recorded(files: Record<string, string> = { 'long.gcode': LONG }) {
  const directory = mkdtempSync(join(tmpdir(), 'saving-'));
  const clock = manualClock();
  const simulator = await startSimulator({ port: 0, clock: 'manual', wallSeconds: clock.nowMs() / 1000 });
  const gcodes = join(simulator.dataDirectory, 'gcodes');
  mkdirSync(gcodes, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(gcodes, name), text);
  const address = parseAddress(simulator.url);
  const printer = connectRecorded(
    { id: 'p', name: 'P', address, policy: loopback },
    { clock },
    { directory },
  );
  onTestFinished(async () => {
    printer.stop();
    await printer.blackBox.closed();
    await simulator.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const pass = async (seconds: number) => {
    for (let quarter = 0; quarter < seconds * 4; quarter += 1) {
      await simulator.advance(0.25);
      await tick(clock, 250);
    }
  };
  const passUntil = async (condition: () => boolean, what: string) => {
    for (let second = 0; second < 120 && !condition(); second += 1) await pass(1);
    expect(condition(), what).toBe(true);
  };
  /** Time goes on while an answer is awaited. */
  const whilePassing = async <T>(answer: Promise<T>): Promise<T> => {
    let done = false;
    const end = () => {
      done = true;
    };
    answer.then(end, end);
    while (!done) await pass(0.25);
    return answer;
  };
  const options = (origin: string) => ({ issuedAtMs: clock.nowMs(), origin });
  await passUntil(() => !printer.snapshot().stale && printer.components().length > 0, 'connected');
  const print = async (filename: string, origin = 'page:anna') => {
    await whilePassing(printer.command('printer.print.start', { filename }, options(origin)));
    await passUntil(() => printer.snapshot().job.state === 'printing', 'the print has begun');
  };
  return { simulator, printer, pass, passUntil, whilePassing, options, print };
}
type Recorded = Awaited<ReturnType<typeof recorded>>;

/** The one incident that lies on the disk by itself, a little after what happened. */
async function savedByItself({ printer, pass }: Recorded) {
  expect(await printer.blackBox.incidents(), 'nothing is saved before its time').toEqual([]);
  await pass(3);
  const names = await printer.blackBox.incidents();
  expect(names).toHaveLength(1);
  return names[0] ?? '';
}

/** Lives an incident again in the simulator; what the doctor says first at its end. */
async function firstFindingOfReplay({ printer }: Recorded, name: string) {
  const lines = await printer.blackBox.incident(name);
  const simulator = await startRecorded(lines, { port: 0, clock: 'manual' });
  const again = connectPrinter({
    id: 'r',
    name: 'R',
    address: parseAddress(simulator.url),
    policy: loopback,
  });
  onTestFinished(async () => {
    again.stop();
    await simulator.stop();
  });
  await again.whenReady(20_000);
  simulator.advance(simulator.lengthSeconds + 1);
  await again.query('server.info');
  const last = lines.findLast((line) => line.kind === 'klippy' || line.kind === 'job');
  await until(() => {
    const { klippy, job } = again.snapshot();
    return last?.kind === 'klippy' ? klippy.state === last.data.state : job.state === last?.data.state;
  }, 'the end of the recording');
  return (await diagnose({ printer: again })).findings[0]?.id;
}

describe('an incident is saved by itself, answers why, and replays in the simulator', () => {
  it('at a cancel: who it was', async () => {
    const world = await recorded();
    await world.print('long.gcode');
    await world.whilePassing(world.printer.command('printer.print.cancel', {}, world.options('page:ben')));
    await world.passUntil(() => world.printer.snapshot().job.state === 'cancelled', 'cancelled');
    const name = await savedByItself(world);
    expect(name).toMatch(/-cancelled\.jsonl$/);
    const { findings } = await world.whilePassing(diagnose({ printer: world.printer }));
    expect(findings.find(({ id }) => id === 'print.cancelled')).toMatchObject({
      cause: expect.stringContaining('page:ben'),
      evidence: expect.arrayContaining([expect.stringMatching(/printer\.print\.cancel by page:ben/)]),
    });
    await firstFindingOfReplay(world, name);
  });

  it('at an emergency stop in the middle of a print: once, though the print ends with it', async () => {
    const world = await recorded();
    await world.print('long.gcode');
    await world.whilePassing(world.printer.emergencyStop({ origin: 'chat:anna' }));
    const name = await savedByItself(world);
    expect(name).toMatch(/-emergency-stop\.jsonl$/);
    const { findings } = await world.whilePassing(diagnose({ printer: world.printer }));
    expect(findings[0]).toMatchObject({ id: 'estop.user', cause: expect.stringContaining('chat:anna') });
    expect(await firstFindingOfReplay(world, name)).toBe('mcu.command_request');
  });

  it('at a failure of the printer: the board that was lost', async () => {
    const world = await recorded();
    await world.print('long.gcode');
    world.simulator.faults.set('mcu-lost');
    await world.passUntil(() => world.printer.snapshot().klippy.state === 'shutdown', 'shutdown');
    const name = await savedByItself(world);
    expect(name).toMatch(/-shutdown\.jsonl$/);
    const { findings } = await world.whilePassing(diagnose({ printer: world.printer }));
    expect(findings[0]).toMatchObject({
      id: 'mcu.lost',
      evidence: expect.arrayContaining([expect.stringContaining('Klipper: shutdown')]),
    });
    expect(await firstFindingOfReplay(world, name)).toBe('mcu.lost');
  });

  it('at a failure of the file: the line that Klipper refused', async () => {
    const world = await recorded({ 'far.gcode': 'G28\nG90\nG4 P2000\nG1 X900 F6000\n' });
    await world.print('far.gcode');
    await world.passUntil(() => world.printer.snapshot().job.state === 'error', 'the error');
    const name = await savedByItself(world);
    expect(name).toMatch(/-error\.jsonl$/);
    const { findings } = await world.whilePassing(diagnose({ printer: world.printer }));
    expect(findings[0]?.id).toBe('cmd.out_of_range');
    expect(await firstFindingOfReplay(world, name)).toBe('cmd.out_of_range');
  });

  it('at a restart that ends in a configuration error', async () => {
    const world = await recorded();
    world.simulator.faults.set('config-pin');
    await world.passUntil(() => world.printer.snapshot().klippy.state === 'error', 'the error');
    const name = await savedByItself(world);
    expect(await firstFindingOfReplay(world, name)).toBe('cfg.pin');
  });

  it('not at a print that ends well', async () => {
    const world = await recorded({ 'short.gcode': 'M117 one\nG4 P3000\n' });
    await world.print('short.gcode');
    await world.passUntil(() => world.printer.snapshot().job.state === 'complete', 'complete');
    await world.pass(5);
    expect(await world.printer.blackBox.incidents()).toEqual([]);
  });

  it('also when the server ends within the two seconds after it', async () => {
    const world = await recorded();
    await world.print('long.gcode');
    await world.whilePassing(world.printer.emergencyStop({ origin: 'chat:anna' }));
    world.printer.stop();
    await world.printer.blackBox.closed();
    expect(await world.printer.blackBox.incidents()).toHaveLength(1);
  });
});
