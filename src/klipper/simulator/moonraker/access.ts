import { randomBytes } from 'node:crypto';
import type { Arguments } from './arguments.ts';
import { text } from './arguments.ts';
import { MoonrakerError, unauthorized } from './errors.ts';
import type { CallContext } from './moonraker.ts';
import { endpoint, reads, resource, type Endpoint } from './registry.ts';

/** Who may call: everybody, or only those with the key (and, for five seconds, with a one-shot token). */
export interface Access {
  apiKey: string;
  /** True when calls need the key. */
  required: boolean;
  trustedCreatedOn: number;
  oneShotTokens: Map<string, { address: string; expires: number }>;
}

export function createAccess(apiKey: string | undefined, now: number): Access {
  return {
    apiKey: apiKey ?? '0123456789abcdef0123456789abcdef',
    required: apiKey !== undefined,
    trustedCreatedOn: now,
    oneShotTokens: new Map(),
  };
}

export interface Credentials {
  apiKey?: string | undefined;
  bearer?: string | undefined;
  oneShot?: string | undefined;
  address: string;
}

/** Throws 401 unless the caller may call. A one-shot token is used up by this. */
export function authorize(access: Access, given: Credentials, now: number): void {
  if (given.oneShot !== undefined) {
    const token = access.oneShotTokens.get(given.oneShot);
    access.oneShotTokens.delete(given.oneShot);
    if (token && token.address === given.address && token.expires >= now) return;
    if (access.required) throw unauthorized();
  }
  if (!access.required || given.apiKey === access.apiKey) return;
  if (given.bearer !== undefined && given.apiKey === undefined) throw unauthorized('JWT Decode Error');
  throw unauthorized();
}

function oneShot({ moonraker, remoteAddress }: CallContext): string {
  const token = randomBytes(20).toString('hex').toUpperCase().slice(0, 32);
  moonraker.access.oneShotTokens.set(token, { address: remoteAddress, expires: Date.now() / 1000 + 5 });
  return token;
}

function login(_call: CallContext, args: Arguments): never {
  const user = text(args, 'username');
  text(args, 'password');
  throw new MoonrakerError(400, `Unregistered User: ${user}`);
}

/** Accounts are the real Moonraker's business: here nobody is registered. */
export const accessEndpoints: Endpoint[] = [
  reads(
    '/access/info',
    ({ moonraker, user }) => ({
      default_source: 'moonraker',
      available_sources: ['moonraker'],
      login_required: moonraker.host.machine.faults.has('force-logins'),
      trusted: !moonraker.access.required && user !== '',
    }),
    { open: true },
  ),
  reads('/access/oneshot_token', oneShot),
  resource('/access/api_key', { GET: ({ moonraker }) => moonraker.access.apiKey }),
  endpoint('/access/login', login, { open: true, verb: ['POST'] } as Parameters<typeof endpoint>[2]),
  endpoint(
    '/access/refresh_jwt',
    () => {
      throw new MoonrakerError(401, 'Invalid Refresh Token');
    },
    { open: true, verb: ['POST'] } as Parameters<typeof endpoint>[2],
  ),
  resource('/access/user', {
    GET: ({ moonraker }) => ({
      username: '_TRUSTED_USER_',
      source: 'moonraker',
      created_on: moonraker.access.trustedCreatedOn,
    }),
  }),
  reads('/access/users/list', () => ({ users: [] })),
];
