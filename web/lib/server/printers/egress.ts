import type { Settings } from '../settings.ts';
import { createEgressPolicy, type EgressPolicy, type PracticeTarget } from './klipper.ts';

export interface EgressWish {
  /** The server's owner in home mode may add loopback addresses and any port. */
  byServerOwner: boolean;
  /** Exactly where a practice printer listens. */
  practice?: PracticeTarget;
}

/** Where a connection for this printer may go, from the settings and from who added it. */
export function egressFor(settings: Pick<Settings, 'mode' | 'egress'>, wish: EgressWish): EgressPolicy {
  const { mode, egress } = settings;
  const ownersWish = wish.byServerOwner && mode === 'home';
  return createEgressPolicy({
    mode,
    allowLoopback: egress.loopback || ownersWish,
    extraPorts: egress.loopback || ownersWish ? 'any' : egress.ports,
    tailscale: egress.tailscale,
    allowPublic: egress.public,
    tunnelHosts: egress.hosts,
    ...(wish.practice && { practice: wish.practice }),
  });
}
