import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { estimatePrintTime, plannerSettings } from '../../tuning/index.ts';
import { queryObject } from '../objects/index.ts';
import { machineBench } from './testing.ts';

it.each([
  'gcode/honeycomb_std',
  'ground-truth/print-time/gcode/cube_fast',
  'ground-truth/print-time/gcode/text_std',
  'ground-truth/print-time/gcode/vase_spiral',
])('%s takes as long as Klipper’s own planner says, within two percent', async (name) => {
  const path = `../../../../tests/fixtures/${name}.gcode.gz`;
  const bytes = gunzipSync(readFileSync(new URL(path, import.meta.url)));
  const bench = machineBench({ gcodes: { 'a.gcode': bytes.toString('latin1') } });
  const { machine } = bench;
  expect(bench.run('SDCARD_PRINT_FILE FILENAME=a.gcode')).toBeNull();
  while (machine.printStats.state === 'printing') bench.pass(60);
  const { state, totalDuration, initDuration } = machine.printStats;
  expect(state).toBe('complete');

  const settings = queryObject(machine, 'configfile')?.['settings'] as Record<string, unknown>;
  const planner = plannerSettings(settings, queryObject(machine, 'toolhead') ?? {});
  const { totalSeconds } = await estimatePrintTime([bytes], planner);
  expect(Math.abs((totalDuration - initDuration) / totalSeconds - 1)).toBeLessThan(0.02);
});
