import type http from 'node:http';
import type { Clock } from '../clock.ts';
import type { PrinterAddress } from '../egress/address.ts';
import { createGuardedAgent } from '../egress/agent.ts';
import type { AgentOptions } from '../egress/agent.ts';
import type { EgressPolicy } from '../egress/policy.ts';
import type { Session } from '../moonraker/auth.ts';
import { createHttpSend } from '../moonraker/http.ts';
import type { WebcamAnswer } from '../moonraker/schemas.ts';
import type { PrinterCameras } from '../printer.ts';
import type { WebcamInfo } from '../snapshot.ts';
import { createCameras } from './cameras.ts';
import { isAllowed, isUsable } from './targets.ts';

export interface PrinterCameraOptions {
  address: PrinterAddress;
  policy: EgressPolicy;
  agent: Omit<AgentOptions, 'policy' | 'secure'>;
  session: Session;
  clock: Clock;
  list(): WebcamAnswer[];
}

export interface ConnectedCameras {
  cameras: PrinterCameras;
  /** What a snapshot tells of them. */
  infos(): WebcamInfo[];
  stop(): void;
}

/** The cameras of one printer: any port on its own host, elsewhere what the policy allows. */
export function connectCameras(options: PrinterCameraOptions): ConnectedCameras {
  const { address, session, clock, list } = options;
  const policy = options.policy.anyPortOn(address.host);
  const agents = new Map<boolean, http.Agent>();
  /** Made at the first picture: most printers of a large fleet are never looked at. */
  const agentFor = (secure: boolean): http.Agent => {
    const known = agents.get(secure);
    if (known) return known;
    const made = createGuardedAgent({ ...options.agent, secure, policy });
    agents.set(secure, made);
    return made;
  };
  return {
    cameras: createCameras({
      address,
      clock,
      send: (request) => createHttpSend(agentFor(request.url.startsWith('https:')))(request),
      ownHeaders: () => session.headers(),
      list,
    }),
    infos: () =>
      list().map((camera) => ({
        name: camera.name,
        rotation: camera.rotation,
        flipHorizontal: camera.flip_horizontal,
        flipVertical: camera.flip_vertical,
        available: isUsable(camera) && isAllowed(camera, address, policy),
      })),
    stop: () => {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}
