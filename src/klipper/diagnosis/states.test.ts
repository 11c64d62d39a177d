import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../tests/support/processes.ts';
import { startSilence, startStranger } from '../../../tests/support/addresses.ts';
import { manualClock } from '../clock.ts';
import { parseAddress } from '../egress/address.ts';
import { startSimulator } from '../simulator/index.ts';
import { machineBench } from '../simulator/machine/testing.ts';
import { practiceMacrosCfg, practicePrinterCfg } from '../simulator/machine/default-config.ts';
import { loopback } from '../testing/world.ts';
import { diagnose } from './diagnose.ts';
import { sourceOf } from './finding.ts';
import { findingOfCommand } from './messages/index.ts';
import { UNPROVOKED } from './states.ts';

const knowledge = join(import.meta.dirname, '../../../prompts/knowledge');

/** Every state the knowledge files name, such as `net.dns`, with the files it stands in. */
function knownStates(): Map<string, string[]> {
  const states = new Map<string, string[]>();
  for (const file of readdirSync(knowledge).filter((name) => name.startsWith('trouble-'))) {
    if (file === 'trouble-ladder.md') continue;
    const text = readFileSync(join(knowledge, file), 'utf8');
    const names = text.matchAll(
      /\b(?:net|auth|ws|mr|klippy|cfg|mcu|heat|tmc|estop|host|cam|file|cmd|home|probe|shaper|sd|gcode|tun)\.[a-z_0-9]+\b(?!\.)|(?<=`)(?:runout|idle_timeout)(?=`)/g,
    );
    for (const [name] of names)
      if (!NO_STATES.test(name)) states.set(name, [...(states.get(name) ?? []), file]);
  }
  return states;
}
/** Files and options that look like one. */
const NO_STATES = /\.(log|sock|cfg|conf|py|sh|service|local|md)$/;

it('every state of the knowledge files is provoked in a test of the doctor, or excepted with a reason', () => {
  const tests = [import.meta.dirname, join(import.meta.dirname, '../black-box')]
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const states = [...knownStates().keys()];
  expect(states.length).toBeGreaterThan(70);
  const isTested = (id: string) => tests.includes(`'${id}'`);
  expect(states.filter((id) => !isTested(id) && !Object.hasOwn(UNPROVOKED, id))).toEqual([]);
  expect(Object.keys(UNPROVOKED).filter((id) => !states.includes(id))).toEqual([]);
});

it('each finding names the knowledge file in which its state stands', () => {
  const wrong = [...knownStates()].filter(
    ([id, files]) => !files.some((file) => sourceOf(id) === `knowledge/${file}#${id}`),
  );
  expect(wrong).toEqual([]);
});

const ids = async (address: string, usualPorts: number[] = []) =>
  (
    await diagnose({ address: parseAddress(address), policy: loopback, usualPorts, patienceMs: 1_000 })
  ).findings.map(({ id }) => id);

it('a computer that is switched off is net.timeout', async () => {
  const silence = await startSilence();
  onTestFinished(() => {
    silence.stop();
  });
  expect((await ids(silence.address))[0]).toBe('net.timeout');
}, 30_000);

it('a port without Moonraker, on a computer that has one elsewhere, is net.wrong_port', async () => {
  const simulator = await startSimulator({ port: 0 });
  const stranger = await startStranger('Router');
  onTestFinished(async () => {
    stranger.stop();
    await simulator.stop();
  });
  expect((await ids(stranger.address, [simulator.port]))[0]).toBe('net.wrong_port');
  expect((await ids(`127.0.0.1:${String(await freePort())}`, [simulator.port]))[0]).toBe('net.wrong_port');
  expect((await ids(stranger.address))[0]).toBe('net.not_moonraker');
}, 30_000);

it('a printer without a camera is told as such: cam.none', async () => {
  const simulator = await startSimulator({ port: 0, preset: { preset: {}, world: { webcams: [] } } });
  onTestFinished(() => simulator.stop());
  expect(await ids(simulator.url)).toEqual(['cam.none']);
}, 30_000);

it('SAVE_CONFIG of what an included file sets is cfg.save_conflict', () => {
  const mesh = /\[probe\][\s\S]*?\n\n/.exec(practicePrinterCfg)?.[0] ?? '';
  const config = {
    'printer.cfg': `[include probe.cfg]\n${practicePrinterCfg.replace(mesh, '')}`,
    'probe.cfg': mesh,
    'macros.cfg': practiceMacrosCfg,
  };
  const bench = machineBench({ config });
  expect(bench.run('SET_GCODE_OFFSET Z_ADJUST=0.1\nZ_OFFSET_APPLY_PROBE')).toBeNull();
  const refusal = bench.run('SAVE_CONFIG') ?? '';
  expect(findingOfCommand(refusal)?.id).toBe('cfg.save_conflict');
});

it('a print that was to start beside another is sd.busy; a pause that took too long is idle_timeout', async () => {
  const bench = machineBench({ gcodes: { 'a.gcode': 'G4 P9000\n'.repeat(9) } });
  bench.run('SDCARD_PRINT_FILE FILENAME=a.gcode');
  expect(findingOfCommand(bench.run('SDCARD_PRINT_FILE FILENAME=a.gcode') ?? '')?.id).toBe('sd.busy');

  const clock = manualClock();
  const simulator = await startSimulator({ port: 0, clock: 'manual', wallSeconds: clock.nowMs() / 1000 });
  onTestFinished(() => simulator.stop());
  const post = (path: string) => fetch(`${simulator.url}${path}`, { method: 'POST' });
  const form = new FormData();
  form.append('file', new Blob(['G4 P1000\n'.repeat(90)]), 'a.gcode');
  await fetch(`${simulator.url}/server/files/upload`, { method: 'POST', body: form });
  await post('/printer/print/start?filename=a.gcode');
  await simulator.advance(3);
  const paused = post('/printer/print/pause');
  await simulator.advance(3);
  await paused;
  await simulator.advance(700);
  let done = false;
  const findings = ids(simulator.url).finally(() => (done = true));
  while (!done) {
    await simulator.advance(0.25);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(await findings).toContain('idle_timeout');
}, 30_000);
