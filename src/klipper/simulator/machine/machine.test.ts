import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { queryObject } from '../objects/index.ts';
import { step } from './step.ts';
import { machineBench, type Bench } from './testing.ts';

const stats = (bench: Bench): Record<string, unknown> => queryObject(bench.machine, 'print_stats') ?? {};
const extruder = (bench: Bench): { temperature: number } =>
  queryObject(bench.machine, 'extruder') as { temperature: number };

describe('the machine', () => {
  it('is the same twice with the same seed, and another with another', () => {
    const play = (seed: number): unknown => {
      const bench = machineBench({ seed });
      bench.run('G28\nBED_MESH_CALIBRATE\nM104 S200');
      bench.pass(30);
      return [bench.said, bench.machine.now, extruder(bench)];
    };
    expect(play(3)).toEqual(play(3));
    expect(play(3)).not.toEqual(play(4));
  });

  it('heats like a printer: about a minute to 205 °C, a little too far, then quiet', () => {
    const bench = machineBench();
    const begin = bench.machine.now;
    expect(bench.run('M109 S205')).toBeNull();
    const seconds = bench.machine.now - begin;
    expect(seconds).toBeGreaterThan(40);
    expect(seconds).toBeLessThan(110);
    expect(bench.said.some((line) => /^B:\d+\.\d \/0\.0 T0:\d+\.\d \/205\.0$/.test(line))).toBe(true);
    bench.pass(120);
    expect(Math.abs(extruder(bench).temperature - 205)).toBeLessThan(0.6);
    bench.run('TURN_OFF_HEATERS');
    bench.pass(600);
    expect(extruder(bench).temperature).toBeLessThan(40);
  });

  it('takes a tuning tower with what it was told, and says what is missing', () => {
    const bench = machineBench();
    const tower = 'TUNING_TOWER COMMAND=SET_PRESSURE_ADVANCE PARAMETER=ADVANCE';
    expect(bench.run(`${tower} START=0.01 FACTOR=0.005`)).toBeNull();
    expect(bench.said.at(-1)).toContain('start=0.010000 factor=0.005000');
    expect(bench.run('TUNING_TOWER COMMAND=M117 FACTOR=1')).toContain('missing PARAMETER');
  });

  it('homes in eleven to fifteen seconds and then knows its limits', () => {
    const bench = machineBench();
    expect(bench.run('G1 X10 F3000')).toBe('Must home axis first: 10.000 0.000 0.000 [0.000]');
    const begin = bench.machine.now;
    expect(bench.run('G28')).toBeNull();
    expect(bench.machine.now - begin).toBeGreaterThan(8);
    expect(bench.machine.now - begin).toBeLessThan(20);
    expect(queryObject(bench.machine, 'toolhead')).toMatchObject({
      homed_axes: 'xyz',
      position: [157.5, 127.5, 5, 0],
    });
    expect(bench.run('G90\nG1 X500 F3000')).toBe('Move out of range: 500.000 127.500 5.000 [0.000]');
    expect(bench.run('M84')).toBeNull();
    expect(queryObject(bench.machine, 'toolhead')).toMatchObject({ homed_axes: '' });
  });

  it('prints the real small file by bytes, in about the time of the slicer', () => {
    const cube = gunzipSync(
      readFileSync(new URL('../../../../tests/fixtures/gcode/cube_thumb.gcode.gz', import.meta.url)),
    ).toString('latin1');
    const bench = machineBench({ gcodes: { 'cube.gcode': cube } });
    expect(bench.run('SDCARD_PRINT_FILE FILENAME="cube.gcode"')).toBeNull();
    bench.pass(1);
    expect(stats(bench)).toMatchObject({ state: 'printing', print_duration: 0, filament_used: 0 });
    const begin = queryObject(bench.machine, 'virtual_sdcard')?.progress as number;
    expect(begin).toBeGreaterThan(0.4);
    bench.pass(400);
    const middle = queryObject(bench.machine, 'virtual_sdcard')?.progress as number;
    expect(middle).toBeGreaterThan(begin);
    expect(middle).toBeLessThan(1);
    for (let minutes = 0; minutes < 60 && bench.machine.printStats.state === 'printing'; minutes++)
      bench.pass(60);
    expect(stats(bench)).toMatchObject({ state: 'complete', filename: 'cube.gcode' });
    expect(stats(bench).filament_used).toBeCloseTo(1305, -2);
    expect(queryObject(bench.machine, 'virtual_sdcard')).toMatchObject({
      file_path: null,
      progress: 1,
      is_active: false,
    });
  });

  it('pauses, resumes and cancels; the heaters stay on after a cancel', () => {
    const bench = machineBench({
      gcodes: { 'long.gcode': `M104 S200\nM140 S60\n${'G4 P1000\n'.repeat(300)}` },
    });
    bench.run('SDCARD_PRINT_FILE FILENAME="long.gcode"');
    bench.pass(20);
    expect(bench.run('PAUSE')).toBeNull();
    expect(bench.run('PAUSE')).toBeNull();
    expect(bench.said).toEqual(expect.arrayContaining(['// action:paused', '// Print already paused']));
    expect(stats(bench).state).toBe('paused');
    expect(bench.run('RESUME')).toBeNull();
    expect(stats(bench).state).toBe('printing');
    expect(bench.run('CANCEL_PRINT')).toBeNull();
    expect(stats(bench).state).toBe('cancelled');
    expect(bench.machine.heaters.get('extruder')?.targetCelsius).toBe(200);
  });

  it('drops the paused print when another is started, and keeps is_paused', () => {
    const bench = machineBench({
      gcodes: { 'a.gcode': 'G4 P9000\n'.repeat(9), 'b.gcode': 'G4 P9000\n'.repeat(9) },
    });
    bench.run('SDCARD_PRINT_FILE FILENAME="a.gcode"');
    bench.pass(2);
    bench.run('PAUSE');
    expect(bench.run('SDCARD_PRINT_FILE FILENAME="b.gcode"')).toBeNull();
    bench.pass(1);
    expect(stats(bench)).toMatchObject({ state: 'printing', filename: 'b.gcode' });
    expect(queryObject(bench.machine, 'pause_resume')).toEqual({ is_paused: true });
    expect(bench.events.filter((event) => event.type === 'print').map((event) => event.change)).toEqual([
      'started',
      'cancelled',
      'started',
    ]);
    expect(bench.run('SDCARD_PRINT_FILE FILENAME="a.gcode"')).toBe('SD busy');
  });

  it('ends a print with a bad line in error, with the text, heaters off', () => {
    const bench = machineBench({ gcodes: { 'bad.gcode': 'M104 S150\nG28\nG1 X999 F3000\n' } });
    bench.run('SDCARD_PRINT_FILE FILENAME="bad.gcode"');
    bench.pass(40);
    expect(stats(bench)).toMatchObject({
      state: 'error',
      message: 'Move out of range: 999.000 127.500 5.000 [0.000]',
    });
    expect(bench.machine.heaters.get('extruder')?.targetCelsius).toBe(0);
  });

  it('stops at once, reads paused afterwards, and forgets all with a firmware restart', () => {
    const bench = machineBench({ gcodes: { 'long.gcode': 'G28\nG4 P90000\n' } });
    bench.run('SDCARD_PRINT_FILE FILENAME="long.gcode"');
    bench.pass(20);
    step(bench.machine, { type: 'emergency-stop' });
    expect(queryObject(bench.machine, 'webhooks')).toMatchObject({ state: 'shutdown' });
    expect(stats(bench).state).toBe('paused');
    expect(bench.run('G28')).toContain('Shutdown due to webhooks request');
    expect(bench.run('M105')).toBeNull();
    bench.run('RESTART');
    bench.pass(5);
    expect(bench.machine.klippy.message).toContain("Can not update MCU 'mcu' config as it is shutdown");
    bench.run('FIRMWARE_RESTART');
    bench.pass(5);
    expect(bench.machine.klippy.state).toBe('ready');
    expect(stats(bench).state).toBe('standby');
    expect(queryObject(bench.machine, 'toolhead')).toMatchObject({ homed_axes: '' });
  });

  it('leaves out the moves of an excluded object, whose name is in capitals', () => {
    const lines = [
      'G28',
      'G90',
      'M82',
      'EXCLUDE_OBJECT_DEFINE NAME=part_a CENTER=50,50',
      'EXCLUDE_OBJECT_START NAME=part_a',
      'G1 X50 Y50 F6000',
      'EXCLUDE_OBJECT_END',
      'M400',
    ];
    const bench = machineBench();
    bench.run('EXCLUDE_OBJECT_DEFINE NAME=part_a');
    bench.run('EXCLUDE_OBJECT NAME=part_a');
    expect(bench.said).toContain('// Excluding object PART_A');
    bench.run(lines.join('\n'));
    expect(bench.machine.toolhead.position.slice(0, 2)).toEqual([157.5, 127.5]);
  });

  it('probes a plausible bed, keeps it over SAVE_CONFIG with a copy, and does not load it by itself', () => {
    const bench = machineBench();
    expect(bench.run('G28\nBED_MESH_CALIBRATE')).toBeNull();
    const mesh = queryObject(bench.machine, 'bed_mesh') as {
      probed_matrix: number[][];
      profile_name: string;
    };
    expect(mesh.profile_name).toBe('default');
    expect(mesh.probed_matrix.flat().every((z) => Math.abs(z) < 0.5)).toBe(true);
    expect(new Set(mesh.probed_matrix.flat()).size).toBeGreaterThan(5);
    bench.run('SAVE_CONFIG');
    bench.pass(5);
    expect(bench.config['printer.cfg']).toContain('#*# [bed_mesh default]');
    expect(Object.keys(bench.config).some((name) => /^printer-\d{8}_\d{6}\.cfg$/.test(name))).toBe(true);
    expect(queryObject(bench.machine, 'bed_mesh')).toMatchObject({
      profile_name: '',
      profiles: { default: { points: mesh.probed_matrix } },
    });
    expect(bench.run('BED_MESH_PROFILE LOAD=default')).toBeNull();
  });

  it('runs a macro with parameters and says what it is told to say', () => {
    const bench = machineBench();
    expect(bench.run('LOAD_FILAMENT TEMP=205 LENGTH=20 SPEED=10')).toBeNull();
    expect(bench.said).toContain('// Loaded 20.0 mm at 205 C');
    expect(queryObject(bench.machine, 'gcode_macro LOAD_FILAMENT')).toEqual({ last_length: 20 });
    expect(bench.run('FAIL_WITH MSG="filament jam"')).toBe(
      "Error evaluating 'gcode_macro FAIL_WITH:gcode': gcode.CommandError: filament jam\n",
    );
  });

  it('shuts down on a mistake inside a macro instead of ending the program', () => {
    const bench = machineBench();
    bench.config['macros.cfg'] =
      `${bench.config['macros.cfg'] ?? ''}\n[gcode_macro ODD]\ngcode:\n    {% set nothing.field = 1 %}\n`;
    bench.run('RESTART');
    bench.pass(5);
    expect(bench.run('ODD')).toContain('Internal error on command');
    expect(bench.machine.klippy.state).toBe('shutdown');
  });

  it('calibrates with the lines Klipper says', () => {
    const bench = machineBench();
    expect(bench.run('PID_CALIBRATE HEATER=extruder TARGET=200', 3000)).toBeNull();
    expect(bench.said.at(-1)).toMatch(
      /^\/\/ PID parameters: pid_Kp=[\d.]+ pid_Ki=[\d.]+ pid_Kd=[\d.]+\n\/\/ The SAVE_CONFIG command/,
    );
    bench.run('G28');
    expect(bench.run('SCREWS_TILT_CALCULATE')).toBeNull();
    expect(
      bench.said.some((line) => /^\/\/ front left screw \(base\) : x=30\.0, y=30\.0, z=/.test(line)),
    ).toBe(true);
    expect(bench.run('PROBE_CALIBRATE')).toBeNull();
    expect(queryObject(bench.machine, 'manual_probe')).toMatchObject({ is_active: true });
    bench.run('TESTZ Z=-0.1\nACCEPT');
    expect(bench.machine.pendingConfig.has('probe')).toBe(true);
  });

  it('turns heaters and motors off after the idle time', () => {
    const bench = machineBench();
    bench.run('G28\nM140 S60\nM104 S180');
    bench.pass(5);
    expect(queryObject(bench.machine, 'idle_timeout')).toMatchObject({ state: 'Ready' });
    bench.pass(620);
    expect(queryObject(bench.machine, 'idle_timeout')).toMatchObject({ state: 'Idle' });
    expect(bench.machine.heaters.get('heater_bed')?.targetCelsius).toBe(0);
  });

  it('pauses by itself when the filament ends', () => {
    const bench = machineBench({ gcodes: { 'long.gcode': 'G4 P1000\n'.repeat(100) } });
    bench.run('SDCARD_PRINT_FILE FILENAME="long.gcode"');
    bench.pass(5);
    step(bench.machine, { type: 'fault', name: 'filament-runout', on: true });
    bench.pass(3);
    expect(stats(bench).state).toBe('paused');
    expect(queryObject(bench.machine, 'pause_resume')).toEqual({ is_paused: true });
  });

  it('refuses a broken configuration with the words of Klipper and starts when it is put right', () => {
    const bench = machineBench();
    const good = bench.config['printer.cfg'] ?? '';
    bench.config['printer.cfg'] = good.replace('[fan]\n', '[fan]\nno_such_option: 1\n');
    bench.run('RESTART');
    bench.pass(5);
    expect(bench.machine.klippy.message).toBe(
      "Option 'no_such_option' is not valid in section 'fan'\n\nOnce the underlying issue is corrected, use the \"RESTART\"\ncommand to reload the config and restart the host software.\nPrinter is halted\n",
    );
    bench.config['printer.cfg'] = good;
    bench.run('RESTART');
    bench.pass(5);
    expect(bench.machine.klippy.state).toBe('ready');
  });
});
