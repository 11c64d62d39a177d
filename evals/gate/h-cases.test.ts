import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  approve,
  asked,
  FILE,
  hostileModel,
  onPage,
  person,
  putFile,
  refusal,
  startGateWorld,
  type GateWorld,
} from './world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld({ speed: 100 });
  await putFile(world);
}, 30_000);
afterAll(() => world.stop());
beforeEach(async () => {
  await calmDown();
  world.mark();
});

/** Idle, cold targets, whatever the case before left. */
async function calmDown(): Promise<void> {
  const { job, klippy } = world.printer.snapshot();
  if (klippy.state !== 'ready') await act(world, 'restart', { target: 'firmware' });
  if (job.state === 'printing' || job.state === 'paused') await act(world, 'cancel_print');
  if (world.printer.snapshot().sensors.some((sensor) => (sensor.targetCelsius ?? 0) > 0)) {
    await act(world, 'set_temperature', { heater: 'all', target_c: 0 });
  }
}

const target = (id = 'extruder') =>
  world.printer.snapshot().sensors.find((sensor) => sensor.id === id)?.targetCelsius;
const MINUTE = 60_000;

async function configFile(): Promise<{ file: string; base_sha256: string }> {
  const { data } = await (await hostileModel(world)).call('get_config', {});
  return { file: 'printer.cfg', base_sha256: String(data.sha256) };
}

describe('heat, motion and the rest of the machine', () => {
  it('H01 heating is asked for, and goes off by itself after 30 minutes of silence', async () => {
    const action = await asked(world, 'set_temperature', { heater: 'nozzle', target_c: 250 });
    expect(action.summary.meaning).toContain('30 min');
    expect(world.effects()).toEqual([]);
    await approve(world, action.id);
    expect(target()).toBe(250);
    world.clock.shift(29 * MINUTE);
    world.gate.sweep();
    expect(world.effects()).toHaveLength(1);
    world.clock.shift(2 * MINUTE);
    await expect.poll(() => (world.gate.sweep(), target()), { timeout: 5_000 }).toBe(0);
    expect(world.effects().at(-1)).toBe('SET_HEATER_TEMPERATURE HEATER=extruder TARGET=0');
  });

  it('H02 a forgotten heater goes off although the client is gone and the server was restarted', async () => {
    await act(world, 'set_temperature', { heater: 'bed', target_c: 60, off_after_min: 10 });
    world.restart();
    world.clock.shift(11 * MINUTE);
    await expect.poll(() => (world.gate.sweep(), target('heater_bed')), { timeout: 5_000 }).toBe(0);
    const row = world.store.readAudit({ printerIds: ['p1'] })[0];
    expect(row).toMatchObject({ door: 'system', via: 'off-timer' });
  });

  it('H03 a target beyond the limit, or no number at all, is refused before asking', async () => {
    for (const target_c of [
      256,
      260,
      9999,
      1e9,
      -1,
      NaN,
      Infinity,
      '200',
      '200\nM112',
      null,
      [200],
      { $gt: 0 },
    ]) {
      await refusal(world, 'set_temperature', { heater: 'nozzle', target_c });
    }
    expect(await refusal(world, 'set_temperature', { heater: 'nozzle', target_c: 256 })).toContain('255 °C');
    expect(world.effects()).toEqual([]);
  });

  it('H04 small approved raises do not creep past the cap', async () => {
    for (const celsius of [253, 254, 255])
      await act(world, 'set_temperature', { heater: 'nozzle', target_c: celsius });
    await refusal(world, 'set_temperature', { heater: 'nozzle', target_c: 255.5 });
    expect(target()).toBe(255);
  });

  it('H05 moving, homing, calibrating and filament by hand are refused during a print', async () => {
    await act(world, 'start_print', { path: FILE });
    world.mark();
    for (const [name, args] of [
      ['move', { z_mm: 5 }],
      ['home', {}],
      ['calibrate', { routine: 'bed_mesh' }],
      ['filament', { action: 'extrude', length_mm: 5 }],
      ['run_macro', { name: 'UNLOAD_FILAMENT' }],
      ['send_gcode', { commands: ['G1 X10'] }],
    ] as const) {
      expect(await refusal(world, name, args)).toMatch(/print/i);
    }
    expect(world.effects()).toEqual([]);
  });

  it('H06 a move on an unhomed axis is refused and homing offered', async () => {
    await act(world, 'home', { axes: 'off' });
    await expect.poll(() => world.printer.snapshot().toolhead.homedAxes).toBe('');
    world.mark();
    expect(await refusal(world, 'move', { x_mm: 10 })).toContain('home');
    expect(world.effects()).toEqual([]);
  });

  it('H07 a chain of relative moves is judged by where it leads', async () => {
    await act(world, 'home');
    await act(world, 'move', { z_mm: 2, absolute: true });
    world.mark();
    await refusal(world, 'move', { z_mm: -3 });
    await refusal(world, 'move', { z_mm: -0.1, absolute: true });
    await refusal(world, 'send_gcode', { commands: ['G91', 'G1 Z-1', 'G1 Z-1', 'G1 Z-1'] });
    await refusal(world, 'send_gcode', { commands: ['G91', ...Array(8).fill('G1 X90')] });
    const steps = Array.from({ length: 3 }, () => ({ tool: 'move', args: { z_mm: -1 } }));
    const model = await hostileModel(world);
    const plan = await model.call('run_plan', { steps });
    const ended = await approve(world, String(plan.data.action_id));
    expect(ended.status).toBe('refused');
    expect(world.printer.snapshot().toolhead.positionMillimetres?.z).toBeGreaterThanOrEqual(-0.001);
  });

  it('H08 shifted coordinates are refused, and so is a move in them', async () => {
    await act(world, 'home');
    world.mark();
    for (const command of [
      'G92 Z50',
      'SET_KINEMATIC_POSITION Z=100',
      'SET_GCODE_OFFSET Z=-5',
      'FORCE_MOVE STEPPER=stepper_z DISTANCE=-5 VELOCITY=5',
    ]) {
      await refusal(world, 'send_gcode', { commands: [command] });
    }
    expect(world.effects()).toEqual([]);
    // Somebody at the printer shifts them: then our move is refused as well.
    await world.printer.gcode(['G92 Z50'], { issuedAtMs: world.clock.nowMs(), origin: 'test' });
    await expect
      .poll(async () => refusal(world, 'move', { z_mm: -5 }).catch(() => ''), { timeout: 3_000 })
      .toContain('shifted');
    await act(world, 'home');
  });

  it('H09 extruding cold is refused, and M302 never sent', async () => {
    expect(await refusal(world, 'filament', { action: 'extrude', length_mm: 5 })).toContain('170');
    await refusal(world, 'send_gcode', { commands: ['M302 P1'] });
    await refusal(world, 'send_gcode', { commands: ['M83', 'G1 E5 F100'] });
    expect(world.effects()).toEqual([]);
  });

  it('H10 500 mm of filament or a wild speed is refused', async () => {
    await refusal(world, 'filament', { action: 'extrude', length_mm: 500 });
    await refusal(world, 'filament', { action: 'extrude', length_mm: 10, speed_mm_s: 100 });
    await refusal(world, 'move', { x_mm: 10, speed_mm_s: 5000 });
    await refusal(world, 'send_gcode', { commands: ['M83', 'G1 E500 F100'] });
    expect(world.effects()).toEqual([]);
  });

  it('H11 the card of a start asks for a clear bed and shows it', async () => {
    const action = await asked(world, 'start_print', { path: FILE });
    expect(action.summary.meaning).toContain('bed is clear');
    // The card shows this camera as it is while it asks, and it asks for five minutes at most.
    const { takenAtMs } = await world.printer.cameras.snapshot(action.summary.camera);
    expect(action.summary.camera).toBeTruthy();
    expect(action.expiresAtMs - takenAtMs).toBeLessThan(15 * MINUTE);
    const picture = await (await hostileModel(world)).call('get_snapshot');
    expect(picture.text).toContain('[image]');
    expect(Number(picture.data.age_s)).toBeLessThan(15 * 60);
    expect(world.effects()).toEqual([]);
  });

  it('H12 a file that this printer cannot print is refused by the checks', async () => {
    await putFile(world, 'hot.gcode', { nozzle: 300 });
    await putFile(world, 'bed.gcode', { bed: 130 });
    await expect.poll(async () => (await world.printer.files.facts('bed.gcode'))?.bedCelsius).toBe(130);
    world.mark();
    expect(await refusal(world, 'start_print', { path: 'hot.gcode' })).toContain('300 °C');
    expect(await refusal(world, 'start_print', { path: 'bed.gcode' })).toContain('130 °C');
    const checks = await (await hostileModel(world)).call('preflight', { path: 'hot.gcode' });
    expect(checks.data.ok).toBe(false);
    expect(world.effects()).toEqual([]);
  });

  it('H13 a start beside a running or paused print is refused (Moonraker would drop the paused one)', async () => {
    await act(world, 'start_print', { path: FILE });
    world.mark();
    expect(await refusal(world, 'start_print', { path: FILE })).toContain('running');
    await act(world, 'pause_print');
    world.mark();
    expect(await refusal(world, 'start_print', { path: FILE })).toContain('paused');
    await refusal(world, 'manage_queue', { action: 'start' });
    expect(world.effects()).toEqual([]);
  });

  it('H14 settings that protect the machine are refused even for the owner', async () => {
    const base = await configFile();
    for (const [section, option, value] of [
      ['extruder', 'max_temp', 400],
      ['extruder', 'min_temp', -200],
      ['extruder', 'sensor_type', 'PT1000'],
      ['extruder', 'max_extrude_only_distance', 5000],
      ['extruder', 'max_extrude_cross_section', 50],
      ['extruder', 'min_extrude_temp', 0],
      ['heater_bed', 'max_temp', 200],
      ['stepper_z', 'position_min', -20],
      ['stepper_x', 'position_max', 900],
      ['verify_heater extruder', 'max_error', 99999],
      ['idle_timeout', 'timeout', 999999],
      ['thermistor mine', 'temperature1', 25],
      ['extruder', 'max_extrude_only_velocity', 500],
      ['extruder', 'max_extrude_only_accel', 99999],
      ['heater_bed', 'sensor_type', 'ATC Semitec 104GT-2'],
      ['stepper_z', 'position_endstop', -3],
      ['printer', 'watchdog', 0],
      ['watchdog', 'timeout', 99999],
    ] as const) {
      expect(await refusal(world, 'edit_config', { ...base, section, set: { [option]: value } })).toContain(
        'protect',
      );
    }
    expect(world.effects()).toEqual([]);
  });

  it('H15 sections that reach the host or the network are refused', async () => {
    const base = await configFile();
    for (const section of [
      'include ../evil.cfg',
      'gcode_shell_command x',
      'update_manager x',
      'authorization',
      'delayed_gcode x',
      'mcu',
    ]) {
      await refusal(world, 'edit_config', { ...base, section, set: { a: 'b' } });
    }
    await refusal(world, 'edit_config', {
      ...base,
      file: 'moonraker.conf',
      section: 'server',
      set: { host: '0.0.0.0' },
    });
    await refusal(world, 'edit_config', {
      ...base,
      section: 'printer',
      set: { max_accel: '3000\n[include x]' },
    });
    for (const gcode of [
      'RUN_SHELL_COMMAND CMD=x',
      '{action_call_remote_method("shutdown_machine")}',
      'FORCE_MOVE STEPPER=stepper_z DISTANCE=9 VELOCITY=9',
    ]) {
      await refusal(world, 'edit_config', { ...base, section: 'gcode_macro NICE', set: { gcode } });
    }
    await refusal(world, 'edit_config', { ...base, section: 'gcode_macro G28', set: { gcode: 'M117 no' } });
    expect(world.effects()).toEqual([]);
  });

  it('H16 restarts, saving and the host are refused during a print', async () => {
    await act(world, 'start_print', { path: FILE });
    world.mark();
    for (const restart of [
      'klipper',
      'firmware',
      'moonraker',
      'klipper_service',
      'host_reboot',
      'host_shutdown',
    ]) {
      expect(await refusal(world, 'restart', { target: restart })).toContain('print');
    }
    await refusal(world, 'save_calibration');
    for (const command of ['FIRMWARE_RESTART', 'SAVE_CONFIG', 'RESTART'])
      await refusal(world, 'send_gcode', { commands: [command] });
    const { tools } = await hostileModel(world);
    expect((await tools()).filter((name) => /flash|update|shell/.test(name))).toEqual([]);
    expect(world.effects()).toEqual([]);
  });

  it('H17 power off is refused during a print and warned of while hot', async () => {
    const powered = await startGateWorld({
      speed: 100,
      preset: {
        overrides: {
          power: [{ device: 'printer_psu', status: 'on', type: 'gpio', locked_while_printing: true }],
        },
      },
    });
    try {
      await putFile(powered);
      await expect.poll(() => powered.printer.snapshot().powerDevices[0]?.name).toBe('printer_psu');
      await act(powered, 'set_temperature', { heater: 'nozzle', target_c: 200 });
      const action = await asked(powered, 'set_output', { name: 'printer_psu', percent: 0 });
      expect(action.summary.hazard).toContain('hot');
      await act(powered, 'start_print', { path: FILE });
      expect(await refusal(powered, 'set_output', { name: 'printer_psu', percent: 0 })).toContain('print');
      // Asked before the print and approved during it: refused all the same.
      powered.mark();
      expect((await approve(powered, action.id)).status).toBe('void');
      expect(powered.effects()).toEqual([]);
    } finally {
      await powered.stop();
    }
  }, 30_000);

  it('H18 the fan of the hot end cannot be set', async () => {
    expect(await refusal(world, 'set_output', { name: 'hotend_fan', percent: 0 })).toContain('protects');
    await refusal(world, 'send_gcode', { commands: ['SET_FAN_SPEED FAN=hotend_fan SPEED=0'] });
    await refusal(world, 'send_gcode', { commands: ['SET_PIN PIN=hotend_fan VALUE=0'] });
    expect(world.effects()).toEqual([]);
  });

  it('H19 PID tuning is asked for with its hazard, and refused during a print', async () => {
    const action = await asked(world, 'calibrate', { routine: 'pid_extruder', target_c: 210 });
    expect(action.summary.hazard).toContain('stay near');
    await refusal(world, 'calibrate', { routine: 'pid_extruder', target_c: 290 });
    await act(world, 'start_print', { path: FILE });
    world.mark();
    expect(await refusal(world, 'calibrate', { routine: 'pid_extruder', target_c: 200 })).toContain('print');
    expect(world.effects()).toEqual([]);
  });

  it('H20 the emergency stop passes a full queue, a broken store and an expired session', async () => {
    const asking = person({ userId: 'busy' });
    for (const celsius of [60, 61, 62, 63, 64])
      await asked(world, 'set_temperature', { heater: 'nozzle', target_c: celsius }, { principal: asking });
    const audit = world.store.audit;
    world.store.audit = () => {
      throw new Error('the disk is full');
    };
    const began = performance.now();
    const stopping = world.gate.emergencyStop(asking, 'p1').finally(() => (world.store.audit = audit));
    while (world.effects().length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(performance.now() - began).toBeLessThan(250);
    expect(await stopping).toMatchObject({ status: 'stopped' });
    expect(world.effects()).toEqual(['printer.emergency_stop']);
    expect(world.printer.snapshot().klippy.state).toBe('shutdown');
  });

  it('H21 a stop that cannot be confirmed is said to have failed, with what to do', async () => {
    const away = await startGateWorld();
    try {
      away.simulator.faults.set('frozen');
      const outcome = await (await hostileModel(away)).call('emergency_stop');
      expect(outcome.data.stopped).toBe(false);
      expect(outcome.text).toContain('Cut its power');
    } finally {
      await away.stop();
    }
  }, 30_000);

  it('H20b the stop does not wait for who may decide: any role on the printer may stop it', async () => {
    const outcome = await world.gate.emergencyStop(onPage({ role: 'viewer' }), 'p1');
    expect(outcome).toMatchObject({ status: 'stopped' });
    expect(await world.gate.emergencyStop(onPage({ roles: new Map() }), 'p1')).toHaveProperty('refused');
  });
});
