import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfigFile } from '../config/files.ts';
import { callTool } from '../call.ts';
import { systemClock } from '../clock.ts';
import { isRefusal } from '../refusal.ts';
import { registry } from './index.ts';
import { principal } from '../testing/world.ts';
import { startSimulatedWorld, type SimulatedWorld } from '../testing/simulated.ts';

let world: SimulatedWorld;
beforeAll(async () => {
  world = await startSimulatedWorld({ speed: 100 });
}, 30_000);
afterAll(() => world.stop());

async function put(path: string): Promise<void> {
  const bytes = gunzipSync(
    readFileSync(`${import.meta.dirname}/../../tests/fixtures/gcode/cube_thumb.gcode.gz`),
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const open = () => new Blob([bytes]).stream();
  await world.printer.files.upload({ path, sizeBytes: bytes.length, sha256, open });
}

/** The catalogue against the simulated printer, over the real client: what is done is confirmed by its state. */
describe('tools on a simulated printer', () => {
  it('homes, moves, heats, tunes and switches', async () => {
    for (const [tool, args, text] of [
      ['home', {}, 'Homed: XYZ'],
      ['move', { x_mm: 100, y_mm: 90, z_mm: 30, absolute: true }, 'X 100, Y 90, Z 30'],
      ['set_temperature', { heater: 'nozzle', target_c: 200 }, 'heats to 200'],
      ['tune_print', { speed_pct: 110, pressure_advance: 0.05, accel_mm_s2: 1500 }, 'speed to 110'],
      ['set_output', { name: 'caselight', percent: 100 }, '100 %'],
      ['send_gcode', { commands: ['m105', 'G90', 'g1x110 F3000'] }, 'G1 X110 F3000'],
    ] as const) {
      const ended = await world.act(tool, args);
      expect(ended.outcome?.text, tool).toContain(text);
      expect(ended.status, tool).toBe('done');
    }
  }, 30_000);

  it('every tool answers with observed_at and stale, whatever came of it', async () => {
    await put('seen.gcode');
    const offer = { printers: world.printers, gate: world.gate, clock: systemClock, links: {} };
    const needed: Record<string, object> = {
      ...{
        get_file: { path: 'seen.gcode' },
        preflight: { path: 'seen.gcode' },
        start_print: { path: 'seen.gcode' },
      },
      ...{
        delete_file: { path: 'seen.gcode' },
        get_action: { action_id: 'a' },
        withdraw_action: { action_id: 'a' },
        move: { x_mm: 1 },
      },
      ...{ watch_print: { until: 'fault', timeout_s: 5 }, set_temperature: { heater: 'bed', target_c: 50 } },
      ...{ exclude_object: { object: 'A' }, filament: { action: 'load' }, tune_print: { fan_pct: 10 } },
      ...{ set_output: { name: 'caselight', percent: 1 }, manage_queue: { action: 'pause' } },
      ...{ set_spool: { spool_id: 0 }, run_plan: { steps: [{ tool: 'home' }] } },
      ...{ create_upload: { name: 'a.gcode', size_bytes: 1 }, calibrate: { routine: 'probe_accuracy' } },
      ...{ manage_file: { action: 'create_folder', path: 'a' }, manage_mesh: { action: 'clear' } },
      ...{ edit_config: { file: 'printer.cfg', section: 'fan', set: { a: 1 }, base_sha256: 'x' } },
      ...{ restart: { target: 'klipper' }, run_macro: { name: 'X' }, send_gcode: { commands: ['M105'] } },
    };
    for (const tool of registry.all.filter(({ effect }) => effect !== 'stops')) {
      const { structuredContent, isError, content } = await callTool(tool, needed[tool.name] ?? {}, {
        ...{ ...offer, principal: principal({ userId: tool.name }) },
      });
      // No such action: an error of a tool that reads is words alone, since it cannot fit what the tool answers.
      const noSuchAction = tool.name === 'get_action' || tool.name === 'withdraw_action';
      if (noSuchAction) expect([isError, structuredContent]).toEqual([true, undefined]);
      if (noSuchAction) continue;
      const fresh = { observed_at: expect.stringMatching(/^20\d\d-/) as string, stale: false };
      expect(structuredContent, `${tool.name}: ${JSON.stringify(content)}`).toMatchObject(fresh);
    }
  }, 30_000);

  it.each([
    [{ routine: 'bed_mesh' }, 'matrix'],
    [{ routine: 'screws_tilt' }, 'screws'],
    [{ routine: 'probe_accuracy' }, 'standard_deviation_mm'],
    [{ routine: 'pid_bed', target_c: 60 }, 'kp'],
    [{ routine: 'pid_extruder', target_c: 210 }, 'kd'],
  ])(
    'calibrates %j with a structured result',
    async (args, key) => {
      const ended = await world.act('calibrate', args);
      expect(ended.outcome?.result, ended.outcome?.text).toMatchObject({
        result: { [key]: expect.anything() },
      });
    },
    60_000,
  );

  it('leads through the paper test and saves what was found', async () => {
    await world.act('calibrate', { routine: 'z_offset' });
    const lower = await world.act('calibrate', { routine: 'z_offset', step: 'adjust', adjust_mm: -0.1 });
    expect(lower.outcome?.result).toMatchObject({ result: { active: true } });
    const taken = await world.act('calibrate', { routine: 'z_offset', step: 'accept' });
    expect(taken.outcome?.result).toMatchObject({ result: { active: false } });
    const saved = await world.act('save_calibration');
    expect(saved).toMatchObject({ status: 'done', outcome: { result: { state: 'ready' } } });
    expect(JSON.stringify(saved.outcome?.result)).toContain('z_offset');
  }, 60_000);

  it('measures and saves with one approval, and says so before', async () => {
    const steps = [
      { tool: 'calibrate', args: { routine: 'bed_mesh', profile: 'smooth' } },
      { tool: 'save_calibration', args: {} },
    ];
    const ended = await world.plan(steps);
    expect(ended.summary.title).toContain('Save what was found');
    expect(JSON.stringify(ended.summary.facts)).toContain('without being shown first');
    expect(ended.outcome?.text).toContain('Saved, and Klipper is ready again.');
    expect(JSON.stringify(ended.outcome?.result)).toContain('bed_mesh smooth');
  }, 60_000);

  it('prints a real file: start, pause, resume, cancel', async () => {
    await put('cube.gcode');
    for (const [tool, state] of [
      ['start_print', 'printing'],
      ['pause_print', 'paused'],
      ['resume_print', 'printing'],
      ['cancel_print', 'cancelled'],
    ] as const) {
      const ended = await world.act(tool, tool === 'start_print' ? { path: 'cube.gcode' } : {});
      expect(ended.outcome?.result, tool).toMatchObject({ state });
    }
  }, 60_000);

  it('adds a macro to the configuration, which is there after a restart', async () => {
    const file = await readConfigFile(world.printer, 'printer.cfg');
    if (isRefusal(file)) throw new Error(file.refused.message);
    const set = { gcode: 'TURN_OFF_HEATERS\nM107' };
    const base = { file: 'printer.cfg', section: 'gcode_macro COOLDOWN', base_sha256: file.sha256 };
    expect((await world.act('edit_config', { ...base, set })).status).toBe('done');
    expect((await world.act('restart', { target: 'klipper' })).status).toBe('done');
    await expect
      .poll(() => world.printer.snapshot().macros.map((macro) => macro.name), { timeout: 5_000 })
      .toContain('COOLDOWN');
    expect((await world.act('run_macro', { name: 'COOLDOWN' })).status).toBe('done');
  }, 60_000);
});
