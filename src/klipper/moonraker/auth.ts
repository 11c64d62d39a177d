import type { Clock } from '../clock.ts';
import { PrinterError, RpcError } from '../errors.ts';
import type { PrinterAddress } from '../egress/address.ts';
import { urlOf } from '../egress/address.ts';
import type { HttpSend } from './http.ts';
import { requestText } from './http.ts';
import { errorOfReply, parseJson } from './http-error.ts';
import { LoginAnswer, RefreshAnswer } from './schemas.ts';
import { z } from 'zod';

/** What lets us in at one printer. Held in memory only; never part of a message or an error. */
export interface PrinterCredentials {
  apiKey?: string;
  username?: string;
  password?: string;
  /** More headers, such as a Cloudflare Access service token. */
  headers?: Record<string, string>;
  /** PEM of the authority that signed the printer's certificate. */
  customCa?: string;
}

export interface Session {
  /** Headers for a request or a handshake; logs in or refreshes first where that is needed. */
  headers(): Promise<Record<string, string>>;
  /** Secrets for `server.connection.identify`. */
  identify(): Promise<{ apiKey?: string; accessToken?: string }>;
  /** After a 401: forget the token, so that the next call gets a new one. */
  expired(): void;
}

/** Moonraker's access token lives one hour. */
const REFRESH_AFTER_MS = 50 * 60_000;
/** A refused password is not tried again at once: Moonraker counts attempts and locks out. */
const RETRY_LOGIN_AFTER_MS = 10 * 60_000;

interface Tokens {
  access: string;
  refresh: string;
  issuedAtMs: number;
}

export function createSession(
  address: PrinterAddress,
  credentials: PrinterCredentials,
  send: HttpSend,
  clock: Clock,
): Session {
  const fixed: Record<string, string> = {
    ...credentials.headers,
    ...(credentials.apiKey === undefined ? {} : { 'X-Api-Key': credentials.apiKey }),
  };
  const { username, password } = credentials;
  let tokens: Tokens | null = null;
  let refusal: { error: PrinterError; atMs: number } | null = null;
  let running: Promise<Tokens> | null = null;

  const post = async (path: string, body: object): Promise<unknown> => {
    const reply = await requestText(
      send,
      {
        method: 'POST',
        url: urlOf(address, path),
        headers: { ...fixed, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      64 * 1024,
    );
    if (reply.status !== 200) throw errorOfReply('Log in at the printer', reply.status, reply.text);
    return parseJson(reply.text);
  };

  const login = async (): Promise<Tokens> => {
    if (refusal && clock.monotonicMs() - refusal.atMs < RETRY_LOGIN_AFTER_MS) throw refusal.error;
    try {
      const answer = await post('/access/login', { username, password });
      const { token, refresh_token } = z.object({ result: LoginAnswer }).parse(answer).result;
      return { access: token, refresh: refresh_token, issuedAtMs: clock.monotonicMs() };
    } catch (cause) {
      if (!(cause instanceof RpcError)) throw cause;
      // A wrong password or an unknown user is HTTP 400, not 401.
      const error = new PrinterError({
        kind: 'unauthorized',
        asked: 'Log in at the printer',
        wrong: cause.wrong,
        tryThis: ['Check the user name and the password of the Moonraker user.'],
        cause,
      });
      refusal = { error, atMs: clock.monotonicMs() };
      throw error;
    }
  };

  const refresh = async (old: Tokens): Promise<Tokens> => {
    try {
      const answer = await post('/access/refresh_jwt', { refresh_token: old.refresh });
      const { token } = z.object({ result: RefreshAnswer }).parse(answer).result;
      return { ...old, access: token, issuedAtMs: clock.monotonicMs() };
    } catch (cause) {
      if (cause instanceof RpcError && cause.code === 401) return login();
      throw cause;
    }
  };

  const current = async (): Promise<Tokens | null> => {
    if (username === undefined || password === undefined) return null;
    if (tokens && clock.monotonicMs() - tokens.issuedAtMs < REFRESH_AFTER_MS) return tokens;
    running ??= (tokens ? refresh(tokens) : login()).finally(() => {
      running = null;
    });
    tokens = await running;
    return tokens;
  };

  return {
    async headers() {
      const known = await current();
      return known ? { ...fixed, Authorization: `Bearer ${known.access}` } : { ...fixed };
    },
    async identify() {
      const known = await current();
      return {
        ...(credentials.apiKey === undefined ? {} : { apiKey: credentials.apiKey }),
        ...(known ? { accessToken: known.access } : {}),
      };
    },
    expired() {
      if (tokens) tokens = { ...tokens, issuedAtMs: Number.NEGATIVE_INFINITY };
    },
  };
}
