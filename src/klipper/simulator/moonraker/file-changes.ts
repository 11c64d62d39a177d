import type { FileItem } from './file-store.ts';
import type { Moonraker } from './moonraker.ts';

/** True while the file is loaded on the virtual card, printing or paused. */
export function fileInUse(moonraker: Moonraker, path: string): boolean {
  const { printStats, sdCard } = moonraker.host.machine;
  return sdCard.file?.path === path && (printStats.state === 'printing' || printStats.state === 'paused');
}

export function noteChange(
  moonraker: Moonraker,
  action: string,
  item: Partial<FileItem>,
  source?: { path: string; root: string },
): void {
  moonraker.notify('notify_filelist_changed', [{ action, item, ...(source ? { source_item: source } : {}) }]);
}

/** Scans a G-code file and tells of its thumbnails. False for a file that is no G-code. */
export function rescan(moonraker: Moonraker, path: string): boolean {
  const { files } = moonraker;
  const thumbsExisted = files.metadata.size > 0;
  const metadata = files.scan(path);
  if (!metadata) return false;
  const folder = path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : '';
  const thumbnails = (metadata.thumbnails ?? []) as { relative_path: string }[];
  if (thumbnails.length && !thumbsExisted)
    noteChange(moonraker, 'create_dir', { ...files.item('gcodes', `${folder}.thumbs`), size: 4096 });
  for (const thumbnail of thumbnails)
    noteChange(moonraker, 'create_file', files.item('gcodes', `${folder}${thumbnail.relative_path}`));
  return true;
}
