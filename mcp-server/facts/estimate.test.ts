import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FakeError } from '../../src/klipper/testing/fake-moonraker.ts';
import type { FakeMoonraker } from '../../src/klipper/testing/fake-moonraker.ts';
import { connected } from '../../src/klipper/testing/world.ts';
import { createPrinterDirectory } from '../directory.ts';
import { createGate } from '../make-gate.ts';
import { createMemoryStore } from '../gate/memory-store.ts';
import { call } from '../testing/tool-test.ts';
import type { createWorld } from '../testing/world.ts';

const FILES = 50;
/** Every tenth file is not scanned yet: Moonraker knows no metadata of it. */
const paths = Array.from({ length: FILES }, (_, index) => `part_${index}.gcode`);
const unscanned = new Set(paths.filter((_, index) => index % 10 === 0));
/** As many as `get_queue` reads through where that is quick. */
const REHEARSED_BY_QUEUE = 5;
const GCODE = Buffer.from('G28\nM83\nG1 X40 Y40 F6000\nG1 X80 Y40\n');

function fiftyFiles(fake: FakeMoonraker): void {
  const listed = paths.map((path, index) => ({
    path,
    size: GCODE.length,
    modified: index + 0.5,
    permissions: 'rw',
  }));
  fake.on('server.files.list', () => listed);
  fake.on('server.files.metadata', ({ filename }) => {
    if (unscanned.has(String(filename))) throw new FakeError(404, `Metadata not available for <${filename}>`);
    const { size, modified } = listed.find(({ path }) => path === filename)!;
    return {
      filename,
      size,
      modified,
      uuid: createHash('md5').update(String(filename)).digest('hex'),
      estimated_time: 600,
    };
  });
  fake.on('server.spoolman.get_spool_id', () => ({ spool_id: 3 }));
  fake.on('server.spoolman.proxy', () => ({ id: 3, remaining_length: 1_000 }));
  fake.on('server.job_queue.status', () => ({
    queue_state: 'ready',
    queued_jobs: [...paths, paths[0]!].map((filename, index) => ({ job_id: String(index), filename })),
  }));
  for (const path of paths) {
    fake.serve(`/server/files/gcodes/${path}`, (_request, response) => response.end(GCODE));
  }
}

async function world() {
  const { fake, printer } = await connected(fiftyFiles);
  await printer.whenReady(20_000);
  const printers = createPrinterDirectory({ all: () => [printer], find: () => printer });
  const gate = createGate({ store: createMemoryStore(), printers });
  const clock = { nowMs: Date.now, monotonicMs: () => performance.now(), after: () => () => undefined };
  const asked = async (tool: string, args: Record<string, unknown> = {}) => {
    fake.requests.length = 0;
    const { data } = await call(
      { printer, printers, gate, clock } as unknown as ReturnType<typeof createWorld>,
      tool,
      args,
    );
    return {
      data,
      requests: {
        metadata: fake.count('server.files.metadata'),
        lists: fake.count('server.files.list'),
        spoolman: fake.count('server.spoolman.get_spool_id') + fake.count('server.spoolman.proxy'),
      },
    };
  };
  return { printer, asked };
}

const NONE = { metadata: 0, lists: 0, spoolman: 0 };

describe('what estimates ask of the printer', () => {
  it('50 files that were not rehearsed: their metadata once each, one list, and never which spool is loaded', async () => {
    const { asked } = await world();
    const { data, requests } = await asked('list_files', { limit: FILES });
    expect(requests).toEqual({ ...NONE, metadata: FILES, lists: 1 });
    const files = data.files as { path: string; estimated_by: string | null }[];
    for (const { path, estimated_by } of files) {
      expect(estimated_by, path).toBe(unscanned.has(path) ? null : 'slicer');
    }
    expect(files).toHaveLength(FILES);
  });

  it('files that were rehearsed: nothing', async () => {
    const { printer, asked } = await world();
    const rehearsed = paths.slice(0, 20);
    for (const path of rehearsed) await printer.rehearse(path);
    const { data, requests } = await asked('list_files', { limit: FILES });
    expect(requests).toEqual({ ...NONE, metadata: FILES - rehearsed.length, lists: 1 });
    const files = data.files as { path: string; estimated_by: string | null }[];
    for (const { path, estimated_by } of files.filter(({ path }) => rehearsed.includes(path))) {
      expect(estimated_by, path).toBe('rehearsal');
    }
  });

  it('a queue asks once for a file that waits several times; what it rehearses needs the spool, once each', async () => {
    const { asked } = await world();
    const { data, requests } = await asked('get_queue');
    expect(requests).toEqual({ metadata: FILES, lists: 1, spoolman: 2 * REHEARSED_BY_QUEUE });
    const by = (data.jobs as { estimated_by: string | null }[]).map(({ estimated_by }) => estimated_by);
    expect(by.slice(0, REHEARSED_BY_QUEUE)).toEqual(Array(REHEARSED_BY_QUEUE).fill('rehearsal'));
    expect(by).toHaveLength(FILES + 1);
    expect((await asked('get_queue')).requests).toEqual({
      ...NONE,
      metadata: FILES - REHEARSED_BY_QUEUE,
      lists: 1,
    });
  });

  it('one file: its facts are read once and handed on; other limits need no spool once it is known', async () => {
    const { printer, asked } = await world();
    const path = 'part_1.gcode';
    await printer.rehearse(path);
    await printer.rehearse(path, { limits: { maxAccel: 5_000 } });
    expect((await asked('get_file', { path, accel_mm_s2: 5_000 })).requests).toEqual({
      ...NONE,
      metadata: 1,
    });
    expect((await asked('preflight', { path })).requests).toEqual({ ...NONE, metadata: 1, spoolman: 2 });
  });
});
