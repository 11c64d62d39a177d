import type { Arguments } from './arguments.ts';
import type { CallContext } from './moonraker.ts';

export type Handler = (call: CallContext, args: Arguments) => unknown;

export interface Endpoint {
  path: string;
  /** Handlers by verb; the JSON-RPC method of each is its name. */
  verbs: Record<string, { rpc: string; run: Handler; changes: boolean }>;
  /** Answers without `{"result": …}` around it. */
  bare?: boolean;
  /** Answers also to those who are not authorised. */
  open?: boolean;
  /** Exists only once a Klippy host was seen, and fails while none is connected. */
  klippy?: boolean;
}

const rpcName = (path: string): string => path.slice(1).replaceAll('/', '.');

/** An endpoint that answers any verb with one handler; its method is its path with dots. */
export function endpoint(
  path: string,
  run: Handler,
  more: Partial<Endpoint> & { changes?: boolean; verbs?: never; verb?: string[] } = {},
): Endpoint {
  const { changes = false, verb = ['GET', 'POST'], ...rest } = more;
  return {
    path,
    ...rest,
    verbs: Object.fromEntries(verb.map((one) => [one, { rpc: rpcName(path), run, changes }])),
  };
}

/** A reading endpoint (GET). */
export const reads = (path: string, run: Handler, more: Partial<Endpoint> = {}): Endpoint =>
  endpoint(path, run, { ...more, verb: ['GET'] } as Parameters<typeof endpoint>[2]);

/** A changing endpoint (POST). */
export const changes = (path: string, run: Handler, more: Partial<Endpoint> = {}): Endpoint =>
  endpoint(path, run, { ...more, verb: ['POST'], changes: true } as Parameters<typeof endpoint>[2]);

/** Several verbs on one path: the methods carry the verb before their last word. */
export function resource(
  path: string,
  handlers: Partial<Record<'GET' | 'POST' | 'DELETE', Handler>>,
  more: Partial<Endpoint> = {},
): Endpoint {
  const parts = path.slice(1).split('/');
  const last = parts.pop() ?? '';
  const verbs: Endpoint['verbs'] = {};
  for (const [verb, run] of Object.entries(handlers)) {
    verbs[verb] = {
      rpc: [...parts, `${verb.toLowerCase()}_${last}`].join('.'),
      run,
      changes: verb !== 'GET',
    };
  }
  return { path, ...more, verbs };
}
