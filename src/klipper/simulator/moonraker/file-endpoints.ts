import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { flag, text, type Arguments } from './arguments.ts';
import { hidden, MoonrakerError } from './errors.ts';
import { fileInUse, noteChange, rescan } from './file-changes.ts';
import { permissionsOf, rootNames } from './file-store.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { changes, endpoint, reads, resource, type Endpoint } from './registry.ts';

const rootFolders: Record<string, string> = {
  config_examples: '/home/pi/klipper/config',
  docs: '/home/pi/klipper/docs',
};

function splitRoot(path: string): { root: string; inside: string } {
  const clean = path.replace(/^\/+|\/+$/g, '');
  const slash = clean.indexOf('/');
  return slash < 0
    ? { root: clean, inside: '' }
    : { root: clean.slice(0, slash), inside: clean.slice(slash + 1) };
}

function publicPath(moonraker: Moonraker, root: string, inside: string): string {
  return join(rootFolders[root] ?? `${moonraker.host.machine.dataPath}/${root}`, inside);
}

function listRoot({ moonraker }: CallContext, args: Arguments): unknown {
  const root = text(args, 'root', 'gcodes');
  if (!rootNames.includes(root))
    throw new MoonrakerError(400, `Failed to build file list, invalid path: ${root}: None`);
  return moonraker.files
    .list(root)
    .map(({ path, modified, size, permissions }) => ({ path, modified, size, permissions }));
}

function roots({ moonraker }: CallContext): unknown {
  return rootNames.map((name) => ({
    name,
    path: publicPath(moonraker, name, ''),
    permissions: permissionsOf(name),
  }));
}

function metadataOf(moonraker: Moonraker, filename: string): Record<string, unknown> {
  const path = filename.replace(/^\/+/, '').replace(/^gcodes\//, '');
  const found = moonraker.files.metadata.get(path);
  if (!found) throw new MoonrakerError(404, `Metadata not available for <${filename}>`);
  return { ...found, filename: path };
}

function metascan({ moonraker }: CallContext, args: Arguments): unknown {
  const filename = text(args, 'filename');
  if (!existsSync(moonraker.files.absolute('gcodes', filename)))
    throw new MoonrakerError(404, `File '${filename}' not found`);
  moonraker.files.scan(filename);
  return metadataOf(moonraker, filename);
}

function thumbnails({ moonraker }: CallContext, args: Arguments): unknown {
  const filename = text(args, 'filename');
  const found = (metadataOf(moonraker, filename).thumbnails ?? []) as { relative_path: string }[];
  const folder = dirname(filename);
  return found.map(({ relative_path, ...rest }) => ({
    ...rest,
    thumbnail_path: folder === '.' ? relative_path : `${folder}/${relative_path}`,
  }));
}

function directory({ moonraker }: CallContext, args: Arguments): unknown {
  const { root, inside } = splitRoot(text(args, 'path', 'gcodes'));
  const extended = flag(args, 'extended');
  const folder = moonraker.files.absolute(root, inside);
  if (!rootNames.includes(root)) throw new MoonrakerError(400, `Invalid root path (${root})`);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new MoonrakerError(400, `Directory does not exist (${publicPath(moonraker, root, inside)})`);
  }
  const dirs: unknown[] = [];
  const files: unknown[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const stats = statSync(join(folder, entry.name));
    const common = {
      modified: stats.mtimeMs / 1000,
      size: stats.isDirectory() ? 4096 : stats.size,
      permissions: permissionsOf(root),
    };
    if (entry.isDirectory()) dirs.push({ ...common, dirname: entry.name });
    else {
      const known =
        extended && root === 'gcodes'
          ? moonraker.files.metadata.get(inside ? `${inside}/${entry.name}` : entry.name)
          : undefined;
      files.push({ ...common, filename: entry.name, ...(known ? { ...known, ...common } : {}) });
    }
  }
  return {
    dirs,
    files,
    disk_usage: diskUsage(moonraker),
    root_info: { name: root, permissions: permissionsOf(root) },
  };
}

export function diskUsage(moonraker: Moonraker): { total: number; used: number; free: number } {
  const disk = statfsSync(moonraker.files.folder);
  const total = Math.min(disk.blocks * disk.bsize, 31_000_000_000);
  if (moonraker.host.machine.faults.has('disk-full')) return { total, used: total, free: 0 };
  return { total, used: Math.round(total * 0.34), free: Math.round(total * 0.66) };
}

function makeDirectory({ moonraker }: CallContext, args: Arguments): unknown {
  const { root, inside } = splitRoot(text(args, 'path'));
  const folder = moonraker.files.absolute(root, inside);
  if (existsSync(folder))
    throw new MoonrakerError(400, `[Errno 17] File exists: '${publicPath(moonraker, root, inside)}'`);
  mkdirSync(folder, { recursive: true });
  const item = { ...moonraker.files.item(root, inside), size: 4096 };
  noteChange(moonraker, 'create_dir', item);
  return { action: 'create_dir', item };
}

function removeDirectory({ moonraker }: CallContext, args: Arguments): unknown {
  const path = text(args, 'path');
  const { root, inside } = splitRoot(path);
  const folder = moonraker.files.absolute(root, inside);
  if (!existsSync(folder)) throw new MoonrakerError(400, `Directory does not exist (${path})`);
  if (flag(args, 'force')) rmSync(folder, { recursive: true });
  else if (readdirSync(folder).length)
    throw new MoonrakerError(400, `[Errno 39] Directory not empty: '${publicPath(moonraker, root, inside)}'`);
  else rmdirSync(folder);
  const item = { modified: 0, size: 0, permissions: '', path: inside, root };
  noteChange(moonraker, 'delete_dir', item);
  return { action: 'delete_dir', item };
}

/** Both ends of a move or copy, checked. */
function ends(
  moonraker: Moonraker,
  args: Arguments,
): { from: { root: string; inside: string }; to: { root: string; inside: string } } {
  const from = splitRoot(text(args, 'source'));
  const to = splitRoot(text(args, 'dest'));
  for (const end of [from, to]) {
    const inside = relative(
      join(moonraker.files.folder, end.root),
      moonraker.files.absolute(end.root, end.inside),
    );
    if (inside.startsWith('..')) throw new MoonrakerError(400, 'Invalid root path (..)');
    if (!rootNames.includes(end.root)) throw new MoonrakerError(400, `Invalid root path (${end.root})`);
  }
  if (!existsSync(moonraker.files.absolute(from.root, from.inside))) {
    throw new MoonrakerError(400, `File ${publicPath(moonraker, from.root, from.inside)} does not exist`);
  }
  const target = moonraker.files.absolute(to.root, to.inside);
  if (existsSync(target) && statSync(target).isDirectory())
    to.inside = join(to.inside, basename(from.inside));
  return { from, to };
}

function move({ moonraker }: CallContext, args: Arguments): unknown {
  const { from, to } = ends(moonraker, args);
  if (fileInUse(moonraker, from.inside) || fileInUse(moonraker, to.inside))
    throw new MoonrakerError(403, 'File currently in use');
  mkdirSync(dirname(moonraker.files.absolute(to.root, to.inside)), { recursive: true });
  renameSync(moonraker.files.absolute(from.root, from.inside), moonraker.files.absolute(to.root, to.inside));
  const isFolder = statSync(moonraker.files.absolute(to.root, to.inside)).isDirectory();
  const action = isFolder ? 'move_dir' : 'move_file';
  const item = moonraker.files.item(to.root, to.inside);
  const source_item = { path: from.inside, root: from.root };
  noteChange(moonraker, action, item, source_item);
  if (from.root === 'gcodes') moonraker.files.metadata.delete(from.inside);
  if (to.root === 'gcodes' && !isFolder) moonraker.files.scan(to.inside);
  return { action, item, source_item };
}

function copy({ moonraker }: CallContext, args: Arguments): unknown {
  const { from, to } = ends(moonraker, args);
  if (fileInUse(moonraker, to.inside)) throw new MoonrakerError(403, 'File currently in use');
  cpSync(moonraker.files.absolute(from.root, from.inside), moonraker.files.absolute(to.root, to.inside), {
    recursive: true,
  });
  const item = moonraker.files.item(to.root, to.inside);
  noteChange(moonraker, 'create_file', item);
  if (to.root === 'gcodes') rescan(moonraker, to.inside);
  return { action: 'create_file', item };
}

/** DELETE of a file. `..` is resolved and may reach another root: recorded, and the client's business to refuse. */
export function deleteFile(moonraker: Moonraker, root: string, path: string): unknown {
  const absolute = moonraker.files.absolute(root, path);
  const inside = relative(moonraker.files.folder, absolute).split(sep).join('/');
  const real = splitRoot(inside);
  if (inside.startsWith('..') || !existsSync(absolute) || statSync(absolute).isDirectory())
    throw hidden(400, `Invalid file path: ${root}/${path}`);
  if (real.root === 'gcodes' && fileInUse(moonraker, real.inside)) throw hidden(403, 'File currently in use');
  removeThumbnails(moonraker, real.inside);
  rmSync(absolute);
  moonraker.files.metadata.delete(real.inside);
  const item = { modified: 0, size: 0, permissions: '', path: real.inside, root: real.root };
  noteChange(moonraker, 'delete_file', item);
  return { action: 'delete_file', item };
}

function removeThumbnails(moonraker: Moonraker, path: string): void {
  const found = (moonraker.files.metadata.get(path)?.thumbnails ?? []) as { relative_path: string }[];
  for (const { relative_path } of found)
    rmSync(moonraker.files.absolute('gcodes', join(dirname(path), relative_path)), { force: true });
}

export const fileEndpoints: Endpoint[] = [
  reads('/server/files/list', listRoot),
  reads('/server/files/roots', roots),
  reads('/server/files/metadata', ({ moonraker }, args) => metadataOf(moonraker, text(args, 'filename'))),
  endpoint('/server/files/metascan', metascan, { verb: ['POST'] } as Parameters<typeof endpoint>[2]),
  reads('/server/files/thumbnails', thumbnails),
  resource('/server/files/directory', { GET: directory, POST: makeDirectory, DELETE: removeDirectory }),
  changes('/server/files/move', move),
  changes('/server/files/copy', copy),
  {
    path: '',
    verbs: {
      RPC: {
        rpc: 'server.files.delete_file',
        changes: true,
        run: ({ moonraker }, args) => {
          const { root, inside } = splitRoot(text(args, 'path'));
          return deleteFile(moonraker, root, inside);
        },
      },
    },
  },
];
