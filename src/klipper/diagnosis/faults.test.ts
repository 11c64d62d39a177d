import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectPrinter } from '../connect-printer.ts';
import { parseAddress } from '../egress/address.ts';
import type { PrinterCredentials } from '../moonraker/auth.ts';
import { faultDescriptions, startSimulator } from '../simulator/index.ts';
import { loopback } from '../testing/world.ts';
import { diagnose } from './diagnose.ts';

/** For every fault that can be provoked the doctor's first finding names the right cause. */
const doctorOf = (...faults: string[]) => provoked(faults, [], 8);

interface How {
  scheme?: string;
  credentials?: PrinterCredentials;
}

async function provoked(faults: string[], script: string[], seconds: number, how: How = {}) {
  const simulator = await startSimulator({ port: 0, clock: 'manual', wallSeconds: Date.now() / 1000 });
  onTestFinished(() => simulator.stop());
  await simulator.advance(5);
  for (const fault of faults) simulator.faults.set(fault);
  // Time for what only shows after a while: a lost board after 5.3 s, a heater after a minute.
  if (script.length > 0) {
    const body = JSON.stringify({ script: script.join('\n') });
    const headers = { 'content-type': 'application/json' };
    void fetch(`${simulator.url}/printer/gcode/script`, { method: 'POST', headers, body });
    while (simulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await simulator.advance(seconds);
  const pending = diagnose({
    address: parseAddress(`${how.scheme ?? ''}127.0.0.1:${String(simulator.port)}`),
    policy: loopback,
    ...(how.credentials ? { credentials: how.credentials } : {}),
    patienceMs: 1_000,
    // Another simulator may live at 7125 of this machine.
    usualPorts: [],
  });
  let done = false;
  void pending.finally(() => {
    done = true;
  });
  // Answers to queries wait for the printer's quarter-second, which only passes when told to.
  while (!done) {
    await simulator.advance(0.25);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const { findings, reachable } = await pending;
  return { findings, reachable, ids: findings.map((finding) => finding.id), requests: simulator.requests };
}

/** Faults that no reading shows, and where they show instead. */
const UNSEEN: Record<string, string> = {
  'half-open': 'the client: noticed within 10 s, and connected anew',
  'moonraker-restart': 'the client: connected anew before anybody asks',
  'lost-answers': 'the client: a command becomes unknown',
  'duplicated-notifications': 'the client: merged twice, no harm',
  'reordered-notifications': 'the client: the newer value wins',
  'slow-disk': 'an upload takes long',
  'upload-too-large': 'an upload is refused',
  'upload-timeout': 'an upload is refused',
  'accelerometer-dead': 'a measurement of resonances is refused',
  'accelerometer-noisy': 'the quality of a measurement',
  'accelerometer-gaps': 'the quality of a measurement',
  'accelerometer-clipped': 'the quality of a measurement',
  'webcam-black': 'only somebody who looks sees it',
  'webcam-frozen': 'only somebody who looks sees it',
  'webcam-spaghetti': 'only somebody who looks sees it',
};

describe('the doctor and every fault of the simulator', () => {
  it('finds nothing worse than a note where nothing is wrong', async () => {
    const { findings, reachable, requests } = await doctorOf();
    expect(reachable).toBe(true);
    expect(findings.filter((finding) => finding.severity !== 'info')).toEqual([]);
    expect(requests).toEqual([]);
  });

  it.each([
    ['refused', 'net.refused'],
    ['401', 'auth.untrusted'],
    ['wrong-service', 'net.not_moonraker'],
    ['bad-gateway', 'net.bad_gateway'],
    ['not-upgraded', 'ws.upgrade'],
    ['klippy-disconnected', 'klippy.not_running'],
    ['klippy-never-seen', 'klippy.not_running'],
    ['klippy-startup', 'klippy.startup_long'],
    ['mcu-missing', 'mcu.unable_to_connect'],
    ['mcu-lost', 'mcu.lost'],
    ['timer-too-close', 'mcu.timer_too_close'],
    ['usb-rescheduled', 'mcu.step_rate'],
    ['tmc-over-temperature', 'tmc.reports_error'],
    ['m112', 'mcu.command_request'],
    ['thermistor-open', 'heat.adc_range'],
    ['thermistor-short', 'heat.adc_range'],
    ['under-voltage', 'host.undervoltage'],
    ['throttled', 'host.hot'],
    ['host-overheating', 'host.hot'],
    ['host-overloaded', 'host.overload'],
    ['memory-low', 'host.overload'],
    ['disk-full', 'host.disk_full'],
    ['clock-jump', 'host.clock'],
    ['moonraker-warning', 'mr.warning'],
    ['webcam-dead', 'cam.unreachable'],
    ['usb-noise', 'mcu.lost'],
    ['tls-error', 'net.tls', 'https://'],
    ['force-logins', 'auth.force_logins'],
    ['websocket-limit', 'ws.limit'],
    ['tunnel-down', 'tun.down'],
    ['tunnel-timeout', 'tun.524'],
    ['cors', 'net.cors'],
    ['power-off', 'host.power_device_off'],
    ['missing-sections', 'mr.missing_sections'],
    ['failed-component', 'mr.failed_component'],
    ['config-warning', 'cfg.deprecated'],
    ['runtime-warning', 'cfg.runtime_warning'],
    ['missed-scheduling', 'mcu.missed_scheduling'],
    ['no-next-step', 'mcu.missed_scheduling'],
    ['stepper-too-far', 'mcu.step_rate'],
    ['mcu-restarted', 'mcu.spontaneous_restart'],
    ['tmc-short', 'tmc.reports_error'],
    ['tmc-comms', 'tmc.comms'],
    ['kill-button', 'mcu.command_request'],
    ['command-request', 'mcu.command_request'],
    ['config-error', 'cfg.missing'],
    ['config-unknown-option', 'cfg.unknown_option'],
    ['config-unknown-section', 'cfg.unknown_section'],
    ['config-value', 'cfg.value'],
    ['config-include', 'cfg.include'],
    ['config-pin', 'cfg.pin'],
    ['config-pin-twice', 'cfg.pin'],
    ['config-syntax', 'cfg.syntax'],
    ['mcu-config', 'mcu.config'],
    ['mcu-crc', 'mcu.config'],
    ['mcu-reset-failed', 'mcu.config'],
    ['mcu-protocol', 'mcu.protocol'],
    ['can-unable', 'mcu.can_unable'],
    ['klippy-internal', 'klippy.internal'],
    ['klippy-socket', 'klippy.socket'],
    ['serial-closed', 'mcu.serial_baud'],
    ['policykit', 'mr.policykit'],
    ['update-invalid', 'mr.update_invalid'],
    ['tunnel-origin', 'tun.origin'],
  ])('%s is %s', async (fault, id, scheme = '') => {
    const { ids } = await provoked([fault], [], 8, { scheme });
    expect(ids[0]).toBe(id);
  });

  it.each([['never-answering'], ['frozen']])(
    '%s is a computer that takes connections and says nothing',
    async (fault) => {
      expect((await doctorOf(fault)).ids[0]).toBe('net.frozen');
    },
    20_000,
  );

  it.each([
    ['heater-not-heating', ['M104 S200'], 240, 'heat.not_heating'],
    ['runaway', [], 40, 'heat.runaway_signs'],
    ['endstop-dead', ['G28 X'], 60, 'home.no_trigger'],
    ['filament-runout', [], 5, 'runout'],
    ['endstop-pressed', ['G28 X'], 60, 'home.still_triggered'],
    ['probe-dead', ['G28', 'G28 Z', 'PROBE'], 120, 'home.no_trigger'],
    ['homing-timeout', ['G28', 'PROBE'], 120, 'mcu.lost'],
    ['probe-pressed', ['G28', 'PROBE'], 120, 'probe.prior'],
    ['probe-loose', ['G28', 'PROBE'], 120, 'probe.tolerance'],
    ['bltouch-stuck', ['G28', 'PROBE'], 120, 'probe.bltouch'],
    ['accelerometer-absent', ['ACCELEROMETER_QUERY'], 5, 'shaper.adxl'],
    [
      'sd-dying',
      ['G28', 'BED_MESH_CALIBRATE', 'BED_MESH_PROFILE SAVE=a', 'SAVE_CONFIG'],
      300,
      'host.sd_dying',
    ],
  ])('%s, provoked by %j, is told', async (fault, script, seconds, id) => {
    const { ids } = await provoked([fault], script, seconds);
    expect(ids[0]).toBe(id);
  });

  it.each([
    ['cmd.not_homed', ['G1 X10 F3000'], 5],
    ['cmd.out_of_range', ['G28', 'G1 X900 F3000'], 60],
    ['cmd.cold_extrude', ['M83', 'G1 E5 F300'], 5],
    ['cmd.extrude_long', ['M109 S200', 'M83', 'G1 E500 F300'], 240],
    ['cmd.max_extrusion', ['G28', 'M109 S200', 'M83', 'G91', 'G1 X1 E9 F300'], 240],
    ['file.not_found_on_start', ['SDCARD_PRINT_FILE FILENAME=none.gcode'], 5],
    ['gcode.unknown', ['M900 K0.05'], 5],
  ])('%s, provoked by %j, is told', async (id, script, seconds) => {
    expect((await provoked([], script, seconds)).ids[0]).toBe(id);
  });

  it('locked-out is told to whoever logs in with a password', async () => {
    const credentials = { username: 'anna', password: 'wrong' };
    const { ids } = await provoked(['locked-out'], [], 1, { credentials });
    expect(ids[0]).toBe('auth.locked_out');
  });

  it.each([
    ['thermistor-open', 'host-overheating', ['heat.adc_range', 'host.hot']],
    ['config-pin', 'webcam-dead', ['cfg.pin', 'cam.unreachable']],
    ['timer-too-close', 'host-overloaded', ['mcu.timer_too_close', 'host.overload']],
    ['websocket-limit', 'mcu-missing', ['ws.limit', 'mcu.unable_to_connect']],
    ['power-off', 'under-voltage', ['host.power_device_off', 'host.undervoltage']],
    ['klippy-startup', 'disk-full', ['klippy.startup_long', 'host.disk_full']],
    ['klippy-socket', 'under-voltage', ['klippy.socket', 'host.undervoltage']],
    ['mcu-lost', 'webcam-dead', ['mcu.lost', 'cam.unreachable']],
    ['config-unknown-option', 'policykit', ['cfg.unknown_option', 'mr.policykit']],
    ['not-upgraded', 'throttled', ['ws.upgrade', 'host.hot']],
  ])('%s and %s at once give both', async (one, other, wanted) => {
    const { ids } = await doctorOf(one, other);
    expect(ids).toEqual(expect.arrayContaining(wanted));
  });

  it('upload-too-large and upload-timeout are told at the upload', async () => {
    const simulator = await startSimulator({ port: 0, speed: 10 });
    const printer = connectPrinter({
      id: 'p',
      name: 'P',
      address: parseAddress(simulator.url),
      policy: loopback,
    });
    onTestFinished(async () => {
      printer.stop();
      await simulator.stop();
    });
    await printer.whenReady(20_000);
    const bytes = Buffer.from('G28\n');
    const upload = () =>
      printer.files.upload({
        path: 'a.gcode',
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        open: () => new Blob([bytes]).stream(),
      });
    simulator.faults.set('upload-too-large');
    await expect(upload()).rejects.toMatchObject({ kind: 'too-large' });
    simulator.faults.clear('upload-too-large');
    simulator.faults.set('upload-timeout');
    await expect(upload()).rejects.toThrow(/504/);
    simulator.faults.clear('upload-timeout');
    await expect(upload()).resolves.toMatchObject({ path: 'a.gcode' });
  });

  it('every fault that a reader can see has its finding here or in the contract tests', () => {
    const here = readFileSync(import.meta.filename, 'utf8');
    const slow = readFileSync(new URL('faults.contract.test.ts', import.meta.url), 'utf8');
    const missing = Object.keys(faultDescriptions).filter(
      (name) => !Object.hasOwn(UNSEEN, name) && !`${here}${slow}`.includes(`'${name}'`),
    );
    expect(missing).toEqual([]);
  });

  it('two faults at once give both', async () => {
    const { ids } = await doctorOf('mcu-lost', 'under-voltage', 'disk-full');
    expect(ids).toEqual(expect.arrayContaining(['mcu.lost', 'host.undervoltage', 'host.disk_full']));
  });
});
