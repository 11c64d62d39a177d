import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { answerDifference } from './compare.ts';
import { replayFile } from './files.ts';
import type { HttpRecording } from './recordings.ts';
import { recordedKey, startSituation, through } from './situations.ts';

/** Plays one recorded HTTP exchange against the simulator. Null when the answers agree. */
export async function replayHttp(recording: HttpRecording): Promise<string | null> {
  const { request, response } = recording;
  if (!response) return null;
  const simulator = await startSituation(recording.name);
  try {
    const query = new URLSearchParams(request.query);
    if (query.get('token') !== null && recording.name === 'untrusted-oneshot')
      query.set('token', await freshToken(simulator.url));
    const answer = await through(
      simulator,
      send(`${simulator.url}`, `${request.path}${query.size ? `?${query.toString()}` : ''}`, request),
    );
    const isJson = /json/.test(answer.headers['content-type'] ?? '');
    const body: unknown = isJson && answer.text ? JSON.parse(answer.text) : answer.text;
    return (
      answerDifference(response, { status: answer.status, body }) ??
      headerDifference(response.headers, answer.headers)
    );
  } finally {
    await simulator.stop();
  }
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends the path as it is written: `fetch` would resolve `%2e%2e` before it leaves. */
async function send(base: string, path: string, request: HttpRecording['request']): Promise<Answer> {
  const headers: Record<string, string> = { ...request.headers };
  let body: Buffer | undefined;
  if (request.multipart) {
    const packed = new Response(formOf(request.multipart));
    headers['Content-Type'] = packed.headers.get('content-type') ?? '';
    body = Buffer.from(await packed.arrayBuffer());
  } else if (request.raw_body !== undefined) body = Buffer.from(request.raw_body);
  else if (request.body !== undefined && request.body !== null) {
    headers['Content-Type'] = 'application/json';
    body = Buffer.from(JSON.stringify(request.body));
  }
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, path: path.replaceAll(' ', '%20'), method: request.method, headers },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function freshToken(url: string): Promise<string> {
  const answer = await fetch(`${url}/access/oneshot_token`, { headers: { 'X-Api-Key': recordedKey } });
  return ((await answer.json()) as { result: string }).result;
}

function formOf(parts: NonNullable<HttpRecording['request']['multipart']>): FormData {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) {
    if (typeof part === 'string')
      form.append(name, name === 'checksum' && !/^0+$/.test(part) ? checksumHere : part);
    else
      form.append(
        name,
        new Blob([
          new Uint8Array(
            part.filename.startsWith('printer') ? Buffer.from('[mcu]\nserial: x\n') : contentOf(part),
          ),
        ]),
        part.filename,
      );
  }
  return form;
}

const contentOf = (part: { filename: string; bytes: number }): Buffer =>
  part.bytes < 100 ? Buffer.alloc(part.bytes, 65) : replayFile(part.filename);
const checksumHere = createHash('sha256').update(replayFile('plate.gcode')).digest('hex');

function headerDifference(recorded: Record<string, string>, actual: IncomingHttpHeaders): string | null {
  for (const [name, value] of Object.entries(recorded)) {
    const now = actual[name.toLowerCase()];
    if (typeof now !== 'string') return `header ${name} is missing`;
    if (name === 'Content-Type' && now.split(';')[0] !== value.split(';')[0])
      return `header ${name} is ${now}, recorded ${value}`;
  }
  return null;
}
