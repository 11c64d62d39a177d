import { spawn } from 'node:child_process';
import { root } from '../support/processes.ts';
import { goal, percentile, type Benchmarks } from './bench.ts';

const ROUNDS = 9;
const GOAL_MS = 600;
const HELLO = {
  ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
};

/** From `npm run --silent mcp` as a client starts it to its first answer. The first start may build, and is left out. */
export async function stdioReady(): Promise<Benchmarks> {
  const samples: number[] = [];
  await ready();
  for (let round = 0; round < ROUNDS; round += 1) samples.push(await ready());
  return { 'stdio server ready, ms p50': goal(percentile(samples, 0.5), GOAL_MS, 'ms') };
}

function ready(): Promise<number> {
  const began = performance.now();
  const words = ['run', '--silent', 'mcp', '--', '--printer', 'http://127.0.0.1:9'];
  const child = spawn('npm', words, { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.write(`${JSON.stringify(HELLO)}\n`);
  return new Promise((resolve, reject) => {
    let took = Number.NaN;
    child.once('error', reject);
    child.stdout.once('data', () => {
      took = performance.now() - began;
      child.stdin.end();
    });
    child.once('exit', (code) =>
      Number.isNaN(took) ? reject(new Error(`It ended with ${code}.`)) : resolve(took),
    );
  });
}
