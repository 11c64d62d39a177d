import type { PrinterAddress } from '../egress/address.ts';
import { urlOf } from '../egress/address.ts';
import { PrinterError, RpcError } from '../errors.ts';
import type { Session } from './auth.ts';
import { toPrinterError } from './problem.ts';
import type { Connection } from './connection.ts';
import type { HttpReply, HttpRequest, HttpSend } from './http.ts';
import { requestText } from './http.ts';
import { parseJson } from './http-error.ts';
import { readFrame, request as rpcRequest } from './messages.ts';
import type { MethodName, MethodParams, MethodResult } from './methods.ts';
import { METHODS, specOf } from './methods.ts';

export interface ReadOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Asks by HTTP, where an answer may be larger than a socket frame. */
  bulk?: boolean;
}

/** What the rest of this ring asks Moonraker through: typed reads, raw reads, and plain HTTP with our credentials. */
export interface MoonrakerApi {
  read<Name extends MethodName>(
    name: Name,
    params: MethodParams<Name>,
    options?: ReadOptions,
  ): Promise<MethodResult<Name>>;
  readRaw(name: string, params: object, options?: ReadOptions): Promise<unknown>;
  /** HTTP with this printer's credentials; `path` starts with `/`. */
  http(request: Omit<HttpRequest, 'url'> & { path: string }): Promise<HttpReply>;
}

const READ_TIMEOUT_MS = 15_000;
const BULK_LIMIT_BYTES = 16 * 1024 * 1024;

export function createApi(
  address: PrinterAddress,
  session: Session,
  send: HttpSend,
  connection: Pick<Connection, 'call' | 'isOpen'>,
  /** Parts that are loaded, or null before that is known. */
  components: () => readonly string[] | null,
): MoonrakerApi {
  const http: MoonrakerApi['http'] = async ({ path, ...request }) => {
    try {
      const headers = { ...(await session.headers()), ...request.headers };
      const reply = await send({ ...request, headers, url: urlOf(address, path) });
      if (reply.status === 401) session.expired();
      return reply;
    } catch (error) {
      throw toPrinterError(error, `${request.method} ${path}`);
    }
  };

  const readByHttp = async (name: string, params: object, options: ReadOptions): Promise<unknown> => {
    const headers = { ...(await session.headers()), 'content-type': 'application/json' };
    const reply = await requestText(
      send,
      {
        method: 'POST',
        url: urlOf(address, '/server/jsonrpc'),
        headers,
        body: rpcRequest(1, name, params),
        timeoutMs: options.timeoutMs ?? READ_TIMEOUT_MS,
        ...(options.signal ? { signal: options.signal } : {}),
      },
      BULK_LIMIT_BYTES,
    );
    const frame = readFrame(reply.text);
    if (frame.kind === 'error') throw new RpcError(name, frame.message, frame.code);
    if (frame.kind === 'result') return frame.result;
    throw noJsonRpc(name, reply.status, reply.text);
  };

  const askFor: MoonrakerApi['readRaw'] = async (name, params, options = {}) => {
    const component = specOf(name)?.component ?? null;
    const loaded = components();
    if (component !== null && loaded && !loaded.includes(component)) throw notAvailable(name, component);
    const bulk = options.bulk ?? specOf(name)?.bulk ?? false;
    if (bulk) {
      try {
        return await readByHttp(name, params, options);
      } catch (error) {
        // The printer's own answer counts; a missing HTTP way (an odd proxy) leaves the socket.
        const final = error instanceof RpcError || options.signal?.aborted === true || !connection.isOpen();
        if (final) throw toPrinterError(error, name);
      }
    }
    const { signal, timeoutMs = READ_TIMEOUT_MS } = options;
    return connection.call(name, params, { timeoutMs, ...(signal ? { signal } : {}) });
  };

  /** A part can be missing before the list of parts is known, or be older than a method of it. */
  const readRaw: MoonrakerApi['readRaw'] = async (name, params, options) => {
    try {
      return await askFor(name, params, options);
    } catch (error) {
      const component = specOf(name)?.component ?? null;
      if (component !== null && error instanceof RpcError && isNoSuchMethod(error))
        throw notAvailable(name, component);
      throw error;
    }
  };

  return {
    http,
    readRaw,
    async read(name, params, options) {
      const answer = await readRaw(name, params, options);
      const parsed = METHODS[name].result.safeParse(answer);
      if (parsed.success) return parsed.data as MethodResult<typeof name>;
      throw new PrinterError({
        kind: 'bad-answer',
        asked: name,
        wrong: 'the answer has not the form that Moonraker gives',
        cause: parsed.error,
      });
    },
  };
}

/** The code of "no such method" is that of "no such file" too: the words tell them apart. */
function isNoSuchMethod({ code, wrong }: RpcError): boolean {
  return code === -32601 && /method not found/i.test(wrong);
}

function notAvailable(name: string, component: string): PrinterError {
  return new PrinterError({
    kind: 'not-available',
    asked: name,
    wrong: `this printer’s Moonraker has no “${component}”`,
    tryThis: [`Add the section [${component}] to moonraker.conf if you want it, and restart Moonraker.`],
  });
}

function noJsonRpc(name: string, status: number, text: string): PrinterError {
  const message = parseJson(text) === undefined ? 'no JSON' : 'another form';
  return new PrinterError({
    kind: 'bad-answer',
    asked: name,
    wrong: `the answer was HTTP ${String(status)} with ${message}`,
  });
}
