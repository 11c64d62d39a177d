import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it, type TestContext } from 'vitest';
import { eventually, http, openSocket, uploadFile, type Backend } from './backend.ts';

export const cube = gunzipSync(
  readFileSync(new URL('../../../../tests/fixtures/gcode/cube_thumb.gcode.gz', import.meta.url)),
);

/**
 * What every Moonraker must do alike. `backend` gives a reason instead where it cannot be had; with `readOnly` nothing
 * is asked that changes a printer, for real ones.
 */
export function contractSuite(
  backend: () => Backend | { reason: string },
  { readOnly = false }: { readOnly?: boolean } = {},
): void {
  const url = ({ skip }: TestContext): string => {
    const found = backend();
    if ('reason' in found) return skip(found.reason);
    return found.url;
  };
  const post = (at: string, path: string, body: unknown = {}) =>
    http(at, path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const state = async (at: string): Promise<string> => {
    const { body } = await http(at, '/printer/objects/query?print_stats=state');
    const { result } = body as { result?: { status: { print_stats: { state: string } } } };
    return result?.status.print_stats.state ?? 'unknown';
  };
  const serverState = async (at: string): Promise<unknown> =>
    ((await http(at, '/server/info')).body.result as { klippy_state: string }).klippy_state;

  it('is ready, and says what it is', async (context) => {
    const at = url(context);
    const info = (await http(at, '/server/info')).body.result as Record<string, unknown>;
    expect(info).toMatchObject({ klippy_connected: true, klippy_state: 'ready', failed_components: [] });
    expect(info.components).toEqual(
      expect.arrayContaining(['file_manager', 'history', 'job_queue', 'webcam']),
    );
    expect((await http(at, '/printer/info')).body.result).toMatchObject({
      state: 'ready',
      state_message: 'Printer is ready',
    });
  });

  it('answers queries: an unknown object is {}, an unknown field null', async (context) => {
    const at = url(context);
    const { body } = await http(at, '/printer/objects/query?no_such_object&extruder=target,no_such_field');
    expect((body.result as { status: unknown }).status).toEqual({
      no_such_object: {},
      extruder: { target: readOnly ? expect.any(Number) : 0, no_such_field: null },
    });
  });

  it('subscribes: a whole snapshot, then only changes', async (context) => {
    const socket = await openSocket(url(context));
    try {
      const { result } = await socket.call('printer.objects.subscribe', {
        objects: { extruder: ['temperature', 'target'] },
      });
      expect(Object.keys((result as { status: { extruder: object } }).status.extruder).sort()).toEqual([
        'target',
        'temperature',
      ]);
      await eventually('a change of temperature', () =>
        socket.notifications.some((one) => one.method === 'notify_status_update'),
      );
      const update = socket.notifications.find((one) => one.method === 'notify_status_update');
      expect(Object.keys((update?.params?.[0] as { extruder: object }).extruder)).toEqual(['temperature']);
    } finally {
      socket.close();
    }
  });

  if (readOnly) return;

  it('answers ok to an unknown command and says so as a response', async (context) => {
    const socket = await openSocket(url(context));
    try {
      expect((await socket.call('printer.gcode.script', { script: 'NO_SUCH_COMMAND A=1' })).result).toBe(
        'ok',
      );
      await eventually('the response', () =>
        socket.notifications.some((one) => one.params?.[0] === '// Unknown command:"NO_SUCH_COMMAND"'),
      );
    } finally {
      socket.close();
    }
  });

  it("refuses with Klipper's whole text over the socket", async (context) => {
    const socket = await openSocket(url(context));
    try {
      const cold = await socket.call('printer.gcode.script', { script: 'M83\nG1 E10 F300' });
      expect(cold.error).toEqual({
        code: 400,
        message: "Extrude below minimum temp\nSee the 'min_extrude_temp' config option for details",
      });
      const hot = await socket.call('printer.gcode.script', { script: 'M104 S400' });
      expect(hot.error).toEqual({
        code: 400,
        message: 'Requested temperature (400.0) out of range (0.0:260.0)',
      });
      const missing = await socket.call('printer.print.start', { filename: 'none.gcode' });
      expect(missing.error).toEqual({ code: 400, message: 'Unable to open file' });
      expect((await socket.call('no.such.method')).error?.code).toBe(-32601);
    } finally {
      socket.close();
    }
  });

  it('takes a file with its checksum, scans it, and refuses a wrong checksum', async (context) => {
    const at = url(context);
    const checksum = createHash('sha256').update(cube).digest('hex');
    const answer = await uploadFile(at, 'cube_thumb.gcode', cube, { root: 'gcodes', checksum });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        action: 'create_file',
        item: { path: 'cube_thumb.gcode', root: 'gcodes', size: cube.length },
        print_started: false,
      },
    });
    const metadata = (await http(at, '/server/files/metadata?filename=cube_thumb.gcode')).body.result;
    expect(metadata).toMatchObject({
      slicer: 'PrusaSlicer',
      estimated_time: 1145,
      filament_total: 1289.22,
      object_height: 20,
      layer_height: 0.2,
      first_layer_extr_temp: 205,
      first_layer_bed_temp: 60,
      filament_type: 'PLA',
      gcode_start_byte: 213678,
      gcode_end_byte: 482513,
    });
    expect((metadata as { thumbnails: { width: number }[] }).thumbnails.map((one) => one.width)).toEqual(
      expect.arrayContaining([32, 220]),
    );
    expect((await uploadFile(at, 'bad.gcode', 'G28\n', { checksum: '0'.repeat(64) })).status).toBe(422);
    expect((await http(at, '/server/files/gcodes/none.gcode', { method: 'DELETE' })).status).toBe(400);
  });

  it('prints: start, pause, resume, cancel, and keeps it in the history', async (context) => {
    const at = url(context);
    expect((await post(at, '/printer/print/start', { filename: 'cube_thumb.gcode' })).status).toBe(200);
    await eventually('printing', async () => (await state(at)) === 'printing');
    await eventually(
      'plastic to flow',
      async () => {
        const { body } = await http(at, '/printer/objects/query?print_stats=filament_used');
        return (
          (body.result as { status: { print_stats: { filament_used: number } } }).status.print_stats
            .filament_used > 5
        );
      },
      60,
    );
    expect((await uploadFile(at, 'cube_thumb.gcode', cube)).status).toBe(403);
    expect((await post(at, '/printer/print/pause')).status).toBe(200);
    await eventually('paused', async () => (await state(at)) === 'paused');
    expect((await post(at, '/printer/print/resume')).status).toBe(200);
    await eventually('printing again', async () => (await state(at)) === 'printing');
    expect((await post(at, '/printer/print/cancel')).status).toBe(200);
    await eventually('cancelled', async () => (await state(at)) === 'cancelled');
    await eventually('the history', async () => {
      const { body } = await http(at, '/server/history/list?limit=1');
      return (body.result as { jobs: { status: string }[] }).jobs[0]?.status === 'cancelled';
    });
  });

  it('completes a small file', async (context) => {
    const at = url(context);
    await uploadFile(at, 'tiny.gcode', 'M117 one\nG4 P200\nM117 two\n');
    await post(at, '/printer/print/start', { filename: 'tiny.gcode' });
    await eventually('complete', async () => (await state(at)) === 'complete');
    await eventually('the history', async () => {
      const { body } = await http(at, '/server/history/list?limit=1');
      return (body.result as { jobs: { status: string }[] }).jobs[0]?.status === 'completed';
    });
  });

  it('stops at once, refuses commands, and comes back by a firmware restart; subscriptions end with it', async (context) => {
    const at = url(context);
    const socket = await openSocket(at);
    try {
      await socket.call('printer.objects.subscribe', { objects: { extruder: ['temperature'] } });
      expect((await post(at, '/printer/emergency_stop')).status).toBe(200);
      await eventually('shutdown', async () => (await serverState(at)) === 'shutdown');
      await eventually('its notice', () =>
        socket.notifications.some((one) => one.method === 'notify_klippy_shutdown'),
      );
      expect((await post(at, '/printer/gcode/script', { script: 'G28' })).status).toBe(400);
      expect((await post(at, '/printer/firmware_restart')).status).toBe(200);
      await eventually('ready', async () => (await serverState(at)) === 'ready');
      // The state may say ready a quarter of a second before the notice is sent.
      await eventually('its notice', () =>
        socket.notifications.some((one) => one.method === 'notify_klippy_ready'),
      );
      const order = socket.notifications
        .map((one) => one.method)
        .filter((method) => method.startsWith('notify_klippy'));
      expect([...new Set(order)]).toEqual([
        'notify_klippy_shutdown',
        'notify_klippy_disconnected',
        'notify_klippy_ready',
      ]);
      socket.notifications.length = 0;
      await http(at, '/printer/objects/query?extruder');
      await http(at, '/printer/objects/query?extruder');
      expect(socket.notifications.filter((one) => one.method === 'notify_status_update')).toEqual([]);
    } finally {
      socket.close();
    }
  });
}
