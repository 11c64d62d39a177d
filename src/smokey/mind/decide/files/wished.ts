import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import type { Frame } from '../../understand/frames.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { factsOf, filePaths } from '../file-search.ts';
import { isBusy, offline } from '../guards.ts';
import { deleteTogether } from '../handlers/file-sets.ts';
import { inTurn } from '../start-in-turn.ts';
import { looksLikeQuestion } from '../nearest-read.ts';
import { ownWords, ownWordsOf } from '../own-words.ts';
import { chosenOf, mentioned } from './mentioned.ts';

const AWAY =
  /\b(?:chuck|toss|bin|ditch|trash|delete|remove|erase|get rid|get shot|rid of|shot of|throw|dump|scrap|wipe|clear|lose|dispose|do away|nuke|axe|junk|sling|purge|off (?:the|this|my) (?:card|machine|printer|disk|list of files)|can go)\b/;
const TO_TOP =
  /\b(?:out (?:of|from) (?:the |that |its |this )?(?:folder|drawer|directory|there|it|\w+ (?:folder|drawer|directory))|out of (?:the )?\w+|out from|up (?:a|one) level|level up|up top|(?:to|at|in) the (?:top|root|main|top level)|outside|with the (?:others|rest)|wi the (?:others|rest))\b/;
const NEW_FOLDER = /\bnew (?:folder|directory)(?: (?:called|named))? ([\w-]+)/;
const IN_NAME = /\bwith (\w+) in (?:the|its|their) (?:file ?)?names?\b/;
const INTO =
  /\b(?:in(?:to)?|inside|under|to) (?:the |my |our |that |a )?(?:folder )?([\w-]+)(?: (?:folder|drawer|directory|dir))?\b/g;
const MOVES =
  /\b(?:tuck|put|move|shift|stick|pop|fetch|take|bring|shove|drop|pull|get|want|belongs?|goes|place|file|transfer|relocate|bung)\b/;
const OTHER_DEEDS =
  /\b(?:print\w*|upload\w*|queue\w*|off (?:the|my|this) list(?! of)|waiting list|rename|called|name|macro|config\w*|mesh|filament|nozzle|bed|heat\w*|attach\w*|make (?:me )?(?:a|the) (?:new )?folder|new folder)\b/;
const POINTS = /\b(?:it|that|this|them|him|her|one)\b/;
const NOT_KIND =
  /\b(?:not|non|other than|except|but)\b ?(?:made of |for |in )?(pla|petg|abs|asa|tpu|nylon|pc)\b/;

/** A file thrown away or put elsewhere, in whatever words; null for all other messages. */
export function wishedOfFiles(desk: Desk): Outcome | null {
  if (desk.paste || desk.language !== 'en' || !snapshotOf(desk) || desk.exchange.attachments.length)
    return null;
  if (desk.frames.some(isNoWish)) return null;
  const text = ownWordsOf(desk.frames);
  if (AWAY.test(text) && !OTHER_DEEDS.test(withoutKinds(text))) return thrownAway(desk, text);
  const moves = MOVES.test(text) || /\btuck\b/.test(fold(desk.exchange.text)); // "tuck" may be read as another word
  return moves && !OTHER_DEEDS.test(text.replace(NEW_FOLDER, '')) ? moved(desk, text) : null;
}

const withoutKinds = (text: string): string =>
  text.replace(/\bnozzle size\b|\bprinted wrong\b/g, '').replace(IN_NAME, '');

const THINKS = /\bdo not (?:suppose|think|believe|reckon|imagine|see|know)\b/;
const isNoWish = ({ clause, role }: Frame): boolean =>
  (role === 'negated' && !THINKS.test(clause.folded)) ||
  role === 'deferred' ||
  ((AWAY.test(ownWords(clause)) || MOVES.test(ownWords(clause))) &&
    (['reported', 'hypothetical', 'howto', 'permission'].includes(clause.mood) ||
      (looksLikeQuestion(clause) &&
        !clause.polite &&
        (clause.asks || !/^do (?!you|i|we|they)\w/.test(clause.core)))));

function thrownAway(desk: Desk, text: string): Outcome | null {
  const away = offline(desk);
  if (away) return away;
  const paths = filePaths(desk);
  const kind = NOT_KIND.exec(text)?.[1];
  if (kind && /\b(?:all|anything|everything|files?|whatever)\b/.test(text))
    return otherThan(desk, paths, kind);
  const inName = IN_NAME.exec(text)?.[1];
  const together = inName ? paths.filter((path) => fold(path).includes(inName)) : [];
  if (together.length) return deleteTogether(desk, together);
  const meant = fileMeant(desk, paths, text);
  const named = meant.length && !PUTS_RIGHT.test(text) ? sideBySide(desk, paths) : [];
  const found = paths.filter((path) => meant.includes(path) || named.includes(path));
  if (!found.length || inPrint(desk, found)) return null;
  if (named.length > 1 && named.length === found.length) return deleteTogether(desk, found);
  const chosen = chosenOf(desk, found);
  if (chosen) return proposed(say(desk.language, 'deleteFile', { file: chosen }), CHANGES.deleteFile(chosen));
  if (/\b(?:both|all|every\w*|(?<!of )the (?:two|three|four|pair of))\b/.test(text))
    return deleteTogether(desk, found);
  return said(say(desk.language, 'fileWhich', { names: list(found, desk.language, 'or') }));
}

/** "both phone stands and the vase": files that are joined by "and", each by its own words. */
function sideBySide(desk: Desk, paths: readonly string[]): string[] {
  const said = fold(desk.exchange.text);
  return /\band\b/.test(said) ? desk.frames.flatMap(({ clause }) => inTurn(clause, said, paths)) : [];
}
const PUTS_RIGHT = /\b(?:no|not|sorry|wait|oops|rather|instead|mean|meant|or|but|except)\b/;

/** True for the file that prints: what is thrown away then is perhaps the print. */
function inPrint(desk: Desk, found: readonly string[]): boolean {
  const snapshot = snapshotOf(desk)!;
  return isBusy(snapshot) && snapshot.job.path !== null && found.includes(snapshot.job.path);
}

/** "anything that is not PLA": all files sliced for something else. */
function otherThan(desk: Desk, paths: readonly string[], kind: string): Outcome | null {
  const facts = factsOf(desk, paths.slice(0, 20));
  const found = paths.filter((_, index) => {
    const type = facts[index]?.filamentType?.toLowerCase();
    return type !== undefined && !type.includes(kind);
  });
  return found.length ? deleteTogether(desk, found) : null;
}

/** The files a message means: named, or pointed to when only files were spoken of just before. */
function fileMeant(desk: Desk, paths: readonly string[], text: string, folder = ''): string[] {
  const own = mentioned(desk, paths, folder);
  if (own.length) return own;
  const spoken = desk.memory.spokenFiles.filter((path) => paths.includes(path));
  const last = desk.memory.files.filter((path) => paths.includes(path));
  const lastText = desk.memory.past[0] ? fold(desk.memory.past[0].exchange.reply) : '';
  const ofFiles = last.some((path) => lastText.includes(fold(path)));
  if (!ofFiles || !POINTS.test(text)) return [];
  if (!OF_SEVERAL.test(text)) return last;
  return spoken.length > 1 ? spoken : []; // "the slow one" is not the only file that was told of
}

/** "the slow one": chooses among several. */
const OF_SEVERAL =
  /\b(?:heavy|light|tall|big|large|small|slow|long|fast|quick|short|new|old|other|\w+(?:er|est)) (?:one|of)\b/;

function moved(desk: Desk, text: string): Outcome | null {
  const away = offline(desk);
  if (away) return away;
  const paths = filePaths(desk);
  const made = NEW_FOLDER.exec(text)?.[1];
  const folder = made ?? folderIn(desk, text, paths);
  if (folder === null) return null;
  const found = fileMeant(desk, paths, text, fold(folder)).filter(
    (path) => (folder === '') === path.includes('/') || folder !== '',
  );
  if (!found.length) return null;
  const chosen = chosenOf(desk, found);
  if (!chosen) return said(say(desk.language, 'fileWhich', { names: list(found, desk.language, 'or') }));
  const base = chosen.slice(chosen.lastIndexOf('/') + 1);
  const target = folder ? `${folder}/${base}` : base;
  if (target === chosen) return null;
  const move = proposed(
    say(desk.language, 'rename', { from: chosen, to: target }),
    CHANGES.moveFile(chosen, target),
  );
  return made
    ? {
        say: [say(desk.language, 'folder', { name: made }), ...move.say],
        deeds: [CHANGES.makeFolder(made), ...move.deeds],
      }
    : move;
}

/** The folder a file is to go to: one that is there or was made in this conversation, '' for the top; null for none. */
function folderIn(desk: Desk, text: string, paths: readonly string[]): string | null {
  if (TO_TOP.test(text)) return '';
  const made = desk.memory.changes
    .filter(({ tool, args }) => tool === CHANGES.makeFolder('').tool && args.action === 'create_folder')
    .map(({ args }) => String(args.path));
  const folders = [
    ...new Set([
      ...made,
      ...paths.filter((path) => path.includes('/')).map((path) => path.slice(0, path.lastIndexOf('/'))),
    ]),
  ];
  for (const [, name] of text.matchAll(INTO)) {
    const known = folders.find((folder) => fold(folder) === name);
    if (known) return known;
  }
  const pointed = /\b(?:in|into|inside) (?:there|it|that)\b|\bthere\b/.test(text);
  return pointed && made[0] ? made[0] : null;
}
