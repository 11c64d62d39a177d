import type { BrowserContext } from '@playwright/test';
import { ask, startApp, startPrinter, type RunningApp } from '../../support/app.ts';

export const anna = { email: 'anna@example.org', password: 'three green printers' };

/** One app with one printer of Anna's, shared by the tests of a file. */
export interface World {
  app: RunningApp;
  printer: Awaited<ReturnType<typeof startPrinter>>;
  /** Logs Anna in, in this browser, without its pages. */
  signIn(context: BrowserContext): Promise<void>;
  stop(): Promise<void>;
}

/** Sends the forms of the pages without a browser, and keeps the cookies that come back. */
export function visitorOf(url: string) {
  const cookies = new Map<string, string>();
  return {
    async post(path: string, form: Record<string, string>): Promise<void> {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const headers = { origin: url, accept: 'text/html', cookie };
      const body = new URLSearchParams(form);
      const response = await fetch(url + path, { method: 'POST', headers, body, redirect: 'manual' });
      if (response.status !== 303) throw new Error(`${path} answered ${response.status}`);
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? [];
        cookies.set(name, value);
      }
    },
    enter: (context: BrowserContext): Promise<void> =>
      context.addCookies([...cookies].map(([name, value]) => ({ name, value, url }))),
  };
}

/** Starts both, makes Anna's account, and adds the printer to it. */
export async function startWorld(
  options: {
    speed?: number;
    printerArgs?: string[];
    env?: Record<string, string>;
    /** More ports of this machine that may be dialled. */
    ports?: number[];
  } = {},
): Promise<World> {
  const printer = await startPrinter({ speed: options.speed ?? 20, args: options.printerArgs ?? [] });
  const ports = [printer.port, ...(options.ports ?? [])].join(',');
  const app = await startApp({ ALLOW_LOOPBACK_PRINTERS: 'on', PRINTER_PORTS: ports, ...options.env });
  const visitor = visitorOf(app.url);
  await visitor.post('/?/address', { address: printer.address, tested: 'yes', name: 'workshop' });
  await visitor.post('/register?/register', { ...anna, setupCode: app.setupCode });
  const world: World = {
    app,
    printer,
    signIn: visitor.enter,
    async stop() {
      await app.stop();
      // A test may have put another one in its place.
      await world.printer.stop();
    },
  };
  return world;
}

/** Puts a file on the printer past the app. */
export async function putOnPrinter(url: string, name: string, content: Uint8Array | string): Promise<void> {
  const body = new FormData();
  body.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
  const response = await fetch(`${url}/server/files/upload`, { method: 'POST', body });
  if (!response.ok) throw new Error(`The printer answered ${response.status} to ${name}.`);
}

/** Everything at the printer that a command would leave a trace in; equal twice means: nothing was sent. */
export async function tracesAt(url: string): Promise<unknown> {
  const objects = 'print_stats=state,filename&heaters&extruder=target&heater_bed=target&toolhead=homed_axes';
  const [status, commands, files] = await Promise.all([
    ask<{ status: unknown }>(url, `/printer/objects/query?${objects}`),
    ask<{ gcode_store: { type: string; message: string }[] }>(url, '/server/gcode_store?count=1000'),
    ask<{ path: string; size: number }[]>(url, '/server/files/list?root=gcodes'),
  ]);
  return {
    status: status.status,
    commands: commands.gcode_store.map(({ type, message }) => `${type} ${message}`),
    files: files.map(({ path, size }) => `${path} ${size}`).sort(),
  };
}
