import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorize } from './access.ts';
import type { Arguments } from './arguments.ts';
import { credentialsOf } from './credentials.ts';
import { carryOut, endpointAt } from './dispatch.ts';
import { sendDownload } from './download.ts';
import { errorBody, MoonrakerError, notFound } from './errors.ts';
import { deleteFile } from './file-endpoints.ts';
import { answerRpc } from './json-rpc.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { upload } from './upload.ts';

const allowedOrigin = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

/** Answers one HTTP request as Moonraker would. */
export async function answerHttp(
  moonraker: Moonraker,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const origin = request.headers.origin;
  response.setHeader('Server', 'TornadoServer/6.2');
  if (origin !== undefined && allowedOrigin.test(origin) && !moonraker.host.machine.faults.has('cors'))
    response.setHeader('Access-Control-Allow-Origin', origin);
  if (request.method === 'OPTIONS') return preflight(response);
  try {
    await route(moonraker, request, response);
  } catch (error) {
    const known =
      error instanceof MoonrakerError
        ? error
        : new MoonrakerError(500, 'Internal Server Error', String(error), 'Exception');
    sendJson(response, known.status, errorBody(known));
  }
}

function preflight(response: ServerResponse): void {
  if (response.hasHeader('Access-Control-Allow-Origin')) {
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE, OPTIONS');
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Origin, Accept, Content-Type, X-Requested-With, X-CRSF-Token, Authorization, X-Access-Token, X-Api-Key',
    );
  }
  response.writeHead(204).end();
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      'Content-Type': 'application/json; charset=UTF-8',
      'Content-Length': String(Buffer.byteLength(text)),
      ...headers,
    })
    .end(text);
}

async function route(
  moonraker: Moonraker,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const verb = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const rawPath = (request.url ?? '/').split('?')[0] ?? '/';
  const endpoint = endpointAt(rawPath);
  const address = request.socket.remoteAddress ?? '';
  let trusted = true;
  try {
    authorize(moonraker.access, credentialsOf(request), Date.now() / 1000);
  } catch (error) {
    trusted = false;
    if (!endpoint?.open) {
      request.resume();
      throw error;
    }
  }
  const call: CallContext = {
    moonraker,
    transport: 'http',
    verb,
    connection: null,
    user: trusted ? '_TRUSTED_USER_' : '',
    remoteAddress: address,
    host: request.headers.host ?? '',
  };
  if (rawPath === '/server/files/upload' && verb === 'POST') {
    const { body, location } = await upload(moonraker, request);
    return sendJson(response, 201, body, {
      Location: `http://${request.headers.host ?? 'printer'}${location}`,
    });
  }
  if (rawPath === '/server/jsonrpc' && verb === 'POST') {
    return sendJson(
      response,
      200,
      await answerRpc((await readBody(request)).toString('utf8'), call, () => trusted),
    );
  }
  const file = /^\/server\/files\/([^/]+)(?:\/(.+))?$/.exec(rawPath);
  if (!endpoint && file) return fileRoute(moonraker, request, response, verb, file[1] ?? '', file[2]);
  if (!endpoint) throw notFound();
  const args = await readArguments(request);
  const result = await carryOut({ ...call, verb: endpoint.verbs[verb] ? verb : verb }, endpoint, args);
  if (moonraker.host.machine.faults.has('lost-answers') && endpoint.verbs[verb]?.changes) {
    request.socket.destroy();
    return;
  }
  sendJson(response, 200, endpoint.bare ? result : { result });
}

function fileRoute(
  moonraker: Moonraker,
  request: IncomingMessage,
  response: ServerResponse,
  verb: string,
  root: string,
  encoded: string | undefined,
): void {
  const path = encoded === undefined ? '' : decodeURIComponent(encoded);
  if (verb === 'DELETE') {
    moonraker.requests.push({
      at: moonraker.wallSeconds(),
      transport: 'http',
      method: 'DELETE',
      path: `/server/files/${root}/${path}`,
      rpcMethod: 'server.files.delete_file',
      params: { path: `${root}/${path}` },
    });
    return sendJson(response, 200, { result: deleteFile(moonraker, root, path) });
  }
  if (verb !== 'GET') throw new MoonrakerError(405, 'Method Not Allowed');
  sendDownload(moonraker, request, response, root, path);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Arguments from the query string and a JSON body; broken JSON is dropped without a word. */
async function readArguments(request: IncomingMessage): Promise<Arguments> {
  const query = (request.url ?? '').split('?')[1] ?? '';
  const args: Arguments = {};
  for (const [name, value] of new URLSearchParams(query)) args[name] = value;
  delete args.token;
  const body = await readBody(request);
  if (body.length && /json/.test(request.headers['content-type'] ?? 'json')) {
    try {
      const parsed: unknown = JSON.parse(body.toString('utf8'));
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
        Object.assign(args, parsed);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  } else if (body.length && /urlencoded/.test(request.headers['content-type'] ?? '')) {
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) args[name] = value;
  }
  return args;
}
