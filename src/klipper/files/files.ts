import { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import { PrinterError, RpcError } from '../errors.ts';
import type { MoonrakerApi } from '../moonraker/api.ts';
import { readBody } from '../moonraker/http.ts';
import { errorOfReply } from '../moonraker/http-error.ts';
import type { MetadataAnswer } from '../moonraker/schemas.ts';
import type { CallOptions, FileFacts, PrinterFile, PrinterFiles } from '../printer.ts';
import { assertSafePath, encodePath, folderOf, reasonAgainstPath } from './paths.ts';
import { MAX_PICTURE_BYTES, toPicture } from './pictures.ts';
import { uploadFile } from './upload.ts';

const ROOT_NAME = /^[a-z_][a-z0-9_]{0,40}$/;

export function createFiles(api: MoonrakerApi, clock: Clock): PrinterFiles {
  const listRoot = async (root: string, options: CallOptions): Promise<PrinterFile[]> => {
    const items = await api.read('server.files.list', { root }, options);
    return items.map(({ path, size, modified }) => ({ path, sizeBytes: size, modifiedMs: modified * 1000 }));
  };

  const list = (options: CallOptions = {}) => listRoot('gcodes', options);

  const facts: PrinterFiles['facts'] = async (path, { listed, ...options } = {}) => {
    assertSafePath(path, `Read the facts of ${path}`);
    try {
      const metadata = await api.read('server.files.metadata', { filename: path }, options);
      return factsOf(path, metadata);
    } catch (error) {
      // 404 says "unknown, no G-code, or not scanned yet": only the list tells whether the file exists.
      if (!(error instanceof RpcError) || error.kind !== 'not-found') throw error;
      const file = listed ?? (await list(options)).find((entry) => entry.path === path);
      return file ? unscanned(file) : null;
    }
  };

  const download: PrinterFiles['download'] = async (root, path, options = {}) => {
    const asked = `Download ${root}/${path}`;
    if (!ROOT_NAME.test(root)) throw badRoot(asked, root);
    assertSafePath(path, asked);
    const reply = await api.http({
      method: 'GET',
      path: `/server/files/${root}/${encodePath(path)}`,
      ...(options.lastBytes === undefined
        ? {}
        : { headers: { range: `bytes=-${String(options.lastBytes)}` } }),
      ...(options.signal ? { signal: options.signal } : {}),
      timeoutMs: options.timeoutMs ?? 30_000,
    });
    if (reply.status === 200 || reply.status === 206)
      return Readable.toWeb(reply.body) as ReadableStream<Uint8Array>;
    throw errorOfReply(asked, reply.status, (await readBody(reply, 64 * 1024)).toString('utf8'));
  };

  const thumbnail: PrinterFiles['thumbnail'] = async (path, widthPixels, options = {}) => {
    const known = await facts(path, options);
    const best = nearest(known?.thumbnails ?? [], widthPixels);
    if (!best) return null;
    const bytes = await collect(await download('gcodes', best.path, options), MAX_PICTURE_BYTES);
    return toPicture(bytes, clock.nowMs(), `Show the thumbnail of ${path}`);
  };

  return {
    list,
    facts,
    download,
    thumbnail,
    async upload(source, options = {}) {
      assertSafePath(source.path, `Upload ${source.path}`);
      const root = source.root ?? 'gcodes';
      if (options.overwrite !== true) refuseExisting(source.path, await listRoot(root, options));
      return uploadFile(api, root, source, options);
    },
  };
}

/** Moonraker overwrites without a question, and Klipper's print start ignores letter case. */
function refuseExisting(path: string, files: PrinterFile[]): void {
  const twin = files.find((file) => file.path.toLowerCase() === path.toLowerCase());
  if (!twin) return;
  throw new PrinterError({
    kind: 'exists',
    asked: `Upload ${path}`,
    wrong:
      twin.path === path
        ? 'the printer already has a file of this name'
        : `the printer already has “${twin.path}”, and Klipper does not tell the two names apart`,
    tryThis: ['Give the file another name, or say that the old one may be replaced.'],
  });
}

export function factsOf(path: string, metadata: MetadataAnswer): FileFacts {
  const folder = folderOf(path);
  const thumbnails = (metadata.thumbnails ?? [])
    .map(({ relative_path, width, height, size }) => ({
      // Relative to the folder of the G-code file, not to the root.
      path: `${folder}${relative_path}`,
      widthPixels: width,
      heightPixels: height,
      sizeBytes: size,
    }))
    .filter((entry) => reasonAgainstPath(entry.path) === null && entry.sizeBytes <= MAX_PICTURE_BYTES)
    .sort((a, b) => a.widthPixels - b.widthPixels);
  const positive = (value: number | null) => (value !== null && value > 0 ? value : null);
  return {
    path,
    sizeBytes: metadata.size,
    modifiedMs: metadata.modified * 1000,
    fingerprint: metadata.uuid ?? `${String(metadata.size)}-${String(metadata.modified)}`,
    slicer: metadata.slicer === 'Unknown' ? null : metadata.slicer,
    estimatedSeconds: metadata.estimated_time,
    filamentMillimetres: positive(metadata.filament_total),
    filamentGrams: positive(metadata.filament_weight_total),
    filamentType: metadata.filament_type,
    nozzleCelsius: metadata.first_layer_extr_temp,
    bedCelsius: metadata.first_layer_bed_temp,
    layerHeightMillimetres: metadata.layer_height,
    layerCount: metadata.layer_count,
    objectHeightMillimetres: metadata.object_height,
    nozzleDiameterMillimetres: metadata.nozzle_diameter,
    gcodeStartByte: metadata.gcode_start_byte,
    gcodeEndByte: metadata.gcode_end_byte,
    thumbnails,
  };
}

function unscanned(file: PrinterFile): FileFacts {
  return {
    ...file,
    fingerprint: `${String(file.sizeBytes)}-${String(file.modifiedMs)}`,
    slicer: null,
    estimatedSeconds: null,
    filamentMillimetres: null,
    filamentGrams: null,
    filamentType: null,
    nozzleCelsius: null,
    bedCelsius: null,
    layerHeightMillimetres: null,
    layerCount: null,
    objectHeightMillimetres: null,
    nozzleDiameterMillimetres: null,
    gcodeStartByte: null,
    gcodeEndByte: null,
    thumbnails: [],
  };
}

function nearest(thumbnails: FileFacts['thumbnails'], widthPixels: number) {
  return thumbnails.reduce<FileFacts['thumbnails'][number] | null>((best, entry) => {
    if (!best) return entry;
    const closer = Math.abs(entry.widthPixels - widthPixels) < Math.abs(best.widthPixels - widthPixels);
    return closer ? entry : best;
  }, null);
}

async function collect(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > maxBytes) {
      throw new PrinterError({
        kind: 'too-large',
        asked: 'Read a picture',
        wrong: 'it is larger than 4 MiB',
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function badRoot(asked: string, root: string): PrinterError {
  return new PrinterError({
    kind: 'bad-input',
    asked,
    wrong: `“${root}” is not the name of a folder of the printer`,
    tryThis: ['The usual ones are gcodes, config and logs.'],
  });
}
