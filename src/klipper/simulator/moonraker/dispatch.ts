import { accessEndpoints } from './access.ts';
import type { Arguments } from './arguments.ts';
import { MoonrakerError, notFound } from './errors.ts';
import { fileEndpoints } from './file-endpoints.ts';
import { historyEndpoints } from './history.ts';
import { jobQueueEndpoints } from './job-queue.ts';
import { machineEndpoints } from './machine-endpoints.ts';
import type { CallContext } from './moonraker.ts';
import { octoprintEndpoints } from './octoprint.ts';
import { powerEndpoints } from './power.ts';
import { printerEndpoints } from './printer-endpoints.ts';
import type { Endpoint } from './registry.ts';
import { serverEndpoints } from './server-endpoints.ts';
import { webcamEndpoints } from './webcams.ts';

const endpoints: Endpoint[] = [
  ...serverEndpoints,
  ...printerEndpoints,
  ...fileEndpoints,
  ...historyEndpoints,
  ...jobQueueEndpoints,
  ...webcamEndpoints,
  ...powerEndpoints,
  ...machineEndpoints,
  ...accessEndpoints,
  ...octoprintEndpoints,
];

const byPath = new Map(endpoints.filter((one) => one.path).map((one) => [one.path, one]));
const byMethod = new Map(
  endpoints.flatMap((one) =>
    Object.entries(one.verbs).map(([verb, { rpc }]) => [rpc, { endpoint: one, verb }] as const),
  ),
);

export function endpointAt(path: string): Endpoint | undefined {
  return byPath.get(path.replace(/\/+$/, ''));
}

export function endpointOf(method: string): { endpoint: Endpoint; verb: string } | undefined {
  return byMethod.get(method);
}

/** Carries out a call: printer calls need a Klippy host; whatever changes something is written down first. */
export async function carryOut(call: CallContext, endpoint: Endpoint, args: Arguments): Promise<unknown> {
  const { moonraker, verb } = call;
  const handler = endpoint.verbs[verb];
  if (!handler) throw new MoonrakerError(405, 'Method Not Allowed');
  const { klippy } = moonraker.host.machine;
  if (endpoint.klippy && klippy.neverSeen) throw notFound();
  if (handler.changes) {
    moonraker.requests.push({
      at: moonraker.wallSeconds(),
      transport: call.transport,
      method: call.transport === 'http' ? verb : handler.rpc,
      path: endpoint.path,
      rpcMethod: handler.rpc,
      params: { ...args },
    });
  }
  if (endpoint.klippy && !klippy.connected) throw new MoonrakerError(503, 'Klippy Host not connected');
  return handler.run(call, args);
}
