import type { IncomingMessage, ServerResponse } from 'node:http';
import { stateFaults, type StateFaultName } from './machine/state-faults.ts';
import type { KlippyHost } from './klippy/host.ts';
import type { FaultGate } from './moonraker/server.ts';

/** Faults of the machine, the network, the host and the camera. */
const ownFaults = {
  'never-answering': 'requests are taken and never answered',
  refused: 'connections are cut at once',
  '401': 'every call is refused as unauthorised',
  'force-logins': 'everybody has to log in, trusted addresses too',
  'locked-out': 'log-ins are refused after too many wrong passwords',
  cors: 'no allow header for browsers of other origins',
  'tls-error': 'the port speaks TLS and refuses the handshake',
  'wrong-service': 'another web page lives on this port',
  'bad-gateway': '502 from a proxy in front of a Moonraker that is away',
  'not-upgraded': 'the WebSocket handshake is answered with a page',
  'websocket-limit': 'all fifty WebSockets are taken',
  'tunnel-down': "a tunnel's edge answers 530: nothing is connected behind it",
  'tunnel-origin': "a tunnel's edge answers 502: the printer behind it does not answer",
  'tunnel-timeout': "a tunnel's edge answers 524: it took too long",
  frozen: 'the peer is there but says nothing',
  slow: 'answers come three seconds late',
  'half-open': 'sockets that are open now go silent for good; calls and new sockets work',
  flapping: 'up for a second, down for a second',
  'moonraker-restart': 'Moonraker restarts: sockets close, and it is back after two seconds',
  'lost-answers': 'commands happen, their answers get lost',
  'duplicated-notifications': 'each notification comes twice',
  'reordered-notifications': 'notifications come in pairs, the later one first',
  'klippy-disconnected': 'the Klipper host process is away',
  'klippy-never-seen': 'Moonraker has not seen a Klipper host since it started',
  'klippy-startup': 'Klipper stays in startup',
  'thermistor-open': 'the hotend thermistor is open: ADC out of range',
  'thermistor-short': 'the hotend thermistor is shorted: ADC out of range',
  'heater-not-heating': 'the hotend does not warm up',
  runaway: 'the hotend heats without being told to',
  'filament-runout': 'the runout switch opens',
  'endstop-dead': 'the X end stop never triggers',
  'endstop-pressed': 'all end stops read as triggered',
  'homing-timeout': 'the board answers too late while the probe is on its way',
  'probe-dead': 'the probe never triggers',
  'probe-pressed': 'the probe is triggered before it moves',
  'probe-loose': 'the probe gives another height each time',
  'bltouch-stuck': 'the BLTouch does not pull its pin up',
  'usb-noise': 'bytes are lost between host and micro-controller',
  'under-voltage': "the host's supply is too weak",
  throttled: 'the host is slowed down by heat',
  'host-overheating': 'the host is 84 °C hot',
  'host-overloaded': "the host's processor is busy",
  'memory-low': 'the host has almost no memory left',
  'disk-full': 'no space left on the disk',
  'upload-too-large': '413 for every upload, from a proxy in between',
  'upload-timeout': '504 for every upload, from a proxy in between',
  'slow-disk': 'uploads take long to be written',
  'clock-jump': "the host's clock jumps by an hour",
  'moonraker-warning': 'Moonraker warns about its configuration',
  'config-warning': 'Klipper warns about a deprecated option',
  'runtime-warning': 'Klipper warns of a clock that does not fit',
  'missing-sections': 'Klipper lacks the sections Moonraker needs',
  'power-off': "the printer's power device is off, and Klipper with it",
  'failed-component': 'a component of Moonraker did not load',
  policykit: 'Moonraker may not control services',
  'update-invalid': 'an update of Moonraker’s is dirty',
  'klippy-socket': "Moonraker may not open Klipper's socket",
  'sd-dying': 'the disk has become read-only',
  'accelerometer-absent': 'the accelerometer does not answer',
  'accelerometer-dead': 'the accelerometer answers, but every axis reads zero',
  'accelerometer-noisy': 'the accelerometer is loose: much noise at rest',
  'accelerometer-gaps': 'samples of the accelerometer get lost',
  'accelerometer-clipped': 'strong vibration is cut off by the accelerometer',
  'webcam-dead': 'the camera does not answer',
  'webcam-black': 'the camera shows black',
  'webcam-frozen': 'the camera shows an old picture',
  'webcam-spaghetti': 'the print has come loose',
} as const;

const stateDescriptions = Object.fromEntries(
  Object.entries(stateFaults).map(([name, fault]) => [name, fault.description]),
) as Record<StateFaultName, string>;

/** Every fault by name, and what a client sees of it. */
export const faultDescriptions = { ...ownFaults, ...stateDescriptions };

export type FaultName = keyof typeof faultDescriptions;

export interface FaultSwitches {
  set(name: string): void;
  clear(name: string): void;
  list(): string[];
}

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultDescriptions, name);
}

/** Switches faults on and off while the printer runs. Throws for a name that does not exist. */
export function createFaultSwitches(
  host: KlippyHost,
  onChange: (name: FaultName, on: boolean) => void,
): FaultSwitches {
  const turn = (name: string, on: boolean): void => {
    if (!isFaultName(name)) {
      throw new Error(
        `No fault is called "${name}". Known faults: ${Object.keys(faultDescriptions).join(', ')}`,
      );
    }
    if (host.machine.faults.has(name) === on) return;
    host.send({ type: 'fault', name, on });
    onChange(name, on);
  };
  return {
    set: (name) => turn(name, true),
    clear: (name) => turn(name, false),
    list: () => [...host.machine.faults],
  };
}

const page = '<!doctype html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>';

/** Faults between the client and Moonraker. */
export function createFaultGate(host: KlippyHost): FaultGate {
  const { faults } = host.machine;
  const isDown = (): boolean =>
    faults.has('refused') ||
    faults.has('moonraker-restart') ||
    (faults.has('flapping') && Math.floor(performance.now() / 1000) % 2 === 1);
  const html = (response: ServerResponse, status: number, text: string, server = 'nginx/1.22.1'): true => {
    response.writeHead(status, { 'Content-Type': 'text/html', Server: server }).end(text);
    return true;
  };
  return {
    http(request, response) {
      if (faults.size === 0) return false;
      if (isDown()) {
        request.socket.destroy();
        return true;
      }
      if (faults.has('never-answering') || faults.has('frozen')) return true;
      if (faults.has('wrong-service')) return html(response, 200, page);
      if (faults.has('bad-gateway'))
        return html(
          response,
          502,
          '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>',
        );
      const proxied = proxyAnswer(faults, request);
      if (proxied) return html(response, proxied.status, proxied.page, proxied.server);
      const refusal = refusalOf(faults, request.url ?? '');
      if (refusal !== null) {
        response
          .writeHead(401, { 'Content-Type': 'application/json; charset=UTF-8' })
          .end(JSON.stringify(refusal));
        return true;
      }
      return false;
    },
    upgrade() {
      if (isDown()) return 'cut';
      if (faults.has('never-answering') || faults.has('frozen')) return 'hang';
      if (
        [
          'wrong-service',
          'bad-gateway',
          'not-upgraded',
          'websocket-limit',
          'tunnel-down',
          'tunnel-origin',
          'tunnel-timeout',
        ].some((name) => faults.has(name))
      )
        return 'page';
      return 'open';
    },
    connection(socket) {
      if (!faults.has('tls-error')) return;
      socket.end(tlsHandshakeFailure);
    },
  };
}

/** Answers of what stands between the client and Moonraker. */
function proxyAnswer(
  faults: ReadonlySet<string>,
  request: IncomingMessage,
): { status: number; page: string; server?: string } | null {
  const uploads = request.url?.startsWith('/server/files/upload') === true;
  const page = (status: number, title: string) => ({
    status,
    page: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  });
  const edge = (status: number, code: number) => ({
    status,
    page: `error code: ${code}`,
    server: 'cloudflare',
  });
  if (faults.has('tunnel-down')) return edge(530, 1033);
  if (faults.has('tunnel-origin')) return edge(502, 502);
  if (faults.has('tunnel-timeout')) return edge(524, 524);
  if (uploads && faults.has('upload-too-large')) return page(413, '413 Request Entity Too Large');
  if (uploads && faults.has('upload-timeout')) return page(504, '504 Gateway Time-out');
  return null;
}

/** Moonraker's body of a 401, or null where it lets in. */
function refusalOf(faults: ReadonlySet<string>, url: string): object | null {
  const lockedOut = faults.has('locked-out');
  const forced = faults.has('force-logins');
  if (url.startsWith('/access/info') && (forced || lockedOut)) return null;
  if (!faults.has('401') && !forced && !lockedOut) return null;
  const words =
    lockedOut && url.startsWith('/access/login') ? 'Maximum Login Attempts Reached' : 'Unauthorized';
  return {
    error: {
      code: 401,
      message: 'Unauthorized',
      traceback: `Traceback (most recent call last):\n\ntornado.web.HTTPError: HTTP 401: Unauthorized (${words})\n`,
    },
  };
}

/** A TLS alert record: handshake failure. */
const tlsHandshakeFailure = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);
