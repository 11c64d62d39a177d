import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAddress } from '../egress/address.ts';
import { startSimulator } from '../simulator/index.ts';
import { loopback } from '../testing/world.ts';
import { diagnose } from './diagnose.ts';

/** For every fault that can be provoked the doctor's first finding names the right cause. */
const doctorOf = (...faults: string[]) => provoked(faults, [], 8);

async function provoked(faults: string[], script: string[], seconds: number) {
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
    address: parseAddress(`127.0.0.1:${String(simulator.port)}`),
    policy: loopback,
    patienceMs: 1_000,
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
  ])('%s is %s', async (fault, id) => {
    const { ids } = await doctorOf(fault);
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
  ])('%s, provoked by %j, is told', async (fault, script, seconds, id) => {
    const { ids } = await provoked([fault], script, seconds);
    expect(ids[0]).toBe(id);
  });

  it('two faults at once give both', async () => {
    const { ids } = await doctorOf('mcu-lost', 'under-voltage', 'disk-full');
    expect(ids).toEqual(expect.arrayContaining(['mcu.lost', 'host.undervoltage', 'host.disk_full']));
  });
});
