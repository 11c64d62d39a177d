import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Wire {
  port: number;
  go(): void;
  stop(): void;
}

/** Starts the bare printers in a process of their own. */
export async function startWire(): Promise<Wire> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'wire.ts'), { stdio: 'inherit' });
  const [port] = (await once(child, 'message')) as [number];
  return { port, go: () => child.send('go'), stop: () => child.kill() };
}

export interface Usage {
  /** Share of one core, 0..1. */
  core: number;
  seconds: number;
}

/** CPU of this process while the time passes. */
export async function cpuDuring(milliseconds: number): Promise<Usage> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await pause(milliseconds);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedAt) / 1000;
  return { core: (user + system) / 1e6 / seconds, seconds };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Memory that is kept after a collection (`--expose-gc`); resident memory swings with garbage. */
export function keptBytes(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
