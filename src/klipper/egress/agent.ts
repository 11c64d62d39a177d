import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { LookupFunction, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { EgressPolicy } from './policy.ts';

export interface AgentOptions {
  policy: EgressPolicy;
  secure: boolean;
  /** PEM of an own certificate authority, besides the system's. */
  customCa?: string;
  /** For tests: another resolver than the system's. */
  lookup?: typeof systemLookup;
  keepAlive?: boolean;
}

/**
 * An agent whose every connection obeys the policy: the literal is judged before dialling, each looked-up
 * address before it is used, and the peer's address once connected (a name may answer differently twice).
 * Works for `node:http`, `node:https` and `ws`.
 */
export function createGuardedAgent(options: AgentOptions): http.Agent {
  const settings = { keepAlive: options.keepAlive ?? false, maxSockets: 8 };
  const agent = options.secure
    ? new https.Agent({
        ...settings,
        ...(options.customCa === undefined ? {} : { ca: [...rootCertificates, options.customCa] }),
      })
    : new http.Agent(settings);
  const dial = agent.createConnection.bind(agent);
  agent.createConnection = (target, callback) => {
    const host = target.host ?? target.hostname ?? '';
    const port = Number(target.port);
    try {
      options.policy.checkTarget(host, port);
      if (isIP(host) !== 0) options.policy.checkDialled(host, port, host);
    } catch (error) {
      process.nextTick(() => callback?.(error as Error, undefined as unknown as Duplex));
      return undefined;
    }
    const lookup = guardedLookup(options.policy, port, options.lookup ?? systemLookup);
    const socket = dial({ ...target, lookup } as http.ClientRequestArgs, callback);
    if (socket) watchPeer(socket as Socket, options.policy, host, port);
    return socket;
  };
  return agent;
}

function watchPeer(socket: Socket, policy: EgressPolicy, host: string, port: number): void {
  socket.once('connect', () => {
    try {
      policy.checkDialled(socket.remoteAddress ?? '', port, host);
    } catch (error) {
      socket.destroy(error as Error);
    }
  });
}

/** Looks names up and lets only allowed addresses through; none left is an error that says why. */
function guardedLookup(policy: EgressPolicy, port: number, resolve: typeof systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, '', 4);
        return;
      }
      const verdict = allowedOf(found, (ip) => {
        policy.checkDialled(ip, port, hostname);
      });
      const first = verdict.allowed[0];
      if (!first) callback(verdict.refusal, '', 4);
      else if (options.all) callback(null, verdict.allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function allowedOf(found: LookupAddress[], check: (ip: string) => void) {
  const allowed: LookupAddress[] = [];
  let refusal: Error = new Error('the name has no address');
  for (const entry of found) {
    try {
      check(entry.address);
      allowed.push(entry);
    } catch (error) {
      refusal = error as Error;
    }
  }
  return { allowed, refusal };
}
