import { describe, expect, it, vi } from 'vitest';
import { bytesOf, fixtureBytes } from '../testing/fixtures.ts';
import { rehearsalPrinter } from './fromPrinter.ts';
import { rehearsePrint } from './rehearse.ts';
import type { LoadedFilament } from './types.ts';

// A machine that is busy with other tests may take its time; the answers are what counts here.
vi.setConfig({ testTimeout: 60_000 });

const settings = {
  printer: {
    kinematics: 'cartesian',
    max_velocity: 300,
    max_accel: 3000,
    max_z_velocity: 5,
    max_z_accel: 100,
  },
  stepper_x: { position_min: 0, position_max: 235, position_endstop: 0 },
  stepper_y: { position_min: 0, position_max: 235, position_endstop: 0 },
  stepper_z: { position_min: -2, position_max: 250, position_endstop: 0 },
  extruder: {
    nozzle_diameter: 0.4,
    filament_diameter: 1.75,
    min_temp: 0,
    max_temp: 250,
    min_extrude_temp: 170,
  },
  heater_bed: { min_temp: 0, max_temp: 130 },
  'gcode_macro START_PRINT': {},
};
const START = 'G28\nM190 S60\nM109 S200\nM83\n';

async function rehearse(text: string | Uint8Array, filament: LoadedFilament = {}, extra: object = {}) {
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  return rehearsePrint([bytes], rehearsalPrinter({ ...settings, ...extra }), { filament });
}

async function findings(text: string, filament: LoadedFilament = {}) {
  const { findings: found } = await rehearse(text, filament);
  return found
    .filter(({ id }) => id !== 'no-extrusion')
    .map(({ id, severity, line }) => `${severity} ${id} ${line}`);
}

/** Layers with an outline and infill, each at a share of its usual speed. */
function layered(shares: number[]): string {
  const layers = shares.map((share, index) => {
    const square = (speed: number) =>
      ['X90 Y20', 'X90 Y90', 'X20 Y90', 'X20 Y20']
        .map((to) => `G1 ${to} E2 F${speed * share * 60}`)
        .join('\n');
    const height = `;LAYER_CHANGE\nG1 Z${0.2 * (index + 1)} F600\nG1 X20 Y20 F9000`;
    return `${height}\n;TYPE:External perimeter\n${square(40)}\n;TYPE:Internal infill\n${square(80)}\n`;
  });
  return START + layers.join('');
}

describe('layers slowed down for cooling', () => {
  it('are told from lines that are slow on every layer', async () => {
    const even = await rehearse(layered([0.5, 1, 1, 1, 1, 1]));
    // The first layer is slow so that it sticks.
    expect(even.limitedBy.coolingSeconds).toBe(0);
    const { limitedBy, totalSeconds } = await rehearse(layered([0.5, 1, 1, 1, 1, 0.3]));
    // Four sides of 70 mm each, at 12 and at 24 mm/s, but for speeding up and slowing down.
    expect(limitedBy.coolingSeconds).toBeGreaterThan(30);
    expect(limitedBy.coolingSeconds).toBeLessThan(280 / 12 + 280 / 24);
    const sum = Object.values(limitedBy).reduce((total, seconds) => total + seconds, 0);
    expect(sum).toBeCloseTo(totalSeconds, 6);
  });
});

describe('rehearsal', () => {
  it('finds nothing wrong with a sound file, and says what it takes', async () => {
    const rehearsal = await rehearse(fixtureBytes('print-time/gcode/cube_std.gcode.gz'));
    expect(rehearsal.findings).toEqual([]);
    expect(rehearsal).toMatchObject({
      blocked: false,
      layers: 100,
      nozzleCelsius: 205,
      bedCelsius: 60,
      objects: [],
    });
    expect(rehearsal.totalSeconds).toBeGreaterThan(900);
    expect(rehearsal.phases.map(({ name }) => name)).toContain('External perimeter');
    const phases = rehearsal.phases.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(phases).toBeCloseTo(rehearsal.totalSeconds, 6);
    expect(rehearsal.firstLayer!.zMillimetres).toBeLessThan(0.5);
    expect(rehearsal.printed!.max[2]).toBeGreaterThan(15);
    expect(rehearsal.filamentMillimetres).toBeGreaterThan(1000);
  });

  it('lists the objects that can be excluded', async () => {
    const { objects } = await rehearse(fixtureBytes('print-time/gcode/parts_exclude.gcode.gz'));
    expect(objects.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'a position out of range',
      `${START}G1 X236 F6000\nG1 Y-1\nG1 Z251\n`,
      ['5', '6', '7'].map((l) => `blocking out-of-range ${l}`),
    ],
    ['a move before homing', 'M109 S200\nG1 Z5 F600\nG28\nG1 Z6\n', ['blocking not-homed 2']],
    ['a move after the motors were switched off', `${START}M84\nG1 X5 F600\n`, ['blocking not-homed 6']],
    ['an axis left out of homing', 'G28 X Y\nG1 X5 F600\nG1 Z5\n', ['blocking not-homed 3']],
    ['cold extrusion', 'G28\nM83\nG1 X9 E.1 F600\n', ['blocking cold-extrusion 3']],
    [
      'extrusion at a target below the minimum',
      'G28\nM109 S150\nG1 X9 E.1 F600\n',
      ['blocking cold-extrusion 3'],
    ],
    ['heating that nobody waits for', 'G28\nM104 S200\nG1 X9 E.1 F600\n', ['warning heating-not-awaited 3']],
    [
      'extrusion after switching off',
      `${START}G1 X9 E.1 F600\nM104 S0\nG1 X19 E.1\n`,
      ['warning heating-not-awaited 7'],
    ],
    ['too hot a nozzle', `${START}M104 S251\n`, ['blocking temperature-out-of-limits 5']],
    [
      'too hot a bed, by its name',
      `${START}SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=140\n`,
      ['blocking temperature-out-of-limits 5'],
    ],
    ['a second nozzle that is not there', `${START}M104 T1 S200\n`, ['blocking heater-missing 5']],
    ['a command that is not there', `${START}G29\nG29\n`, ['warning command-unknown 5']],
    [
      'an arc for a printer without arcs',
      `${START}G2 X10 Y0 I5 J0 E.1 F600\n`,
      ['blocking command-unknown 5'],
    ],
    ['a line Klipper refuses', `${START}G1 X1.2.3 F600\nG1 X3 F600\n`, ['blocking command-refused 5']],
    ['an emergency stop', `${START}M112\n`, ['blocking emergency-stop 5']],
    ['a macro', 'START_PRINT BED=60\nG1 X9 E.1 F600\n', ['note macro 1']],
  ])('finds %s, with its line', async (_, text, wanted) => {
    expect(await findings(text)).toEqual(wanted);
  });

  it('does not mind another printing temperature without a wait, nor switching off what is not there', async () => {
    expect(await findings(`${START}G1 X9 E.1 F600\nM104 S190\nG1 X19 E.1\nM107\nT0\n`)).toEqual([]);
  });

  it('knows the filament: temperature and length', async () => {
    const filament = { minNozzleCelsius: 220, remainingMillimetres: 5 };
    const wanted = ['warning filament-short 0', 'warning temperature-outside-material 3'];
    expect(await findings(`${START}G1 X100 E4 F600\nG1 X0 E4\nG1 E-2\n`, filament)).toEqual(wanted);
  });

  it('trusts the full list of commands, and a list of helped ones only so far', async () => {
    const printer = (commands: string[]) => rehearsalPrinter(settings, {}, commands);
    const ids = async (commands: string[]) => {
      const rehearsal = await rehearsePrint([bytesOf('G28\nBED_MESH_CALIBRATE\n')], printer(commands));
      return rehearsal.findings
        .filter(({ id }) => id === 'command-unknown')
        .map(({ text }) => text.split(' ')[0]);
    };
    expect(await ids(['G1', 'G28'])).toEqual(['BED_MESH_CALIBRATE']);
    expect(await ids(['BED_MESH_CALIBRATE'])).toEqual([]);
  });

  it('takes what is homed, and the reach, from the live printer', async () => {
    const toolhead = { homed_axes: 'xyz', axis_minimum: [0, 0, 0, 0], axis_maximum: [50, 50, 50, 0] };
    const live = rehearsalPrinter(settings, { toolhead });
    const { findings: found } = await rehearsePrint([bytesOf('G1 X49 F600\nG1 X51\n')], live);
    expect(found.filter(({ severity }) => severity === 'blocking').map(({ line }) => line)).toEqual([2]);
  });

  it('keeps its list short, however many lines are wrong', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `NO_SUCH_THING_${i}_X\nG1 X${300 + i} F600\n`).join(
      '',
    );
    const { findings: found, blocked } = await rehearse(`G28\n${lines}`);
    expect(blocked).toBe(true);
    expect(found.length).toBeLessThanOrEqual(200);
    expect(found[0]).toMatchObject({ id: 'out-of-range', count: 5000 });
  });
});
