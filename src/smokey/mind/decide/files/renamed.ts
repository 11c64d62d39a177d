import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { filePaths } from '../file-search.ts';
import { offline } from '../guards.ts';
import { chosenOf, mentioned } from './mentioned.ts';

const NAME = String.raw`["'“”‘’]?(?<name>[\p{L}\d][\p{L}\d_./-]*[\p{L}\d])["'“”‘’]?`;
const END = String.raw`(?=\s*(?:[,;!?]|\.(?!\w)|$|(?:please|pls|plz|would you|will you|could you|can you|instead|then|thanks|cheers|for me|and|so|from now)\b))`;
/** "keep a copy of A as B", "duplicate A as B", "copy A to B" */
const COPIES = new RegExp(
  String.raw`\b(?:(?:make|keep|create|save|take|store|put|give me) (?:me |us )?(?:a |an |one )?(?:spare |second |safety |backup )?(?:copy|duplicate|backup) of|duplicate|copy|back ?up|clone) (?<what>[^,;!?]{2,60}?)(?:,? (?:as|to|called|named|under|into|(?:and )?call (?:it|the copy)|under the name(?: of)?) ${NAME})?${END}`,
  'iu',
);
/** Not of the number of prints, and nothing that is no file. */
const NO_COPY =
  /\b(?:copies|print|config\w*|cfg|mesh|profile|settings?|macro|printer\.cfg|log|logs|data|everything|offset|z offset|values?)\b/i;
/** "call it sun_gear", "fix the spelling to bracket_holder", "it should be named …" */
const NAMES = [
  String.raw`\b(?:call|name|rename|retitle|label) (?:it|that|that one|this|this one|the file)(?: to| as|:)? ${NAME}`,
  String.raw`\b(?:fix|correct|change|mend|sort(?: out)?) (?:the |its |that )?(?:spelling|typo|name|file ?name|title)(?: (?:of (?:it|that|the file)))? (?:to|so it (?:says|reads|is)|to say|into) ${NAME}`,
  String.raw`\b(?:should|ought to|must|supposed to|meant to) (?:be (?:called|named|spelled|spelt)|say|read) ${NAME}`,
].map((text) => new RegExp(text + END, 'iu'));
const MISNAMED =
  /\b(?:mis-?(?:labell?ed|named|spell?ed|spelt|typed)|typo|spelling|wrong name|wrongly named|sausage fingers|fat[- ]finger\w*|file ?name|rename|the file)\b/i;
/** "a place for the jobs of class 6a. Call it class6a" */
const PLACE =
  /\b(?:place|spot|home|drawer|section|folder|directory|somewhere|corner)\b(?! to (?:print|buy))/i;
const WANTS =
  /\b(?:i['’]?d like|i (?:would like|want|need)|we (?:want|need)|make|create|set up|give|can you|could you|please)\b/i;
const NO_NAME =
  /^(?:a|an|the|it|that|this|day|quits|later|back|off|me|us|done|again|something|what\w*|by|for|good)$/i;

/** Copies, new names and folders told in two sentences; null for all other messages. */
export function renamedFile(desk: Desk): Outcome | null {
  const { text } = desk.exchange;
  if (desk.paste || desk.language !== 'en' || !snapshotOf(desk) || desk.exchange.attachments.length)
    return null;
  if (desk.frames.some(({ role, clause }) => role === 'negated' || clause.mood === 'howto')) return null;
  return copied(desk, text) ?? calledOtherwise(desk, text);
}

function copied(desk: Desk, text: string): Outcome | null {
  const found = COPIES.exec(text)?.groups;
  if (!found || NO_COPY.test(found.what!)) return null;
  const source = fileMeant(desk, found.name ?? '');
  if (typeof source !== 'string') return source;
  const to = found.name ? newName(source, found.name) : source.replace(/(\.\w+)$/, '_copy$1');
  return proposed(say(desk.language, 'copyFile', { from: source, to }), CHANGES.copyFile(source, to));
}

function calledOtherwise(desk: Desk, text: string): Outcome | null {
  const name = NAMES.map((pattern) => pattern.exec(text)?.groups?.name).find(Boolean);
  if (!name || NO_NAME.test(name)) return null;
  if (PLACE.test(text)) {
    if (!WANTS.test(text)) return null;
    return offline(desk) ?? proposed(say(desk.language, 'folder', { name }), CHANGES.makeFolder(name));
  }
  const spoken = desk.memory.spokenFiles;
  if (!MISNAMED.test(text) && (spoken.length !== 1 || !toldOfLast(desk, spoken[0]!))) return null;
  const source = fileMeant(desk, name);
  if (typeof source !== 'string') return source;
  const to = newName(source, name);
  return proposed(say(desk.language, 'rename', { from: source, to }), CHANGES.moveFile(source, to));
}

/** Named in the message, without the name it is to get, or the one that was spoken of last; null for none. */
function fileMeant(desk: Desk, name: string): string | Outcome | null {
  const away = offline(desk);
  if (away) return away;
  const paths = filePaths(desk);
  const isNew = (raw: string): boolean => fold(raw) === fold(name);
  const frames = desk.frames.map((frame) => {
    const terms = frame.clause.terms.filter(({ raw }) => !isNew(raw));
    return { ...frame, clause: { ...frame.clause, terms } };
  });
  const own = mentioned({ ...desk, frames }, paths);
  const spoken = desk.memory.spokenFiles.filter((path) => paths.includes(path));
  const found = own.length ? own : spoken;
  if (!found.length) return null;
  return (
    chosenOf(desk, found) ??
    said(say(desk.language, 'fileWhich', { names: list(found, desk.language, 'or') }))
  );
}

const toldOfLast = (desk: Desk, path: string): boolean =>
  fold(desk.memory.past[0]?.exchange.reply ?? '').includes(fold(path));

/** Folder and ending stay. */
function newName(source: string, name: string): string {
  const folder = name.includes('/') ? '' : source.slice(0, source.lastIndexOf('/') + 1);
  return (
    folder + (/\.(?:gcode|gco|g|nc|bgcode)$/i.test(name) ? name : name + (/\.\w+$/.exec(source)?.[0] ?? ''))
  );
}
