import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join, normalize, posix, sep } from 'node:path';
import type { GcodeFiles, Machine } from '../machine/machine.ts';
import { readMetadata, type Metadata } from './metadata.ts';

export interface FileItem {
  modified: number;
  size: number;
  permissions: string;
  path: string;
  root: string;
}

export const writableRoots = ['gcodes', 'config'];
export const rootNames = ['config', 'logs', 'gcodes', 'config_examples', 'docs'];

/** The printer's folders on disk, and what is known about its G-code files. */
export interface FileStore {
  folder: string;
  /** Absolute path of something in a root; `..` is resolved, not refused, as Moonraker does. */
  absolute(root: string, path: string): string;
  item(root: string, path: string): FileItem;
  list(root: string): FileItem[];
  metadata: Map<string, Metadata>;
  /** Reads a G-code file's comments and keeps what they say; null for other files. */
  scan(path: string): Metadata | null;
  gcodeFiles: GcodeFiles;
  configSource: Machine['configSource'];
  /** Called when Klipper itself wrote a file of the configuration folder. */
  configWritten: (path: string, isNew: boolean) => void;
}

export function isGcode(path: string): boolean {
  return /\.(gcode|g|gco|ufp|nc)$/i.test(path);
}

export function createFileStore(folder: string): FileStore {
  for (const root of ['gcodes', 'config', 'logs']) mkdirSync(join(folder, root), { recursive: true });
  const metadata = new Map<string, Metadata>();
  const absolute = (root: string, path: string): string => normalize(join(folder, root, path));
  const store: FileStore = {
    folder,
    metadata,
    absolute,
    item: (root, path) => toItem(root, path, statSync(absolute(root, path))),
    list: (root) => listFiles(folder, root),
    scan(path) {
      if (!isGcode(path)) return null;
      const known = readMetadata(absolute('gcodes', path), path);
      const before = metadata.get(path);
      metadata.set(path, {
        ...known,
        print_start_time: null,
        job_id: null,
        ...(before ? { print_start_time: before.print_start_time, job_id: before.job_id } : {}),
      });
      return metadata.get(path) ?? null;
    },
    gcodeFiles: { open: (path) => openGcode(folder, path) },
    configSource: configSource(folder, (path, isNew) => store.configWritten(path, isNew)),
    configWritten: () => undefined,
  };
  for (const item of store.list('gcodes')) store.scan(item.path);
  return store;
}

function toItem(root: string, path: string, stats: Stats): FileItem {
  return {
    modified: stats.mtimeMs / 1000,
    size: stats.size,
    permissions: permissionsOf(root),
    path: path.split(sep).join('/'),
    root,
  };
}

export function permissionsOf(root: string): string {
  return writableRoots.includes(root) ? 'rw' : 'r';
}

/** All files of a root, flat; the folder of thumbnails is left out. */
function listFiles(folder: string, root: string): FileItem[] {
  const base = join(folder, root);
  if (!existsSync(base)) return [];
  const items: FileItem[] = [];
  const walk = (relative: string): void => {
    for (const entry of readdirSync(join(base, relative), { withFileTypes: true })) {
      const path = relative ? posix.join(relative, entry.name) : entry.name;
      if (entry.isDirectory()) {
        if (entry.name !== '.thumbs') walk(path);
      } else if (root !== 'gcodes' || isGcode(path))
        items.push(toItem(root, path, statSync(join(base, path))));
    }
  };
  walk('');
  return items.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Finds a printable file; the case of letters does not matter, as on Klipper's virtual card. */
function openGcode(folder: string, path: string): ReturnType<GcodeFiles['open']> {
  const wanted = path.toLowerCase();
  const found =
    existsSync(join(folder, 'gcodes', path)) && isGcode(path)
      ? path
      : listFiles(folder, 'gcodes').find((item) => item.path.toLowerCase() === wanted)?.path;
  if (found === undefined) return null;
  const descriptor = openSync(join(folder, 'gcodes', found), 'r');
  const sizeBytes = statSync(join(folder, 'gcodes', found)).size;
  let open = true;
  return {
    path: found,
    sizeBytes,
    read(position, length) {
      const buffer = Buffer.allocUnsafe(Math.min(length, Math.max(0, sizeBytes - position)));
      const bytes = open ? readSync(descriptor, buffer, 0, buffer.length, position) : 0;
      return buffer.subarray(0, bytes);
    },
    close() {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
}

function configSource(folder: string, written: FileStore['configWritten']): Machine['configSource'] {
  return {
    readConfig(path) {
      const file = join(folder, 'config', path);
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    },
    listConfigs: () => listFiles(folder, 'config').map((item) => item.path),
    writeConfig(path, text) {
      const file = join(folder, 'config', path);
      const isNew = !existsSync(file);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      written(path, isNew);
    },
  };
}
