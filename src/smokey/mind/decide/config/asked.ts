import { say } from '../../answer/say.ts';
import { list } from '../../answer/format.ts';
import { quantities } from '../../understand/clause.ts';
import { beginsWithVerb, foldedOf } from '../../understand/frames.ts';
import { CHANGES, type Deed } from '../deeds.ts';
import { offered, said, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import { looksLikeQuestion } from '../nearest-read.ts';
import { ownWordsOf } from '../own-words.ts';
import { loadConfig, MAIN_FILE } from './file.ts';
import { isOnlyThere, lookUp, sectionsNamed, type Found } from './lookup.ts';
import { OF_FILE, PARTS } from './words.ts';

/** Asked of matters in general, of what is to be done, or of what went wrong: no value of the file. */
const IN_GENERAL =
  /\b(?:should|recommend\w*|best|good|typical\w*|usual\w*|means?|meaning|why|purpose|explain|difference|help|wrong|errors?|problems?|fix|tune|tuning|calibrat\w*|measure|autotune|teach|do i|can i|could i|how to|what (?:is|are) (?:a|an)|what do(?:es)?|risk\w*)\b/;
const TELLS =
  /^(?:please |kindly )?(?:tell|show|state|confirm|give|read|report|list|name|paste|quote|look up|check)\b/;
const OF_FILES =
  /\b(?:which|what|all|list|name)\b.*\b(?:files)\b.*\b(?:config\w*|cfg|settings)\b|\b(?:config\w*|cfg|settings)\b.*\b(?:which|what|how many) files\b/;
const ASKS_INSIDE = /^(?:at|on|in|to|from|with|by|of|under|for) (?:which|what|how)\b| (?:is|was) it$/;
const MAY_BE_THERE =
  /\b(?:any|anything|is there|are there|has|have|having|got|fitted|does (?:it|this|that) (?:have|know)|includes?|without)\b/;
/** "which value did I put in": what was entered stands in the file. */
const ENTERED =
  /\b(?:did|have) (?:i|we) (?:put|set|enter|write|configure|give|type|use)\w*\b.*\b(?:in|for|as|to)\b/;
const MOST_SHOWN = 8;
/** "would you kindly send all axes to their home position": an order, though it names an option. */
const SURELY_ORDERED = 3.5;
const MOST_WORDS = 40;
/** A noun and nothing else asks for its value: "led count on case strip". */
const BARE_WORDS = 12;

/** A question about what stands in the configuration, in whatever words; null for all other messages. */
export function askedOfConfig(desk: Desk): Outcome | null {
  if (desk.paste || desk.exchange.attachments.length || desk.language !== 'en') return null;
  const text = ownWordsOf(desk.frames);
  const bracketed = sectionAsked(desk);
  if (bracketed) return bracketed;
  const words = text.split(' ').length;
  const ofFile = OF_FILE.test(text) || (ENTERED.test(text) && !isSetHere(desk, text));
  const part = MAY_BE_THERE.test(text) ? PARTS.find(([said]) => said.test(text)) : undefined;
  if (OF_PROFILES.test(text) && !OF_FILE.test(text)) return null;
  if (words > MOST_WORDS || IN_GENERAL.test(text) || !(ofFile || part || isOnlyThere(text))) return null;
  if (!isQuestion(desk, words)) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  if (!config) return null;
  if (OF_FILES.test(text))
    return said(say(desk.language, 'configFiles', { names: list(config.files, desk.language) }));
  const found = lookUp(text, config.sections, textBefore(desk)).slice(0, MOST_SHOWN);
  if (found.length) return said(found.map(shown).join('\n'));
  if (part && !config.sections.some(({ name }) => part[1].test(name)))
    return said(say(desk.language, 'partMissing', { part: part[2] }));
  const [section] = ofFile || part ? sectionsNamed(text, config.sections) : [];
  return section
    ? said(
        say(desk.language, 'configShown', {
          file: MAIN_FILE,
          text: `[${section.name}]\n${section.body.trim()}`,
        }),
      )
    : null;
}

/** "show [bed_mesh]": the section as it stands in the file. */
const BRACKETED =
  /^\s*(?:please )?(?:show|print|display|cat|read|give)?(?: me| us)?(?: the)? ?\[ ?(\w[\w -]*?) ?\](?: section)?(?: (?:of|in|from) (?:the )?(?:printer\.cfg|config\w*))?(?: please)?\s*[?.!]*\s*$/i;
function sectionAsked(desk: Desk): Outcome | null {
  const name = BRACKETED.exec(desk.exchange.text)?.[1]?.toLowerCase();
  if (!name || offline(desk)) return null;
  const section = loadConfig(desk)?.sections.find((item) => item.name.toLowerCase() === name);
  return section
    ? said(
        say(desk.language, 'configShown', {
          file: MAIN_FILE,
          text: `[${section.name}]\n${section.body.trim()}`,
        }),
      )
    : null;
}

/** "what did we set the bed to again": what was set in this conversation is read from the printer. */
/** "is there a mesh saved": the profiles are known without the file. */
const OF_PROFILES =
  /\bmesh(?:es)?\b.*\b(?:saved|stored|loaded|active|there)\b|\b(?:saved|stored|loaded|active) (?:bed )?mesh/;
const isSetHere = ({ memory }: Desk, text: string): boolean =>
  memory.changes.some(({ tool }) => /^(?:set_temperature|tune_print|set_output)$/.test(tool)) &&
  /\b(?:bed|nozzle|hot ?end|chamber|plate|fan|speed|flow)\b/.test(text);

const AT_ONCE =
  /\b(?:straight away|at once|right away|immediately|already|take effect|in effect|active|restart\w*|reboot\w*|need(?:s|ed)? (?:anything|something)|work now|good to go)\b/;

/** "does it work straight away?", after a change of the configuration. */
export function askedAfterEdit(desk: Desk): Outcome | null {
  const edited = desk.memory.past[0]?.exchange.calls.some(({ tool, args }) =>
    [tool, ...(Array.isArray(args.steps) ? args.steps.map((step) => (step as Deed).tool) : [])].includes(
      CHANGES.editConfig({}).tool,
    ),
  );
  if (
    !edited ||
    !desk.frames.some(({ clause }) => looksLikeQuestion(clause)) ||
    !AT_ONCE.test(ownWordsOf(desk.frames))
  )
    return null;
  return offered(say(desk.language, 'needsRestart').trim(), CHANGES.restart('klipper'));
}

/** What was spoken of just before, where this message leaves the part open. */
const textBefore = (desk: Desk): string => foldedOf(desk.memory.past[0]?.frames ?? []);

export const shown = ({ section, option, value }: Found): string => `[${section}] ${option}: ${value}`;

function isQuestion(desk: Desk, words: number): boolean {
  if (desk.frames.some(({ role }) => role === 'negated' || role === 'deferred') && !asks(desk)) return false;
  if (desk.frames.some(isOrdered)) return false;
  if (asks(desk)) return true;
  const isBare = words <= BARE_WORDS && !desk.frames.some(({ clause }) => quantities(clause).length > 0);
  return (
    isBare &&
    desk.frames.every(({ clause }) => clause.mood === 'command') &&
    !desk.frames.some(startsWithVerb)
  );
}

const isOrdered = (frame: Desk['frames'][number]): boolean =>
  frame.role === 'do' &&
  frame.score >= SURELY_ORDERED &&
  (frame.clause.polite || (!frame.clause.asks && beginsWithVerb(frame.clause)));

const asks = (desk: Desk): boolean =>
  desk.frames.some(
    ({ clause }) => looksLikeQuestion(clause) || TELLS.test(clause.core) || ASKS_INSIDE.test(clause.core),
  );

const VERB =
  /^(?:please |kindly )?(?:set|put|make|write|change|edit|raise|lower|do|run|start|turn|switch|use|take|swap|add|remove|delete|strip|drop|move|go|save|keep|load|let|i|we|my|have|pop|bring)\b/;
const startsWithVerb = ({ clause }: Desk['frames'][number]): boolean => VERB.test(clause.core);
