import { say } from '../answer/say.ts';
import { namesOf } from '../understand/names.ts';
import { lexiconFor } from '../language/compile.ts';
import { couldBeEnglish, detectLanguage, isEnglishWord, isForeignWord } from '../language/detect.ts';
import type { Language } from '../language/lexicon/types.ts';
import { remember } from '../context/memory.ts';
import { resolveFollowUps } from '../context/follow-up.ts';
import type { Conversation } from '../prompt/conversation.ts';
import { plainAbroad } from '../normalise/abroad.ts';
import { mightNameFile, quoteFileNames } from '../normalise/file-names.ts';
import { quoteOthers } from '../normalise/others-words.ts';
import { fold } from '../normalise/text.ts';
import { plainWords } from '../normalise/plain-words.ts';
import { readPaste } from '../normalise/pasted.ts';
import { has } from '../understand/clause.ts';
import { splitClauses } from '../understand/split.ts';
import type { Frame } from '../understand/frames.ts';
import { meantFrames } from '../understand/meant.ts';
import { readTerms } from '../understand/terms.ts';
import { answerFrames } from './answer.ts';
import type { Call } from '../prompt/conversation.ts';
import { CHANGES, type Deed } from './deeds.ts';
import { fitted, forPrinter, NeedsCalls, type Desk } from './desk.ts';
import { isDanger } from './emergency.ts';
import { conditionNow } from './conditional.ts';
import { filePaths } from './file-search.ts';
import { finish } from './step.ts';
import { supersededBy, takeBack } from './take-back.ts';
import { outcomesToTell, tellOutcomes } from './report.ts';

export interface Tooling {
  names: ReadonlySet<string>;
  inputs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What the mind says and calls in one step. */
export interface Step {
  text: string;
  deeds: Deed[];
}

/** The next step of a conversation: a function of the prompt and the tools, and of nothing else. */
export function decide(conversation: Conversation, tools: Tooling): Step {
  const exchange = conversation.exchanges.at(-1);
  if (!exchange) return { text: say('en', 'empty'), deeds: [] };
  const index = conversation.exchanges.length - 1;
  const desk = openDesk(conversation, index, tools, null);
  const told = outcomesToTell(exchange);
  if (told.length) {
    const next = afterUpload(desk, told);
    return {
      text: [tellOutcomes(told, desk.language), next?.text].filter(Boolean).join('\n'),
      deeds: next?.deeds ?? [],
    };
  }
  const condition = burns(desk) ? null : conditionNow(desk);
  if (condition && 'outcome' in condition) return finish(desk, [condition.outcome]);
  return condition
    ? stepFor(withText(conversation, condition.text), index, tools)
    : stepFor(conversation, index, tools, desk);
}

/** What burns or crashes is not looked up first. */
const burns = (desk: Desk): boolean => desk.frames.some(({ clause }) => has(clause, 'fire', 'crash'));

/** The conversation as if its newest message were this. */
const withText = (conversation: Conversation, text: string): Conversation => ({
  ...conversation,
  exchanges: conversation.exchanges.with(-1, { ...conversation.exchanges.at(-1)!, text }),
});

function stepFor(
  conversation: Conversation,
  index: number,
  tools: Tooling,
  desk = openDesk(conversation, index, tools, null),
): Step {
  try {
    const isFileUnclear = !desk.paste && mightNameFile(desk.exchange.text) && !isDanger(desk);
    const known = isFileUnclear ? openDesk(conversation, index, tools, filePaths(desk)) : desk;
    const step = answerFrames(known, () => previousDesk(conversation, tools));
    takeBack(known, supersededBy(known, step.deeds));
    return step;
  } catch (error) {
    if (error instanceof NeedsCalls) return { text: '', deeds: error.deeds };
    throw error;
  }
}

/** The desk as it was for the exchange before: what was offered there can be found again. */
function previousDesk(conversation: Conversation, tools: Tooling): Desk | null {
  const index = conversation.exchanges.length - 2;
  return index < 0 ? null : openDesk(conversation, index, tools, null);
}

/** Everything a decision looks at; `paths` are the printer's files, where they were needed to read the message. */
function openDesk(
  conversation: Conversation,
  index: number,
  tools: Tooling,
  paths: readonly string[] | null,
): Desk {
  const exchange = conversation.exchanges[index]!;
  const state = exchange.state ?? conversation.state;
  const names = namesOf(state);
  const memory = remember(conversation.exchanges.slice(0, index), names);
  const paste = readPaste(exchange.text);
  const asked =
    state.printers.length === 2
      ? exchange.text.replace(BOTH_PARTS, 'the $1 on both printers')
      : exchange.text;
  const own = paste ? paste.words : plainWords(quoteFileNames(quoteOthers(asked), paths));
  const detected = detectLanguage(own);
  const language = detected.sure
    ? detected.language
    : (memory.language ?? likelyLanguage(own, names, detected.language));
  const framesIn = (text: string): Frame[] => {
    const reading = readTerms(text, language, names);
    return resolveFollowUps(meantFrames(splitClauses(reading).slice(0, MOST_CLAUSES)), memory, reading);
  };
  const ownFrames = framesIn(plainAbroad(own, language));
  const frames =
    paste?.kind === 'long' ? [...ownFrames, ...framesIn(exchange.text).map(withoutWish)] : ownFrames;
  const printer = state.printers.find((item) => item.selected) ?? state.printers[0] ?? null;
  return {
    ...{ language, exchange, state, printer, memory, frames, paste, ownFrames },
    ...{ tools: tools.names, toolInputs: tools.inputs },
  };
}

/** "warm up both beds", of two printers with one each. */
const BOTH_PARTS = /\bboth (?:the |of the )?(bed|nozzle|plate|hot ?end)s\b/giu;

/** What stands in a long pasted text is no wish of the person. */
const withoutWish = (frame: Frame): Frame =>
  frame.role === 'do' || frame.role === 'deferred' ? { ...frame, role: 'remark' } : frame;

const MOST_CLAUSES = 12;
const MOST_WORDS_GUESSED = 4;

/** For a few words without small words: the language that knows most of them; English when it knows as many. Of more words the guess is as good. */
function likelyLanguage(text: string, names: ReturnType<typeof namesOf>, guess: Language): Language {
  if (/\p{L}{30}/u.test(text) || couldBeEnglish(text)) return 'en'; // no word of any language is so long
  const words = fold(text).match(/[a-z-]+/g) ?? [];
  if (!words.length || words.length > MOST_WORDS_GUESSED) return guess;
  const own = words.filter((word) => !names.knows(word));
  const known = (language: Language): number =>
    own.filter(
      (word, index) =>
        (language === 'en' || isForeignWord(word) || !isEnglishWord(word)) &&
        lexiconFor(language).matchAt(own, index),
    ).length;
  const english = known('en');
  const isEnglish = (word: string, index: number): boolean =>
    word.length === 1 || isEnglishWord(word) || Boolean(lexiconFor('en').matchAt(own, index));
  const isForeign = own.some(isForeignWord);
  if (!isForeign && (english === own.length || own.every(isEnglish))) return 'en'; // the usual case, and the other lexicons need not be built for it
  const best = (['sv', 'de', 'es', 'fr'] as const)
    .map((language) => ({ language, count: known(language) }))
    .sort((a, b) => b.count - a.count)[0]!;
  return best.count > english ? best.language : 'en';
}

/** "upload and print": a start can be asked for only when the file is there. */
function afterUpload(desk: Desk, told: readonly Call[]): Step | null {
  const last = told.at(-1);
  const wantsPrint = desk.frames.some(
    (frame) => frame.role === 'do' && ['start_print', 'upload_and_print'].includes(frame.intent?.id ?? ''),
  );
  const upload = CHANGES.upload('', { sizeBytes: null }).tool;
  if (!wantsPrint || last?.tool !== upload || last.result?.outcome !== 'done') return null;
  const start = CHANGES.start(String(last.args.name));
  if (!desk.tools.has(start.tool)) return null;
  return {
    text: say(desk.language, 'start', { file: String(last.args.name), facts: '' }),
    deeds: [fitted(desk, forPrinter(desk, start))],
  };
}
