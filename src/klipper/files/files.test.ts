import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { PrinterError } from '../errors.ts';
import type { UploadSource } from '../printer.ts';
import { FakeError } from '../testing/fake-moonraker.ts';
import type { FakeMoonraker } from '../testing/fake-moonraker.ts';
import { connected } from '../testing/world.ts';
import { reasonAgainstPath } from './paths.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

async function ready(prepare?: (fake: FakeMoonraker) => void) {
  const world = await connected(prepare);
  await world.printer.whenReady(20_000);
  return world;
}

function source(path: string, text = 'G28\n', changes: Partial<UploadSource> = {}): UploadSource {
  const bytes = Buffer.from(text);
  return {
    path,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    async *open() {
      yield bytes;
    },
    ...changes,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** Answers uploads as recorded: 201 with a bare object. */
function takesUploads(fake: FakeMoonraker, bodies: string[] = []) {
  fake.serve('/server/files/upload', (request, response) => {
    void bodyOf(request).then((body) => {
      bodies.push(body);
      const path = /filename="([^"]*)"/.exec(body)?.[1];
      const item = { modified: 1, size: 4, permissions: 'rw', path, root: 'gcodes' };
      response.writeHead(201).end(JSON.stringify({ action: 'create_file', item, print_started: false }));
    });
  });
}

describe('files', () => {
  it('lists what is there', async () => {
    const { printer } = await ready();
    const files = await printer.files.list();
    expect(files).toContainEqual({
      path: 'two_cubes.gcode',
      sizeBytes: 78_782,
      modifiedMs: 1795341799808.2366,
    });
  });

  it('asks only for the end of a long file, and takes the whole where a server knows no ranges', async () => {
    const ranges: (string | undefined)[] = [];
    const { printer } = await ready((fake) => {
      fake.serve('/server/files/logs/klippy.log', ({ headers }, response) => {
        ranges.push(headers.range);
        response
          .writeHead(ranges.length === 1 ? 206 : 200)
          .end(ranges.length === 1 ? 'end' : 'all to the end');
      });
    });
    const read = async () =>
      new Response(await printer.files.download('logs', 'klippy.log', { lastBytes: 3 })).text();
    expect([await read(), await read()]).toEqual(['end', 'all to the end']);
    expect(ranges).toEqual(['bytes=-3', 'bytes=-3']);
  });

  it('thumbnails_are_relative_to_the_folder_of_the_file', async () => {
    const { printer } = await ready((fake) => {
      fake.on('server.files.metadata', () => ({
        size: 10,
        modified: 1,
        thumbnails: [{ width: 32, height: 32, size: 5, relative_path: '.thumbs/plate-32x32.png' }],
      }));
    });
    const facts = await printer.files.facts('projects/plates/plate.gcode');
    expect(facts?.thumbnails[0]?.path).toBe('projects/plates/.thumbs/plate-32x32.png');
  });

  it('a_thumbnail_path_that_leads_elsewhere is left out', async () => {
    const { printer } = await ready((fake) => {
      fake.on('server.files.metadata', () => ({
        size: 10,
        modified: 1,
        thumbnails: [{ width: 32, height: 32, size: 5, relative_path: '../config/printer.cfg' }],
      }));
    });
    expect(await printer.files.thumbnail('a.gcode', 100)).toBeNull();
  });

  it('takes the thumbnail nearest to the wish, and checks that it is a picture', async () => {
    const { fake, printer } = await ready((fake) => {
      fake.serve('/server/files/gcodes/.thumbs/two_cubes-300x300.png', (_request, response) =>
        response.end(PNG),
      );
      fake.serve('/server/files/gcodes/.thumbs/two_cubes-32x32.png', (_request, response) =>
        response.end('<svg>'),
      );
    });
    expect((await printer.files.thumbnail('two_cubes.gcode', 250))?.mediaType).toBe('image/png');
    await expect(printer.files.thumbnail('two_cubes.gcode', 16)).rejects.toThrow(/not a PNG/);
    expect(fake.paths).toContain('GET /server/files/gcodes/.thumbs/two_cubes-32x32.png');
  });

  it('metadata_404_is_unknown_or_not_scanned_yet: the list tells which', async () => {
    const { printer } = await ready((fake) => {
      fake.on('server.files.metadata', () => {
        throw new FakeError(-32601, 'Metadata not available for <x>');
      });
    });
    expect(await printer.files.facts('none.gcode')).toBeNull();
    expect(await printer.files.facts('plate.gcode')).toMatchObject({
      sizeBytes: 59_720,
      estimatedSeconds: null,
    });
  });

  it('uploads with checksum and folder, never with print', async () => {
    const bodies: string[] = [];
    const { printer } = await ready((fake) => {
      takesUploads(fake, bodies);
    });
    const progress: number[] = [];
    const file = await printer.files.upload(source('new/Würfel "1".gcode'), {
      onProgress: (bytes) => progress.push(bytes),
    });
    expect(file.path).toBe('Würfel %221%22.gcode');
    expect(progress).toEqual([4]);
    expect(bodies[0]).toContain('name="path"\r\n\r\nnew\r\n');
    expect(bodies[0]).toContain(`name="checksum"\r\n\r\n${source('x').sha256}\r\n`);
    expect(bodies[0]).not.toContain('name="print"');
  });

  it('an_existing_file_is_overwritten_without_a_question: refuses, also another letter case', async () => {
    const { fake, printer } = await ready(takesUploads);
    await expect(printer.files.upload(source('two_cubes.gcode'))).rejects.toMatchObject({ kind: 'exists' });
    await expect(printer.files.upload(source('Two_Cubes.gcode'))).rejects.toMatchObject({ kind: 'exists' });
    expect(fake.paths).not.toContain('POST /server/files/upload');
    await printer.files.upload(source('two_cubes.gcode'), { overwrite: true });
    expect(fake.paths).toContain('POST /server/files/upload');
  });

  it.each([
    [403, 'Forbidden', 'Forbidden (File is loaded, upload not permitted)', 'in-use', 'File is loaded'],
    [
      422,
      'Unprocessable Entity',
      'Unprocessable Entity (File checksum mismatch: expected 0)',
      'bad-input',
      'checksum',
    ],
    [400, 'Bad Request', 'Bad Request (Cannot write to path /x)', 'refused-by-printer', 'Cannot write'],
  ])(
    'file_errors_have_a_generic_message: %i gives the reason of the traceback',
    async (status, message, line, kind, words) => {
      const { printer } = await ready((fake) => {
        fake.serve('/server/files/upload', (request, response) => {
          request.resume();
          const traceback = `Traceback\n\ntornado.web.HTTPError: HTTP ${String(status)}: ${line}\n`;
          response.writeHead(status).end(JSON.stringify({ error: { code: status, message, traceback } }));
        });
      });
      const error = await printer.files
        .upload(source('new.gcode'))
        .catch((caught: unknown) => caught as PrinterError);
      expect(error).toMatchObject({ kind, wrong: expect.stringContaining(words) });
    },
  );

  it('a source of another size than told is an error, and no file', async () => {
    const { printer } = await ready(takesUploads);
    await expect(printer.files.upload(source('new.gcode', 'G28\n', { sizeBytes: 5 }))).rejects.toThrow(
      /4 bytes instead of 5/,
    );
  });

  it.each([
    '../x.gcode',
    '/etc/passwd',
    'a/../../b',
    'a\nM112.gcode',
    'C:x',
    'a//b',
    '.',
    'x'.repeat(256),
    'a\u202egcode',
    'a\\b',
    '',
  ])('refuses the path %j everywhere', async (path) => {
    expect(reasonAgainstPath(path)).not.toBeNull();
    const { fake, printer } = await ready(takesUploads);
    await expect(printer.files.upload(source(path))).rejects.toMatchObject({ kind: 'bad-input' });
    await expect(printer.files.facts(path)).rejects.toMatchObject({ kind: 'bad-input' });
    await expect(printer.files.download('gcodes', path)).rejects.toMatchObject({ kind: 'bad-input' });
    expect(fake.paths.filter((each) => each.includes('/server/files'))).toEqual([]);
  });

  it('downloads a stream, and tells a missing file', async () => {
    const { printer } = await ready((fake) => {
      fake.serve('/server/files/logs/klippy.log', (_request, response) => response.end('hello'));
    });
    expect(await new Response(await printer.files.download('logs', 'klippy.log')).text()).toBe('hello');
    await expect(printer.files.download('logs', 'none.log')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(printer.files.download('../config', 'x')).rejects.toMatchObject({ kind: 'bad-input' });
  });
});
