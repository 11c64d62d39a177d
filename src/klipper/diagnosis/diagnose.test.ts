import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAddress } from '../egress/address.ts';
import { fixture, startFakeMoonraker } from '../testing/fake-moonraker.ts';
import type { FakeMoonraker } from '../testing/fake-moonraker.ts';
import { connected, loopback } from '../testing/world.ts';
import { diagnose } from './diagnose.ts';
import { withoutSecrets } from './finding.ts';
import { findingOfCommand, findingOfState } from './messages/index.ts';

const at = (address: string) =>
  diagnose({ address: parseAddress(address), policy: loopback, patienceMs: 1_000 });

async function sick(prepare: (fake: FakeMoonraker) => void) {
  const fake = await startFakeMoonraker();
  fake.on('server.webcams.list', () => ({ webcams: [] }));
  fake.on('machine.proc_stats', () => healthy());
  fake.on('server.gcode_store', () => ({ gcode_store: [] }));
  prepare(fake);
  onTestFinished(() => fake.close());
  const diagnosis = await at(`127.0.0.1:${String(fake.port)}`);
  return { ...diagnosis, fake, ids: diagnosis.findings.map((finding) => finding.id) };
}

const answer = (method: string) => fixture<Record<string, Record<string, unknown>>>('answers')[method] ?? {};
const healthy = (changes: object = {}) => ({
  ...answer('machine.proc_stats'),
  moonraker_stats: [],
  system_cpu_usage: { cpu: 9 },
  ...changes,
});

function halted(fake: FakeMoonraker, state: 'error' | 'shutdown', message: string) {
  fake.on('server.info', () => ({ ...answer('server.info'), klippy_state: state }));
  fake.on('printer.info', () => ({ ...answer('printer.info'), state, state_message: message }));
  fake.on('printer.objects.query', () => ({
    eventtime: 1,
    status: { webhooks: { state, state_message: message } },
  }));
}

async function serve(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

describe('doctor, the ladder', () => {
  it('finds nothing wrong with a good printer, and sends no command', async () => {
    const { reachable, findings, fake } = await sick(() => undefined);
    expect(reachable).toBe(true);
    expect(findings.map((finding) => [finding.id, finding.severity])).toEqual([['cam.none', 'info']]);
    const sent = fake.requests.map((request) => request.method);
    const changing = /emergency_stop|restart|script|print\.|post_|delete|upload|move|copy|start|pause|cancel/;
    expect(sent.filter((method) => changing.test(method))).toEqual([]);
  });

  it('net.dns', async () => {
    expect((await at('no-such-printer.invalid')).findings[0]?.id).toBe('net.dns');
  });

  it('net.refused', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect((await at(`127.0.0.1:${String(port)}`)).findings[0]?.id).toBe('net.refused');
  });

  it('net.frozen: takes the connection and says nothing', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const { reachable, findings } = await at(`127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    expect(reachable).toBe(false);
    expect(findings[0]?.id).toBe('net.frozen');
  });

  it('net.bad_gateway, net.not_moonraker', async () => {
    const gateway = await at(await serve((_request, response) => response.writeHead(502).end('<html>')));
    expect(gateway.findings[0]?.id).toBe('net.bad_gateway');
    const stranger = await at(await serve((_request, response) => response.end('<title>PrusaLink</title>')));
    expect(stranger.findings[0]).toMatchObject({
      id: 'net.not_moonraker',
      cause: expect.stringContaining('PrusaLink'),
    });
  });

  it('auth.untrusted and auth.force_logins', async () => {
    const untrusted = await sick((fake) => {
      fake.requiresKey = 'key';
    });
    expect(untrusted.ids[0]).toBe('auth.untrusted');
    const forced = await sick((fake) => {
      fake.requiresKey = 'key';
      fake.serve('/access/info', (_request, response) =>
        response.end(JSON.stringify({ result: { login_required: true, trusted: true } })),
      );
    });
    expect(forced.ids[0]).toBe('auth.force_logins');
  });

  it('ws.upgrade: HTTP passes, the WebSocket does not', async () => {
    const fake = await startFakeMoonraker();
    onTestFinished(() => fake.close());
    const proxy = await serve((request, response) => {
      const { upgrade: _upgrade, connection: _connection, ...headers } = request.headers;
      const onward = http.request(
        {
          host: '127.0.0.1',
          port: fake.port,
          path: request.url,
          method: request.method,
          headers,
        },
        (reply) => reply.pipe(response),
      );
      request.pipe(onward);
    });
    const { findings } = await at(proxy);
    expect(findings.find((finding) => finding.severity === 'error')?.id).toBe('ws.upgrade');
  });
});

describe('doctor, Klipper', () => {
  it('klippy.not_running', async () => {
    const { ids } = await sick((fake) => {
      fake.on('server.info', () => ({ ...answer('server.info'), klippy_state: 'disconnected' }));
    });
    expect(ids[0]).toBe('klippy.not_running');
  });

  it('keeps the original words below the explanation', async () => {
    const text =
      "Option 'no_such_option' is not valid in section 'fan'\n\nOnce the underlying issue is corrected, use RESTART";
    const { findings } = await sick((fake) => {
      halted(fake, 'error', text);
    });
    expect(findings[0]).toMatchObject({ id: 'cfg.unknown_option', sure: 'certain' });
    expect(findings[0]?.cause).toContain('“no_such_option”');
    expect(findings[0]?.evidence[0]).toContain('Once the underlying issue');
    expect(findings[0]?.source).toBe('knowledge/trouble-config.md#cfg.unknown_option');
  });

  it('two faults at once give both', async () => {
    const { ids } = await sick((fake) => {
      halted(fake, 'shutdown', "Lost communication with MCU 'mcu'");
      fake.on('machine.proc_stats', () =>
        healthy({ throttled_state: { bits: 1, flags: ['Under-Voltage Detected'] } }),
      );
    });
    expect(ids.slice(0, 2)).toEqual(['mcu.lost', 'host.undervoltage']);
  });

  it('heat.runaway_signs: hotter and hotter with target 0', async () => {
    const { findings } = await sick((fake) => {
      const rising = Array.from({ length: 120 }, (_, second) => 60 + second * 0.5);
      fake.on('server.temperature_store', () => ({
        extruder: { temperatures: rising, targets: rising.map(() => 0), powers: [] },
      }));
    });
    expect(findings[0]).toMatchObject({ id: 'heat.runaway_signs', severity: 'danger' });
  });

  it('host.disk_full, host.clock, host.hot, cam.unreachable', async () => {
    const { ids } = await sick((fake) => {
      fake.on('server.files.get_directory', () => ({ disk_usage: { total: 32e9, used: 32e9, free: 1e6 } }));
      fake.on('machine.proc_stats', () =>
        healthy({ cpu_temp: 85, moonraker_stats: [{ time: Date.now() / 1000 - 3600 }] }),
      );
      fake.on('server.webcams.list', () => ({ webcams: [{ name: 'bed', snapshot_url: '/nothing.jpg' }] }));
    });
    expect(new Set(ids)).toEqual(new Set(['host.disk_full', 'host.hot', 'host.clock', 'cam.unreachable']));
  });

  it('knows a connected printer as well, and that it comes and goes', async () => {
    const { printer } = await connected((fake) => {
      fake.on('machine.proc_stats', () =>
        healthy({ throttled_state: { flags: ['Under-Voltage Detected'] } }),
      );
    });
    await printer.whenReady(20_000);
    const { reachable, findings } = await diagnose({ printer });
    expect(reachable).toBe(true);
    expect(findings[0]?.id).toBe('host.undervoltage');
  });
});

describe('messages', () => {
  it.each([
    ["Section 'foo' is not a valid config section", 'cfg.unknown_section'],
    ["Unable to load module 'led_effect'", 'cfg.unknown_section'],
    ["Option 'step_pin' in section 'stepper_x' must be specified", 'cfg.missing'],
    ["Unable to parse option 'max_accel' in section 'printer'", 'cfg.value'],
    ["Option 'max_temp' in section 'extruder' must have minimum of 0", 'cfg.value'],
    ["Include file '/x/y.cfg' does not exist", 'cfg.include'],
    ["Pin 'PX9' is not a valid pin name on mcu 'mcu'", 'cfg.pin'],
    ['pin PA1 used multiple times in config', 'cfg.pin'],
    ["mcu 'mcu': Unable to connect\nOnce the underlying issue is corrected", 'mcu.unable_to_connect'],
    ['MCU Protocol error\n', 'mcu.protocol'],
    ["Can not update MCU 'mcu' config as it is shutdown", 'mcu.config'],
    ["MCU 'mcu' spontaneous restart", 'mcu.spontaneous_restart'],
    ["MCU 'mcu' shutdown: Timer too close", 'mcu.timer_too_close'],
    ["MCU 'mcu' shutdown: Missed scheduling of next digital out event", 'mcu.missed_scheduling'],
    ["MCU 'mcu' shutdown: Rescheduled timer in the past", 'mcu.step_rate'],
    ['Shutdown due to webhooks request', 'mcu.command_request'],
    ["MCU 'mcu' shutdown: ADC out of range", 'heat.adc_range'],
    ["Sensor 'extruder' temperature -99.585 not in range 0.000:260.000", 'heat.adc_range'],
    ['Heater extruder not heating at expected rate\nSee the verify_heater section', 'heat.not_heating'],
    ["TMC 'stepper_x' reports error: GSTAT: 00000001 reset=1(Reset)", 'tmc.reports_error'],
    ["Unable to read tmc uart 'stepper_y' register IFCNT", 'tmc.comms'],
    ['Internal error during connect: list index', 'klippy.internal'],
    ['File contains no section headers.', 'cfg.syntax'],
  ])('%j is %s', (text, id) => {
    const finding = findingOfState(text);
    expect(finding?.id).toBe(id);
    expect(finding?.cause).not.toMatch(/\$\d/);
    expect(finding?.remedy.length).toBeGreaterThan(0);
  });

  it('knows what commands are refused for', () => {
    expect(findingOfCommand('Must home axis first: 10 10 5 [0]')?.id).toBe('cmd.not_homed');
    expect(findingOfCommand('No trigger on stepper_x after full movement')?.cause).toContain('stepper_x');
    expect(findingOfCommand('something new')).toBeNull();
  });

  it('strips secrets', () => {
    const text =
      'api_key: 0123456789abcdef0123456789abcdef http://me:pw@cam/ Authorization: Bearer-x password = "geheim" token=eyJhbGciOi.eyJzdWIi.c2ln';
    const clean = withoutSecrets(text);
    for (const secret of ['0123456789abcdef', 'me:pw', 'geheim', 'eyJ', 'Bearer-x'])
      expect(clean).not.toContain(secret);
  });
});
