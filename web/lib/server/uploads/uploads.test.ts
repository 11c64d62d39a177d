import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { UploadView } from '../../contracts.ts';
import { sha256 } from '../crypto/secrets.ts';
import { addSimulated, startWorkshop } from '../testing/printers.ts';

const { site, owner, machine, stop } = await startWorkshop({ MAX_UPLOAD_MEGABYTES: '2' });
afterAll(stop);

const TUS = { 'tus-resumable': '1.0.0' };
const GCODE = Buffer.from(`; test\nG28\n${'G1 X10 Y10 F3000\n'.repeat(2_000)}`);
const folder = () => join(site.app.settings.dataDirectory, 'uploads');
const encoded = (text: string) => Buffer.from(text).toString('base64');

async function begin(name: string, sizeBytes: number, extra: Record<string, string> = {}, who = owner) {
  const metadata = { filename: name, printerId: machine.id, ...extra };
  const response = await site.visit(who, '/api/uploads', {
    method: 'POST',
    headers: {
      ...TUS,
      'upload-length': String(sizeBytes),
      'upload-metadata': Object.entries(metadata)
        .map(([key, value]) => `${key} ${encoded(value)}`)
        .join(','),
    },
  });
  return { response, location: response.headers.get('location') ?? '' };
}

function piece(location: string, bytes: Buffer, offset: number, who = owner) {
  const headers = {
    ...TUS,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  };
  return site.visit(who, location, { method: 'PATCH', headers, body: new Uint8Array(bytes) });
}

const onPrinter = async () => (await machine.printer.files.list()).map(({ path }) => path);
const viewAt = async (location: string) =>
  (await (await site.visit(owner, `${location}/view`)).json()) as UploadView;
const problemIn = async (response: Response) =>
  ((await response.json()) as { error: { cause: string; remedy: string } }).error;

describe('uploading', () => {
  it('arrives at the printer in pieces, with the same bytes, and nothing starts', async () => {
    const { response, location } = await begin('cube.gcode', GCODE.length);
    expect(response.status).toBe(201);
    expect((await piece(location, GCODE.subarray(0, 1_000), 0)).status).toBe(204);
    expect(await viewAt(location)).toMatchObject({ phase: 'receiving', receivedBytes: 1_000 });
    expect((await piece(location, GCODE.subarray(1_000), 1_000)).status).toBe(204);
    expect(await viewAt(location)).toMatchObject({
      phase: 'done',
      path: 'cube.gcode',
      sentBytes: GCODE.length,
    });
    const there = new Response(await machine.printer.files.download('gcodes', 'cube.gcode'));
    expect(sha256(new Uint8Array(await there.arrayBuffer()))).toBe(sha256(GCODE));
    expect(machine.printer.snapshot().job.state).toBe('standby');
  });

  it('goes on after a cut: the server says where it stands, a wrong offset changes nothing', async () => {
    const { location } = await begin('resumed.gcode', GCODE.length);
    await piece(location, GCODE.subarray(0, 5_000), 0);
    expect((await piece(location, GCODE.subarray(9_000), 9_000)).status).toBe(409);
    const head = await site.visit(owner, location, { method: 'HEAD', headers: TUS });
    expect(head.headers.get('upload-offset')).toBe('5000');
    expect((await piece(location, GCODE.subarray(5_000), 5_000)).status).toBe(204);
    expect(await onPrinter()).toContain('resumed.gcode');
  });

  it('goes on after a restart that came between the last byte and the printer', async () => {
    const { location } = await begin('restarted.gcode', GCODE.length);
    await piece(location, GCODE.subarray(0, GCODE.length - 10), 0);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(folder(), location.split('/').at(-1) ?? ''), GCODE);
    await site.app.uploads.recover();
    await expect.poll(async () => (await viewAt(location)).phase).toBe('done');
    expect(await onPrinter()).toContain('restarted.gcode');
  });

  it('a recording (CSV) stays here and does not go to the printer', async () => {
    const csv = Buffer.from('#time,accel_x,accel_y,accel_z\n0.0,1,2,3\n');
    const { location } = await begin('resonances.csv', csv.length);
    expect((await piece(location, csv, 0)).status).toBe(204);
    const view = await viewAt(location);
    expect(view).toMatchObject({ phase: 'done', path: '' });
    expect(site.app.uploads.fileOf(owner.userId, view.id)).toSatisfy(existsSync);
    expect(await onPrinter()).not.toContain('resonances.csv');
  });

  it('a cancelled one leaves nothing behind and cannot be continued', async () => {
    const { location } = await begin('cancelled.gcode', GCODE.length);
    await piece(location, GCODE.subarray(0, 1_000), 0);
    expect((await site.visit(owner, location, { method: 'DELETE' })).status).toBe(204);
    expect((await piece(location, GCODE.subarray(1_000), 1_000)).status).toBe(410);
    expect(await viewAt(location)).toMatchObject({ phase: 'cancelled' });
    expect(readdirSync(folder()).filter((name) => name.startsWith(location.split('/').at(-1) ?? ''))).toEqual(
      [],
    );
  });
});

describe('bad files get a clear answer and leave the printer alone', () => {
  it.each([
    ['empty', 'empty.gcode', 0, 'empty'],
    ['no name', '', 10, 'no name'],
    ['a path', '../../config/printer.cfg.gcode', 10, 'folder'],
    ['a model', 'part.stl', 10, 'slicing|slicer|not how to print'],
  ])('%s, before a byte is taken', async (_name, file, size, words) => {
    const before = await onPrinter();
    const { response } = await begin(file, size);
    expect(response.status).toBe(422);
    expect((await problemIn(response)).cause).toMatch(new RegExp(words));
    expect(await onPrinter()).toEqual(before);
  });

  it('a model is told which settings fit this printer', async () => {
    const { response } = await begin('part.3mf', 10);
    expect((await problemIn(response)).remedy).toMatch(/bed \d+ × \d+ mm.*nozzle 0\.4 mm/);
  });

  it('too large for this server', async () => {
    const { response } = await begin('large.gcode', 3 * 1024 * 1024);
    expect(response.status).toBe(413);
  });

  it('a duplicate: both before a byte is taken, and when it appears meanwhile', async () => {
    const [first, second] = [
      await begin('twice.gcode', GCODE.length),
      await begin('twice.gcode', GCODE.length),
    ];
    expect((await piece(first.location, GCODE, 0)).status).toBe(204);
    const late = await piece(second.location, Buffer.from(GCODE.toString().replace('test', 'TEST')), 0);
    expect(late.status).toBe(422);
    expect((await problemIn(late)).cause).toContain('already has a file');
    expect((await begin('twice.gcode', GCODE.length)).response.status).toBe(422);
    const again = await begin('twice.gcode', GCODE.length, { overwrite: 'true' });
    expect((await piece(again.location, GCODE, 0)).status).toBe(204);
  });

  it('something else under the name of G-code', async () => {
    const prose = Buffer.from('This is a letter, not a program for a machine.\n'.repeat(20));
    const { location } = await begin('letter.gcode', prose.length);
    const response = await piece(location, prose, 0);
    expect(response.status).toBe(422);
    expect(await onPrinter()).not.toContain('letter.gcode');
    expect(await viewAt(location)).toMatchObject({
      phase: 'failed',
      error: { cause: expect.stringContaining('not G-code') },
    });
    expect(readdirSync(folder())).not.toContain(location.split('/').at(-1));
  });
});

describe('a printer that does not answer', () => {
  it('is said to be so, with what to do', async () => {
    const other = await addSimulated(site, owner, 'Gone');
    await other.simulator.stop();
    const { response } = await begin('late.gcode', 10, { printerId: other.id });
    expect(response.status).toBe(422);
    const problem = await problemIn(response);
    expect(problem.cause).toMatch(/^The printer cannot be asked: /);
    expect(problem.remedy).not.toBe('');
  }, 20_000);
});

describe('who may upload', () => {
  it('not a viewer, not a stranger, and nobody to an upload of somebody else', async () => {
    const stranger = await site.register('stranger@example.com');
    const viewer = await site.register('viewer@example.com');
    site.app.printers.members.setRole(machine.id, viewer.userId, 'viewer');
    expect((await begin('a.gcode', 10, {}, stranger)).response.status).toBe(404);
    expect((await begin('a.gcode', 10, {}, viewer)).response.status).toBe(404);
    const { location } = await begin('mine.gcode', GCODE.length);
    expect((await piece(location, GCODE, 0, stranger)).status).toBe(404);
    expect((await site.visit(stranger, location, { method: 'HEAD', headers: TUS })).status).toBe(404);
    expect((await site.visit(stranger, `${location}/view`)).status).toBe(404);
    expect((await site.visit(stranger, location, { method: 'DELETE' })).status).toBe(404);
    expect(await viewAt(location)).toMatchObject({ phase: 'receiving' });
  });
});

describe('pictures', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

  it('are kept as what they are, for the person who sent them', async () => {
    const headers = { 'content-type': 'image/jpeg' };
    const sent = await site.visit(owner, '/api/pictures', {
      method: 'POST',
      body: new Uint8Array(png),
      headers,
    });
    const { url } = (await sent.json()) as { url: string };
    const got = await site.visit(owner, url);
    expect(got.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await got.arrayBuffer())).toEqual(png);
    const other = await site.register('other@example.com');
    expect((await site.visit(other, url)).status).toBe(404);
  });

  it.each(['<svg onload="alert(1)"/>', 'GIF89a', ''])('%j is no picture here', async (text) => {
    const sent = await site.visit(owner, '/api/pictures', { method: 'POST', body: text || new Uint8Array() });
    expect(sent.status).toBe(415);
  });
});
