import { Agent, request } from 'node:http';
import { start } from '../support/processes.ts';
import { atMost, type Benchmarks } from './bench.ts';
import { stdioReady } from './stdio-ready.ts';
import { stopUnderLoad } from './stop-under-load.ts';

const WARM_UP = 150;
const CALLS = 400;
const ROUNDS = 3;

/** What the server itself costs, and how fast an emergency stop leaves it when everything else is in the way. */
export async function benchmarks(): Promise<Benchmarks> {
  return { ...(await costOfCall()), ...(await stopUnderLoad()), ...(await stdioReady()) };
}

/** CPU time of a call with a fresh server for each, against the same facts over plain HTTP JSON. */
async function costOfCall(): Promise<Benchmarks> {
  const running = start('tests/bench/mcp-process.ts');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const [, port = ''] = await running.until(/listening :(\d+)\./);
    const body = JSON.stringify({
      ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
      params: { name: 'get_status', arguments: {} },
    });
    const call = (path: string) => send({ agent, port, path, body });
    const spent = async () => {
      const { user, system } = JSON.parse(await call('/cpu')) as NodeJS.CpuUsage;
      return user + system;
    };
    const cost = async (path: string) => {
      const before = await spent();
      for (let count = 0; count < CALLS; count += 1) await call(path);
      return (await spent()) - before;
    };
    const answer = await call('/mcp');
    if (!answer.includes('"structuredContent"')) throw new Error(`No status came over MCP: ${answer}`);
    for (let count = 0; count < WARM_UP; count += 1) await call(count % 2 ? '/mcp' : '/plain');
    let [mcp, plain] = [Infinity, Infinity];
    for (let round = 0; round < ROUNDS; round += 1) {
      plain = Math.min(plain, await cost('/plain'));
      mcp = Math.min(mcp, await cost('/mcp'));
    }
    const each = (microseconds: number) => microseconds / CALLS / 1000;
    return { 'CPU of a call / plain HTTP JSON, ms': atMost(each(mcp), each(plain), 16) };
  } finally {
    agent.destroy();
    await running.stop();
  }
}

function send(wanted: { agent: Agent; port: string; path: string; body: string }): Promise<string> {
  const { body, ...rest } = wanted;
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    accept: 'application/json, text/event-stream',
  };
  return new Promise((resolve, reject) => {
    const sent = request({ ...rest, host: '127.0.0.1', method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
