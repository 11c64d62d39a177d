import { fold } from './text.ts';

const ENDING = /\.(?:gcode|gco|ufp|bgcode)(?![\p{L}\d])/giu;
/** Words up to the name, where a message begins by saying what is to be done with a file. */
const FILE_VERB =
  /^\s*(?:(?:please|pls|ok|okay|hey|now|can you|could you|smokey)[\s,]+)*(print|reprint|delete|remove|queue|skriv ut|drucke?|imprime)\s+(?:(?:the|my) )?(?:file )?(?=\S)/i;
/** Only a print is meant by a bare name behind its verb; there several words could be a wish as well. */
const PRINT_VERB = /^(?:print|reprint|skriv ut|drucke?|imprime)$/i;
const MANY_WORDS = 3;
const QUOTES = /["“”„«»]/;
const LONGEST_NAME = 200;

/**
 * Puts quotes round names of files that consist of several words, so that nothing in a name is taken for a wish.
 * `paths` are the files that are known; without them only a message that is a verb and a name is read so.
 */
export function quoteFileNames(text: string, paths: readonly string[] | null): string {
  if (QUOTES.test(text)) return text;
  const whole = wholeName(text, paths ?? []);
  if (whole) return quoted(text, whole.start, whole.end);
  for (const match of [...text.matchAll(ENDING)].reverse()) {
    const end = match.index + match[0].length;
    const start = startOfName(text, end, paths ?? []);
    if (start !== null && /\s/.test(text.slice(start, end))) return quoted(text, start, end);
  }
  return text;
}

/** True when only the list of files can tell whether words are a name or a wish. */
export function mightNameFile(text: string): boolean {
  if (QUOTES.test(text)) return false;
  const [all = '', verb = ''] = FILE_VERB.exec(text) ?? [];
  const words = text.slice(all.length).trim().split(/\s+/).length;
  const before = text.slice(0, Math.max(0, text.search(ENDING))).trim();
  return /\s/.test(before.slice(all.length)) || (PRINT_VERB.test(verb) && words >= MANY_WORDS);
}

/** "print heat the nozzle to 250", where there is a file of exactly that name. */
function wholeName(text: string, paths: readonly string[]): { start: number; end: number } | null {
  const verb = FILE_VERB.exec(text)?.[0];
  if (verb === undefined) return null;
  const end = text.search(/[\s!.]*$/);
  const rest = fold(text.slice(verb.length, end));
  return rest && namesOf(paths).includes(rest) ? { start: verb.length, end } : null;
}

/** "delete the gear, no wait, rename it to old.gcode": the name begins later. */
const CHANGES_MIND = /[,;.]\s*(?:no|oh|oops|hmm+|wait|hold on|don['’]?t|do not|rename|actually|sorry)\b/i;

function startOfName(text: string, end: number, paths: readonly string[]): number | null {
  const before = fold(text.slice(0, end));
  const sameLength = before.length === end;
  const known = namesOf(paths)
    .filter((name) => before.endsWith(name) && !/[\p{L}\d]$/u.test(before.slice(0, -name.length)))
    .sort((a, b) => b.length - a.length)[0];
  if (known && sameLength) return end - known.length;
  const verb = FILE_VERB.exec(text)?.[0];
  if (CHANGES_MIND.test(text.slice(0, end))) return null;
  return verb !== undefined && end - verb.length <= LONGEST_NAME && end > verb.length ? verb.length : null;
}

/** Paths and bare names, folded, with and without their ending. */
function namesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const whole = fold(path);
    const name = whole.slice(whole.lastIndexOf('/') + 1);
    return [whole, name, whole.replace(/\.[a-z]+$/, ''), name.replace(/\.[a-z]+$/, '')];
  });
}

const quoted = (text: string, start: number, end: number): string =>
  `${text.slice(0, start)}"${text.slice(start, end)}"${text.slice(end)}`;

/** A message without what it quotes as a file's name. */
export const withoutFileNames = (text: string): string =>
  text.replace(/["“„«'][^"”“»'\n]{1,200}\.(?:gcode|gco|ufp|bgcode)["”“»']/gi, '');
