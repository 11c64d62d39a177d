import { openAsBlob, readFileSync } from 'node:fs';
import { startApp, startPrinter } from '../support/app.ts';
import { sliced } from '../support/fixtures.ts';
import { startRealPrinter } from '../support/real-printer.ts';
import { registerWithPrinter, type Session } from '../support/session.ts';
import { atLeast, goal, type Benchmarks } from './bench.ts';

const PIECE_BYTES = 16 * 1024 * 1024;
const ROUNDS = 3;

/** `honeycomb_std` (17.8 MB) through the app, in pieces, against one POST straight to the same Moonraker. */
export async function benchmarks(): Promise<Benchmarks> {
  const real = await startRealPrinter();
  if (!real.available) console.error(`No real Moonraker (${real.reason}); the simulator stands in.`);
  const printer = real.available ? real : await startPrinter();
  const app = await startApp({ ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: String(printer.port) });
  try {
    const session = await registerWithPrinter(app.url, app.setupCode, { address: printer.address });
    const [{ id: printerId } = { id: '' }] = await connected(session);
    const bytes = readFileSync(sliced('honeycomb_std'));
    const file = await openAsBlob(sliced('honeycomb_std'));
    await throughApp(session, printerId, 'warm-up.gcode', bytes);
    const before = rssMegabytes(app.running.child.pid);
    let highest = before;
    const watch = setInterval(() => (highest = Math.max(highest, rssMegabytes(app.running.child.pid))), 20);
    const app_ = await best((round) => throughApp(session, printerId, `app-${round}.gcode`, bytes));
    clearInterval(watch);
    const straight = await best((round) => direct(printer.url, `direct-${round}.gcode`, file));
    const speed = (seconds: number) => bytes.length / 1e6 / seconds;
    const growth = highest - before;
    return {
      'upload through the app, MB/s': atLeast(speed(app_), speed(straight), 0.3),
      'upload, memory growth, MB': { ...goal(growth, 64, 'MB'), bar: '≤ 64 MB', ok: growth <= 64 },
    };
  } finally {
    await app.stop();
    await printer.stop();
  }
}

/** The shortest of some rounds, in seconds: what is measured is the work, not the noise. */
async function best(work: (round: number) => Promise<void>): Promise<number> {
  let shortest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await work(round);
    shortest = Math.min(shortest, (performance.now() - started) / 1000);
  }
  return shortest;
}

async function connected(session: Session): Promise<{ id: string }[]> {
  const printers = (await (await session.fetch('/api/printers')).json()) as { id: string }[];
  for (let attempt = 0; attempt < 100; attempt++) {
    const snapshot = await (await session.fetch(`/api/printers/${printers[0]?.id}`)).text();
    if (snapshot.includes('"phase":"connected"') && snapshot.includes('"state":"ready"')) return printers;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The app did not connect to the printer within 10 s.');
}

/** As a browser does it: create, pieces of 16 MB, then wait until the printer has it. */
async function throughApp(session: Session, printerId: string, name: string, bytes: Buffer): Promise<void> {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const tus = { 'tus-resumable': '1.0.0' };
  const created = await session.fetch('/api/uploads', {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${encode(name)},printerId ${encode(printerId)}`,
    },
  });
  const place = created.headers.get('location');
  if (created.status !== 201 || !place) throw new Error(`Upload refused: ${await created.text()}`);
  const path = new URL(place, 'http://app').pathname;
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
    const piece = await session.fetch(path, {
      method: 'PATCH',
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(bytes.subarray(offset, offset + PIECE_BYTES)),
    });
    if (piece.status !== 204) throw new Error(`A piece was refused: ${piece.status} ${await piece.text()}`);
  }
  for (;;) {
    const view = (await (await session.fetch(`${path}/view`)).json()) as { phase: string; error: unknown };
    if (view.phase === 'done') return;
    if (view.phase === 'failed') throw new Error(`The upload failed: ${JSON.stringify(view.error)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function direct(url: string, name: string, file: Blob): Promise<void> {
  const form = new FormData();
  form.set('file', file, name);
  const response = await fetch(`${url}/server/files/upload`, { method: 'POST', body: form });
  if (response.status !== 201) throw new Error(`Moonraker answered ${response.status}.`);
  await response.arrayBuffer();
}

/** Resident memory of a process, in megabytes. */
export function rssMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? Number.NaN) / 1024;
}
