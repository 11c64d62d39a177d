import { list } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { fold } from '../normalise/text.ts';
import { references } from '../understand/clause.ts';
import { foldedOf, type Frame } from '../understand/frames.ts';
import { CHANGES } from './deeds.ts';
import { offered, proposed, said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import { isBusy, notReady } from './guards.ts';
import { objectsLeft, objectsMeant } from './objects-meant.ts';

/** One piece of several is told to be lost: "the second one has come loose", "keychain_2 is toast". */
const LOST =
  /\b(?:came|come|comes|coming|fell|fallen|falling|broke|broken|knocked|popped|torn|ripped|let|lets|has let|letting) (?:right |clean |all )?(?:off|loose|over|away|free|go|adrift)\b|\b(?:failed|failing|fails|ruined|toast|rubbish|garbage|spaghetti|wrecked|lifted|lifting|warped|warping|detached|unstuck|adrift|a mess|messed up|gone|dead|loose|broken|lost|stringy|a goner|curl(?:ed|ing)(?: up)?|keeps? (?:popping|moving|coming|falling|letting|shifting|wobbling))\b/;
const PIECE = /\b(?:one|ones|part|parts|piece|pieces|object|objects|copy|copies|number|no)\b/;
const WISH =
  /\b(?:skip|miss (?:it|that|this|them|\w+ \w+)(?: one)? out|(?:lose|ditch|bin|chuck|kill|scrap|cancel|stop) (?:it|that|that one|them)\b|leave (?:it|that|this|them|his|hers|theirs|mine|\w+ \w+) out|leave out|without (?:it|that|them)|exclude|drop|omit|ignore|forget|the (?:rest|others?|other (?:one|two|three|four|\d))|carry on|keep (?:going|printing|on)|finish|continue|go on|save the)\b/;
/** "do not print the third one any more": what is not to be made any further. */
const NO_FURTHER =
  /\bdo not (?:bother (?:with|about|printing|finishing)?|print|finish|make|do|continue(?: with)?|waste \w+ on)\b.*|\bstop (?:printing|making|doing)\b.*|\bforget (?:about )?\b.*|\bno (?:more|further)\b.*/;
const MOST_WORDS = 40;

/**
 * What is wished of single objects of the running print, also where it is put as a remark or as what is not wanted.
 * Null where no object is meant.
 */
export function excludeWish(desk: Desk): Outcome | null {
  const snapshot = snapshotOf(desk);
  if (!snapshot || desk.language !== 'en' || desk.paste || notReady(desk) || !isBusy(snapshot)) return null;
  const left = objectsLeft(snapshot);
  if (left.length < 2) return null;
  const text = foldedOf(desk.frames);
  if (
    text.split(' ').length > MOST_WORDS ||
    desk.frames.some(
      (frame) =>
        isAsked(frame) ||
        (isOther(frame) && (frame.intent?.id === 'pause' || !isAboutPiece(frame, text, left))),
    )
  )
    return null;
  const told = desk.frames.filter((frame) => isAboutPiece(frame, text, left));
  const before = desk.memory.past[0]?.frames ?? [];
  const about =
    told.length || !SKIP_IT.test(fold(desk.exchange.text))
      ? told
      : before.filter((frame) => isAboutPiece(frame, '', left));
  if (!about.length) return null;
  const { objects, currentObject } = snapshot.job;
  const inFrames = (frames: readonly Frame[]): string[] =>
    objectsMeant(
      frames.map(({ clause }) => clause),
      objects,
      currentObject,
    ).filter((name) => left.includes(name));
  const own = inFrames(about);
  // "hook_c keeps curling up, leave that one out": named in the clause before
  const named = desk.frames.filter(({ clause }) => references(clause, 'object').length > 0);
  const placed = own.length ? own : inFrames(named);
  const meant = placed.length ? placed : inFrames(desk.frames); // "the third. skip that one only"
  const wished = WISH.test(text) || about.some(({ clause }) => NO_FURTHER.test(clause.folded));
  if (!meant.length)
    return said(say(desk.language, 'excludeWhich', { names: list(left, desk.language, 'or') }));
  return wished ? exclude(desk, meant, left) : offered(offer(desk, meant), ...meant.map(CHANGES.exclude));
}

const offer = (desk: Desk, meant: readonly string[]): string =>
  say(desk.language, 'excludeOffer', { object: list([...meant], desk.language) });

/** Leaves objects out; of all that are left nothing would remain, so that is asked about. */
export function exclude(desk: Desk, meant: readonly string[], left: readonly string[]): Outcome {
  if (meant.length >= left.length)
    return said(say(desk.language, 'excludeWhich', { names: list([...left], desk.language, 'or') }));
  return proposed(
    meant.map((object) => say(desk.language, 'exclude', { object })).join(' '),
    ...meant.map((object) => CHANGES.exclude(object)),
  );
}

const isAsked = ({ clause, role }: Frame): boolean =>
  role === 'explain' || (clause.asks && !clause.polite) || ['hypothetical', 'howto'].includes(clause.mood);

/** "skip it then", after one piece was told to be lost. */
const SKIP_IT =
  /^(?:(?:ok|okay|yes|yeah|please|then|right|so|well|can you|could you)[, ]+)*(?:skip|leave|drop|exclude|omit|lose) (?:it|that|that one|this one|them)(?: out)?(?: then| please)?[.!]?$/;

/** Another wish beside it ("pause, the second one came off"): each is taken by itself. */
const isOther = ({ role, intent }: Frame): boolean =>
  role === 'deferred' || (role === 'do' && !OF_PIECES.has(intent?.id ?? ''));
const OF_PIECES: ReadonlySet<string> = new Set(
  'exclude_object resume cancel delete_file start_print reprint queue_remove stop'.split(' '),
);

/** A clause that says of one piece that it is lost or that no more of it is to be made. */
function isAboutPiece({ clause, intent, role }: Frame, text: string, left: readonly string[]): boolean {
  const isNamed = references(clause, 'object').length > 0 || objectsMeant([clause], left, null).length === 1;
  if (isNamed && NO_FURTHER.test(clause.folded)) return true;
  if (role === 'do' && intent?.id === 'exclude_object') return false; // plainly said: its own handler
  if (!isNamed && !PIECE.test(clause.folded)) return false;
  if (NO_FURTHER.test(clause.folded)) return PLACED.test(clause.folded);
  return LOST.test(clause.folded) && (isNamed || PLACED.test(clause.folded) || WISH.test(text));
}

/** Which of them: a number or a place. */
const PLACED =
  /\b(?:first|second|third|fourth|fifth|sixth|last|middle|left|right|number|no|\d+|of the (?:parts|pieces|objects))\b/;
