import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readSlicer } from './slicer-comments.ts';

export interface Metadata extends Record<string, unknown> {
  size: number;
  modified: number;
  print_start_time: number | null;
  job_id: string | null;
}

const edgeBytes = 1024 * 1024;

/** What a G-code file's comments say about it. Thumbnails are written beside it, in `.thumbs`. */
export function readMetadata(absolutePath: string, relativePath: string): Metadata {
  const stats = statSync(absolutePath);
  const key = `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeMs}`;
  const before = scanned.get(key);
  if (before) return { ...before, uuid: randomUUID() };
  const metadata = scan(absolutePath, relativePath, stats);
  if (metadata.thumbnails === undefined) {
    if (scanned.size > 500) scanned.clear();
    scanned.set(key, metadata);
  }
  return metadata;
}

/** The same bytes on disk (sample files are shared by links) are read once. */
const scanned = new Map<string, Metadata>();

function scan(absolutePath: string, relativePath: string, stats: Stats): Metadata {
  const { head, tail } = readEdges(absolutePath, stats.size);
  const start = startByte(head) ?? (stats.size > 0 ? 0 : null);
  const end = endByte(tail, stats.size);
  const slicer = readSlicer(head, tail);
  const { slicer: name, slicer_version, ...rest } = slicer;
  const thumbnails = writeThumbnails(absolutePath, relativePath, head);
  return {
    size: stats.size,
    modified: stats.mtimeMs / 1000,
    uuid: randomUUID(),
    file_processors: [],
    slicer: name,
    slicer_version,
    ...(start === null ? {} : { gcode_start_byte: start, gcode_end_byte: end }),
    ...rest,
    ...(thumbnails.length ? { thumbnails } : {}),
    print_start_time: null,
    job_id: null,
  };
}

function readEdges(path: string, size: number): { head: string; tail: string } {
  const descriptor = openSync(path, 'r');
  try {
    const first = Buffer.alloc(Math.min(edgeBytes, size));
    readSync(descriptor, first, 0, first.length, 0);
    const last = Buffer.alloc(Math.min(edgeBytes, size));
    readSync(descriptor, last, 0, last.length, size - last.length);
    return { head: first.toString('latin1'), tail: last.toString('latin1') };
  } finally {
    closeSync(descriptor);
  }
}

/** Byte of the line break before the first command, as Moonraker counts. */
function startByte(head: string): number | null {
  const match = /\n[GMT]\d+[\s;]/.exec(head);
  return match ? match.index : null;
}

/** Where the printing part ends: PrusaSlicer's summary of filament marks it, otherwise it is the end of the file. */
function endByte(tail: string, size: number): number {
  const match = /; filament used \[mm\] = [\d.]+/.exec(tail);
  return match ? Math.min(size, size - tail.length + match.index + match[0].length + 1) : size;
}

interface Thumbnail {
  width: number;
  height: number;
  size: number;
  relative_path: string;
}

function writeThumbnails(absolutePath: string, relativePath: string, head: string): Thumbnail[] {
  const found: Thumbnail[] = [];
  for (const match of head.matchAll(
    /; thumbnail(?:_JPG|_QOI)? begin (\d+)[x ](\d+) \d+\r?\n([\s\S]*?); thumbnail(?:_JPG|_QOI)? end/g,
  )) {
    const data = Buffer.from((match[3] ?? '').replace(/^; ?/gm, '').replace(/\s+/g, ''), 'base64');
    if (data.length < 8 || data.readUInt32BE(0) !== 0x89504e47) continue;
    const name = `${basename(relativePath).replace(/\.[^.]+$/, '')}-${match[1]}x${match[2]}.png`;
    const folder = join(dirname(absolutePath), '.thumbs');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), data);
    found.push({
      width: Number(match[1]),
      height: Number(match[2]),
      size: data.length,
      relative_path: `.thumbs/${name}`,
    });
  }
  return found;
}
