import { WebSocket, type ClientOptions } from 'ws';
import type { PrinterCredentials } from '../../moonraker/auth.ts';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Moonraker to try: the simulator's own face, or a real one on the simulator's Klipper socket. */
export interface Backend {
  name: string;
  url: string;
  credentials?: PrinterCredentials;
}

interface RpcAnswer {
  result?: unknown;
  error?: { code: number; message: string };
}

export interface Socket {
  call(method: string, params?: Record<string, unknown>): Promise<RpcAnswer>;
  notifications: { method: string; params?: unknown[] }[];
  close(): void;
}

/** A bare JSON-RPC socket: no client of ours in between. */
export async function openSocket(url: string, options: ClientOptions = {}): Promise<Socket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/websocket`, options);
  const waiting = new Map<number, (answer: RpcAnswer) => void>();
  const notifications: Socket['notifications'] = [];
  let nextId = 1;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data as Buffer)) as RpcAnswer & {
      id?: number;
      method?: string;
      params?: unknown[];
    };
    if (message.method !== undefined)
      notifications.push({ method: message.method, ...(message.params ? { params: message.params } : {}) });
    else if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    notifications,
    call(method, params = {}) {
      const id = nextId++;
      socket.send(JSON.stringify({ jsonrpc: '2.0', method, params, id }));
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    close: () => socket.terminate(),
  };
}

export async function http(
  url: string,
  path: string,
  init?: RequestInit,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}${path}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export async function uploadFile(
  url: string,
  name: string,
  content: Buffer | string,
  fields: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
  return http(url, '/server/files/upload', { method: 'POST', body: form });
}

/** Waits for something to become true, looking ten times a second; says what it waited for when it does not. */
export async function eventually(
  what: string,
  look: () => Promise<boolean> | boolean,
  seconds = 30,
): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    if (await look()) return;
    await sleep(100);
  }
  throw new Error(`Waited ${seconds} s for: ${what}`);
}
