import { text, type Arguments } from './arguments.ts';
import { MoonrakerError } from './errors.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { changes, reads, resource, type Endpoint } from './registry.ts';

export interface PowerDevice {
  device: string;
  status: 'on' | 'off' | 'init' | 'error';
  locked_while_printing: boolean;
  type: string;
  /** For a Klipper pin: the object it switches. */
  objectName?: string;
}

export type PowerDevices = PowerDevice[];

/** How a device shows itself: a pin of Klipper is `error` in a shutdown and `init` while the host is away. */
function shown(moonraker: Moonraker, device: PowerDevice): Record<string, unknown> {
  const { klippy, pins } = moonraker.host.machine;
  let status = device.status;
  if (device.objectName !== undefined) {
    if (klippy.state === 'shutdown') status = 'error';
    else if (klippy.state !== 'ready') status = 'init';
    else status = (pins.get(device.objectName) ?? 0) > 0 ? 'on' : 'off';
  }
  return {
    device: device.device,
    status,
    locked_while_printing: device.locked_while_printing,
    type: device.type,
    is_shutdown: device.objectName !== undefined && klippy.state === 'shutdown',
  };
}

function find(moonraker: Moonraker, name: string): PowerDevice {
  const device = moonraker.power.find((one) => one.device === name);
  if (!device) throw new MoonrakerError(400, `No valid device named ${name}`);
  return device;
}

const lastTold = new WeakMap<PowerDevice, unknown>();

/** Tells of the devices on Klipper's pins whose state is another than when last told. */
export function notePower(moonraker: Moonraker): void {
  for (const device of moonraker.power) {
    if (device.objectName === undefined) continue;
    const now = shown(moonraker, device);
    if (lastTold.get(device) === now.status) continue;
    lastTold.set(device, now.status);
    moonraker.notify('notify_power_changed', [now]);
  }
}

async function setDevice(
  moonraker: Moonraker,
  name: string,
  action: string,
): Promise<Record<string, unknown>> {
  const device = find(moonraker, name);
  const now = shown(moonraker, device).status;
  const wanted = action === 'toggle' ? (now === 'on' ? 'off' : 'on') : action;
  if (wanted !== 'on' && wanted !== 'off')
    throw new MoonrakerError(400, `Invalid requested action '${action}'`);
  if (device.locked_while_printing && moonraker.host.machine.printStats.state === 'printing') {
    throw new MoonrakerError(400, `Unable to change power for ${name} while printing`);
  }
  if (device.objectName !== undefined) {
    const pin = device.objectName.replace(/^\S+ /, '');
    await moonraker.host.runScript(`SET_PIN PIN=${pin} VALUE=${wanted === 'on' ? 1 : 0}`);
  } else device.status = wanted;
  moonraker.notify('notify_power_changed', [shown(moonraker, device)]);
  return { [name]: wanted };
}

async function setMany({ moonraker }: CallContext, args: Arguments, action: string): Promise<unknown> {
  const out: Record<string, unknown> = {};
  for (const name of Object.keys(args)) Object.assign(out, await setDevice(moonraker, name, action));
  return out;
}

export const powerEndpoints: Endpoint[] = [
  reads('/machine/device_power/devices', ({ moonraker }) => ({
    devices: moonraker.power.map((device) => shown(moonraker, device)),
  })),
  resource('/machine/device_power/device', {
    GET: ({ moonraker }, args) => {
      const name = text(args, 'device');
      return { [name]: shown(moonraker, find(moonraker, name)).status };
    },
    POST: ({ moonraker }, args) => setDevice(moonraker, text(args, 'device'), text(args, 'action')),
  }),
  reads('/machine/device_power/status', ({ moonraker }, args) =>
    Object.fromEntries(
      Object.keys(args).map((name) => [name, shown(moonraker, find(moonraker, name)).status]),
    ),
  ),
  changes('/machine/device_power/on', (call, args) => setMany(call, args, 'on')),
  changes('/machine/device_power/off', (call, args) => setMany(call, args, 'off')),
];
