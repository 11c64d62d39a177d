import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { obeyFaultLine } from './fault-lines.ts';
import { faultDescriptions, startSimulator, type Simulator, type SimulatorOptions } from './index.ts';

async function start(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ port: 0, clock: 'manual', ...options });
  onTestFinished(() => simulator.stop());
  return simulator;
}

async function post(simulator: Simulator, path: string, body: unknown = {}): Promise<number> {
  const answer = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  return answer.status;
}

describe('the simulated printer', () => {
  it('writes down every call that changes something, and none that reads', async () => {
    const simulator = await start();
    await fetch(`${simulator.url}/printer/objects/query?extruder`);
    await fetch(`${simulator.url}/server/files/list`);
    await post(simulator, '/printer/gcode/script', { script: 'M104 S200' });
    await post(simulator, '/server/jsonrpc', {
      jsonrpc: '2.0',
      id: 1,
      method: 'printer.print.start',
      params: { filename: 'x.gcode' },
    });
    await fetch(`${simulator.url}/server/files/gcodes/x.gcode`, { method: 'DELETE' });
    expect(
      simulator.requests.map(({ transport, method, path, rpcMethod, params }) => ({
        transport,
        method,
        path,
        rpcMethod,
        params,
      })),
    ).toEqual([
      {
        transport: 'http',
        method: 'POST',
        path: '/printer/gcode/script',
        rpcMethod: 'printer.gcode.script',
        params: { script: 'M104 S200' },
      },
      {
        transport: 'http',
        method: 'POST',
        path: '/printer/print/start',
        rpcMethod: 'printer.print.start',
        params: { filename: 'x.gcode' },
      },
      {
        transport: 'http',
        method: 'DELETE',
        path: '/server/files/gcodes/x.gcode',
        rpcMethod: 'server.files.delete_file',
        params: { path: 'gcodes/x.gcode' },
      },
    ]);
  });

  it('serves a JPEG that changes as the machine does, and differs from printer to printer', async () => {
    const one = await start({ name: 'One' });
    const two = await start({ name: 'Two' });
    const picture = async (simulator: Simulator): Promise<Buffer> =>
      Buffer.from(await (await fetch(`${simulator.url}/webcam/?action=snapshot`)).arrayBuffer());
    const first = await picture(one);
    expect(first.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(first.equals(await picture(two))).toBe(false);
    one.faults.set('webcam-dead');
    expect((await fetch(`${one.url}/webcam/?action=snapshot`)).status).toBe(502);
  });

  it('refuses a handshake from a foreign origin and takes one without', async () => {
    const simulator = await start();
    const open = (headers: Record<string, string>): Promise<string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/websocket`, { headers });
        socket.once('open', () => (socket.terminate(), resolve('open')));
        socket.once('error', (error) => resolve(error.message));
      });
    expect(await open({ Origin: 'http://evil.example' })).toContain('403');
    expect(await open({})).toBe('open');
  });

  it('refuses calls without the key, downloads included', async () => {
    const simulator = await start({ apiKey: 'secret' });
    expect((await fetch(`${simulator.url}/server/info`)).status).toBe(401);
    expect((await fetch(`${simulator.url}/server/files/config/printer.cfg`)).status).toBe(401);
    expect((await fetch(`${simulator.url}/server/info`, { headers: { 'X-Api-Key': 'secret' } })).status).toBe(
      200,
    );
    expect((await fetch(`${simulator.url}/access/info`)).status).toBe(200);
  });

  it('switches every fault on and off again', async () => {
    const simulator = await start();
    for (const name of Object.keys(faultDescriptions)) {
      simulator.faults.set(name);
      expect(simulator.faults.list()).toContain(name);
      simulator.faults.clear(name);
    }
    expect(simulator.faults.list()).toEqual([]);
    expect(() => simulator.faults.set('no-such-fault')).toThrow('No fault is called "no-such-fault"');
  });

  it('switches faults by typed lines, of one printer or all, and says what is wrong with a line', async () => {
    const printers = [await start(), await start()];
    expect(obeyFaultLine('set under-voltage', printers)).toBe(
      'Printer 1: under-voltage.\nPrinter 2: under-voltage.',
    );
    expect(obeyFaultLine(' clear under-voltage 2 ', printers)).toBe('Printer 2: no fault.');
    expect(printers.map(({ faults }) => faults.list())).toEqual([['under-voltage'], []]);
    expect(obeyFaultLine('set no-such-fault', printers)).toContain('Known faults: 401');
    expect(obeyFaultLine('set frozen 3', printers)).toBe('There is no printer 3: they are numbered 1 to 2.');
    expect(obeyFaultLine('frozen', printers)).toContain('Type "set NAME"');
  });

  it('a frozen peer answers neither calls nor pings, lets a handshake hang, and still stops', async () => {
    const simulator = await start();
    const open = new WebSocket(`${simulator.url.replace('http', 'ws')}/websocket`);
    await new Promise<void>((resolve) => open.once('open', () => resolve()));
    let pongs = 0;
    open.on('pong', () => pongs++);
    open.ping();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(pongs).toBe(1);
    simulator.faults.set('frozen');
    open.ping();
    const late = new WebSocket(`${simulator.url.replace('http', 'ws')}/websocket`);
    late.on('error', () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(pongs).toBe(1);
    expect(late.readyState).toBe(late.CONNECTING);
    open.terminate();
    await simulator.stop();
  });

  it('loses the answer of a start, not the start', async () => {
    const simulator = await start();
    simulator.faults.set('lost-answers');
    await expect(post(simulator, '/printer/gcode/script', { script: 'M117 heard' })).rejects.toThrow();
    expect(simulator.machine.display.message).toBe('heard');
    expect(simulator.requests).toHaveLength(1);
  });

  it('resolves .. in a delete, as Moonraker does: the client must refuse it', async () => {
    const simulator = await start();
    const status = await new Promise((resolve) => {
      request(
        { port: simulator.port, method: 'DELETE', path: '/server/files/gcodes/%2e%2e/config/macros.cfg' },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      ).end();
    });
    expect(status).toBe(200);
    const list = (await (await fetch(`${simulator.url}/server/files/list?root=config`)).json()) as {
      result: { path: string }[];
    };
    expect(list.result.map((one) => one.path)).not.toContain('macros.cfg');
  });

  it('follows real time times its speed', async () => {
    const simulator = await start({ clock: 'real', speed: 100 });
    const begin = simulator.machine.now;
    await fetch(`${simulator.url}/printer/objects/query?extruder`);
    await fetch(`${simulator.url}/printer/objects/query?extruder`);
    expect(simulator.machine.now - begin).toBeGreaterThan(4);
    await expect(simulator.advance(1)).rejects.toThrow('manual');
  });
});
