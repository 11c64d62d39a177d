import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/klipper/simulator/index.ts';

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
  }, 20_000);

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

  it('alone: what is asked in the first moment is told of the printer, not of its absence', async () => {
    const simulator = await startSimulator({ port: 0 });
    stops.push(() => void simulator.stop());
    const call = (id: number, name: string) => ({
      ...{ jsonrpc: '2.0', id, method: 'tools/call' },
      params: { name, arguments: {} },
    });
    const answers = await talk(
      ['--printer', simulator.url],
      [
        INITIALIZE,
        { jsonrpc: '2.0', method: 'notifications/initialized' },
        call(2, 'get_status'),
        call(3, 'list_printers'),
      ],
      3,
    );
    const [status, printers] = [2, 3].map((id) => answers.find((answer) => answer.id === id)!);
    expect(status).toMatchObject({ result: { structuredContent: { stale: false, state: 'standby' } } });
    expect(JSON.stringify(printers)).not.toContain('offline');
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

  it('offers the approval page to a client that opens addresses, and only asks: nothing it answers goes on', async () => {
    const url = 'https://print.example/approvals/a1';
    const sent: { method?: string; id?: unknown; result?: unknown }[] = [];
    const answers: Record<string, object> = {
      initialize: { serverInfo: { name: 'x', version: '1' } },
      set_temperature: { status: 'approval_required', action_id: 'a1', approve_url: url, summary: 'Heat' },
      home: { status: 'approval_required', action_id: 'a2', approve_url: 'file:///etc/passwd' },
    };
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const message = JSON.parse(body) as { id: number; method: string; params?: { name?: string } };
        sent.push(message);
        const found = answers[message.params?.name ?? message.method];
        response.writeHead(200, { 'content-type': 'application/json' });
        const result = message.method === 'tools/call' ? { content: [], structuredContent: found } : found;
        response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => server.close());
    const flags = [
      ...['--server', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, '--token', 't'],
    ];
    const call = (id: number, name: string) => ({
      ...{ jsonrpc: '2.0', id, method: 'tools/call' },
      params: { name, arguments: {} },
    });
    const hello = (elicitation: object) => ({
      ...INITIALIZE,
      params: { ...INITIALIZE.params, capabilities: { elicitation } },
    });
    const accept = { jsonrpc: '2.0', id: 'cloud-print-page-a1', result: { action: 'accept' } };
    const said = await talk(
      flags,
      [hello({ url: {} }), call(2, 'set_temperature'), accept, call(3, 'home')],
      4,
    );
    expect(said.find(({ method }) => method === 'elicitation/create')).toMatchObject({
      params: { mode: 'url', url, elicitationId: 'a1', message: expect.stringContaining('Heat') },
    });
    expect(JSON.stringify(said.filter(({ method }) => method))).not.toContain('passwd');
    expect(sent.every(({ result }) => result === undefined)).toBe(true);
    // A client that only has forms, or none, gets the address in the answer and no request.
    const plain = await talk(flags, [hello({ form: {} }), call(2, 'set_temperature'), call(3, 'home')], 3);
    expect(plain.filter(({ method }) => method)).toEqual([]);
  }, 20_000);
});
