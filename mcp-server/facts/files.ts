import type { FileFacts, Printer } from '../../src/klipper/printer.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { visible } from '../text.ts';
import type { ChangeContext } from '../tool.ts';

/** The facts of a file, or which names come near to the one that is not there. */
export async function factsOfFile(
  printer: Printer,
  path: string,
  signal?: AbortSignal,
): Promise<FileFacts | Refusal> {
  const facts = await printer.files.facts(path, { signal });
  if (facts) return facts;
  const base = baseName(path);
  const near = (await printer.files.list({ signal }))
    .map((file) => file.path)
    .filter((other) => baseName(other).includes(base) || base.includes(baseName(other)))
    .slice(0, 5);
  const hint =
    near.length > 0 ? `Near to it: ${near.map((name) => visible(name)).join(', ')}.` : 'See list_files.';
  return refuse('no-file', `The printer has no file ${visible(path)}.`, hint);
}

/** True for a file that an earlier step of the same plan puts there. */
export function isComing({ earlier }: Pick<ChangeContext, 'earlier'>, path: string): boolean {
  return earlier.some(
    ({ tool, args }) =>
      (tool === 'create_upload' && args.name === path && args.attachment_id !== undefined) ||
      (tool === 'manage_file' && args.to === path),
  );
}

/** Name without folders, extension and letter case. */
function baseName(path: string): string {
  const name = path.split('/').pop() ?? path;
  return name.replace(/\.[a-z0-9]+$/i, '').toLowerCase();
}
