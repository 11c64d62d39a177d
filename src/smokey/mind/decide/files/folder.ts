import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import { said, type Desk, type Outcome } from '../desk.ts';
import { filePaths } from '../file-search.ts';
import { offline } from '../guards.ts';

const ASKS =
  /^(?:(?:and|so|ok|hey|please|can you|could you|tell me|let me|i want to|do i have|is there|have i) )*(?:what|which|anything|something|list|show|open|see|contents?|how many)\b.*?\b(?:in|inside|into|under|contents? of) (?:the |my |our )?(?:folder |directory )?([\p{L}\d_-]{2,})\b/u;

/** "what's in gears?": the files of a folder that is there, by its name; null for all other messages. */
export function inFolder(desk: Desk, text: string): Outcome | null {
  const name = ASKS.exec(text)?.[1];
  if (!name || offline(desk)) return null;
  const paths = filePaths(desk);
  const found = paths.filter((path) => {
    const folders = fold(path).split('/').slice(0, -1);
    return folders.some((folder) => folder === name || folder.replace(/s$/, '') === name);
  });
  return found.length
    ? said(
        found.length === 1
          ? say(desk.language, 'oneFile', { names: found[0]! })
          : say(desk.language, 'files', { count: found.length, names: list(found, desk.language), more: '' }),
      )
    : null;
}
