import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

const program = `${import.meta.dirname}/../stdio.ts`;
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Starts the program, sends the messages, and returns the answers once there are as many as asked for. */
function talk(
  argv: string[],
  messages: object[],
  answers: number,
): Promise<{ id: number; [key: string]: unknown }[]> {
  const child = spawn(process.execPath, [program, ...argv], { stdio: ['pipe', 'pipe', 'pipe'] });
  stops.push(() => child.kill());
  for (const message of messages) child.stdin.write(`${JSON.stringify(message)}\n`);
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
      const lines = out.split('\n').filter(Boolean);
      if (out.endsWith('\n') && lines.length >= answers) resolve(lines.map((line) => JSON.parse(line)));
    });
    child.once('exit', (code) => reject(new Error(`exit ${code}; said: ${out}`)));
  });
}

describe('the stdio program', () => {
  it('ends with 2 and an empty standard output on a bad flag', async () => {
    const child = spawn(process.execPath, [program, '--nonsense'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('alone offers only reads, and answers although no printer is there', async () => {
    const [hello, list, status] = await talk(
      ['--printer', 'http://127.0.0.1:9'],
      [
        INITIALIZE,
        { jsonrpc: '2.0', method: 'notifications/initialized' },
        { jsonrpc: '2.0', id: 2, method: 'tools/list' },
        { jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'get_status', arguments: {} } },
      ],
      3,
    );
    expect(hello).toMatchObject({ id: 1, result: { serverInfo: { name: 'cloud-print' } } });
    const { tools } = list!.result as { tools: { annotations: { readOnlyHint: boolean } }[] };
    expect(tools.every((tool) => tool.annotations.readOnlyHint)).toBe(true);
    expect(status).toMatchObject({ result: { structuredContent: { stale: true } } });
  }, 20_000);

  it('passes on to a running server with the token, and tells of a refused one', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      const good = request.headers.authorization === 'Bearer good';
      response.writeHead(good ? 200 : 401, { 'content-type': 'application/json' });
      request
        .resume()
        .on('end', () => response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: { ok: true } })));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [good] = await talk(['--server', url, '--token', 'good'], [INITIALIZE], 1);
    expect(good).toEqual({ jsonrpc: '2.0', id: 1, result: { ok: true } });
    const [bad] = await talk(['--server', url, '--token', 'bad'], [INITIALIZE], 1);
    expect(bad).toMatchObject({ id: 1, error: { message: expect.stringContaining('refused the token') } });
    expect(seen[0]).toBe('/mcp Bearer good');
  }, 20_000);
});
