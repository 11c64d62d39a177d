import { filament, list } from '../../answer/format.ts';
import { fileTime } from '../../answer/file-time.ts';
import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import { has, quantities, type Clause } from '../../understand/clause.ts';
import { CHANGES, READS } from '../deeds.ts';
import { offered, proposed, read, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { chooseAmong, isOther } from '../choose-among.ts';
import { copiesOf, countedIn } from '../copies.ts';
import { askWhichOther, recalledFiles } from '../choose-file.ts';
import { exclude } from '../exclude-wish.ts';
import { filesHere } from '../files/here.ts';
import { mentioned } from '../files/mentioned.ts';
import {
  factsOf,
  filePaths,
  listIn,
  pointsBack,
  searchFiles,
  wordsOf,
  type FileFacts,
} from '../file-search.ts';
import { isBusy, isPaused, isPrinting, jobName, jobPercent, notReady } from '../guards.ts';
import { objectsLeft, objectsMeant } from '../objects-meant.ts';
import { inTurn, startInTurn } from '../start-in-turn.ts';
import { newestWaiting, takeBack } from '../take-back.ts';
import { setFactor } from './tune.ts';
import { howFarBack } from './history.ts';
import type { Handlers } from './types.ts';
import { foldedOf } from '../../understand/frames.ts';

export const JOB_HANDLERS: Handlers = {
  emergency_stop: (desk) => proposed(say(desk.language, 'estopNow'), CHANGES.emergencyStop()),

  pause(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const snapshot = snapshotOf(desk)!;
    if (isPaused(snapshot))
      return said(say(desk.language, 'alreadyPaused', { percent: jobPercent(snapshot) }));
    if (!isPrinting(snapshot)) return said(say(desk.language, 'notPrinting', { verb: 'pause' }));
    const forHowLong = quantities(clause).some(({ unit }) => unit === 'min' || unit === 'h' || unit === 's');
    const alone = forHowLong ? ` ${say(desk.language, 'pauseNoTimer')}` : '';
    return proposed(say(desk.language, 'pause', { file: jobName(snapshot) }) + alone, CHANGES.pause());
  },

  resume(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const snapshot = snapshotOf(desk)!;
    if (isPaused(snapshot)) {
      const going = say(desk.language, 'resume', { file: jobName(snapshot), percent: jobPercent(snapshot) });
      // "Continue at 80 percent": the speed belongs to it.
      const pace = quantities(clause).some(({ unit }) => unit === 'percent')
        ? setFactor(desk, clause, 'speed')
        : { say: [], deeds: [] };
      return { say: [going, ...pace.say], deeds: [CHANGES.resume(), ...pace.deeds] };
    }
    if (isPrinting(snapshot)) return goesOn(desk);
    const spoken = desk.memory.past[0]?.frames.some((frame) => ABOUT_FILES.has(frame.intent?.id ?? ''));
    if (spoken && desk.memory.files.length === 1) return startFile(desk, desk.memory.files[0]!);
    return said(say(desk.language, 'notPrinting', { verb: 'resume' }));
  },

  cancel(desk) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const snapshot = snapshotOf(desk)!;
    if (!isBusy(snapshot)) return said(say(desk.language, 'notPrinting', { verb: 'cancel' }));
    return proposed(
      say(desk.language, 'cancel', { file: jobName(snapshot), percent: jobPercent(snapshot) }),
      CHANGES.cancel(),
    );
  },

  stop(desk) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const snapshot = snapshotOf(desk)!;
    const ofPrint = desk.frames.some((frame) =>
      frame.clause.terms.some(
        (term) => term.concepts.includes('print') || /spaghetti|failing|failed/.test(term.text),
      ),
    );
    const startsOther = desk.frames.some(({ role, intent }) => role === 'do' && intent?.id === 'start_print');
    if (isPrinting(snapshot) && (ofPrint || startsOther))
      return JOB_HANDLERS.cancel!(desk, { clause: desk.frames[0]!.clause } as never);
    if (isPrinting(snapshot)) return said(say(desk.language, 'stopWhich'));
    if (isPaused(snapshot))
      return offered(
        say(desk.language, 'alreadyPaused', { percent: jobPercent(snapshot) }),
        CHANGES.cancel(),
      );
    const taken = takeBack(desk, newestWaiting(desk));
    if (taken.length) return said(say(desk.language, 'takenBack', { what: list(taken, desk.language) }));
    return said(say(desk.language, 'notPrinting', { verb: 'stop' }));
  },

  start_print(desk, { clause }) {
    const start = startPrint(desk, clause);
    // "The vase at 80 % speed": the speed belongs to it.
    const isPaced = start.deeds.length > 0 && quantities(clause).some(({ unit }) => unit === 'percent');
    const pace = isPaced ? setFactor(desk, clause, 'speed') : { say: [], deeds: [] };
    const heat = start.deeds.length > 0 ? ownHeat(desk, clause) : [];
    return { ...start, say: [...start.say, ...heat, ...pace.say], deeds: [...start.deeds, ...pace.deeds] };
  },

  reprint(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const named = searchFiles(clause, filePaths(desk)).found;
    if (named.length) return chooseNamed(desk, clause, named);
    const snapshot = snapshotOf(desk)!;
    const failed = desk.frames.some((frame) => /\b(fail|error)\w*\b/.test(frame.clause.folded));
    const jobs = listIn(read(desk, READS.history(10))?.data, 'jobs') as Record<string, unknown>[];
    const spoken = desk.memory.files[0];
    const ofHistory = desk.memory.past[0]?.frames.some((frame) => frame.intent?.id === 'last_job');
    if (spoken && ofHistory && pointsBack(clause) && filePaths(desk).includes(spoken))
      return startFile(desk, spoken);
    const job = failed
      ? jobs.find((item) => /error|fail/.test(String(item.outcome ?? item.status)))
      : jobs[howFarBack(desk)];
    const last = String(job?.file ?? job?.filename ?? snapshot.job.path ?? '');
    if (!last) return said(say(desk.language, 'noHistory'));
    const paths = filePaths(desk);
    if (paths.length && !paths.includes(last))
      return said(say(desk.language, 'historyFileGone', { name: last }));
    return startFile(desk, last);
  },

  exclude_object(desk, { clause }) {
    const blocked = notReady(desk);
    if (blocked) return blocked;
    const snapshot = snapshotOf(desk)!;
    if (!isBusy(snapshot)) return said(say(desk.language, 'notPrinting', { verb: 'skip' }));
    const left = objectsLeft(snapshot);
    if (!left.length) return said(say(desk.language, 'noObjects'));
    const { objects, currentObject } = snapshot.job;
    const own = objectsMeant([clause], objects, currentObject);
    // "the third. skip that one only": named in another sentence
    const others = desk.frames.map((frame) => frame.clause);
    const meant = own.length ? own : objectsMeant(others, objects, currentObject);
    const chosen = left.filter((name) => meant.includes(name) !== ALL_BUT.test(fold(desk.exchange.text)));
    return meant.length
      ? exclude(desk, chosen, left)
      : said(say(desk.language, 'excludeWhich', { names: list(left, desk.language, 'or') }));
  },
};

/** "print the cube with the bed at 65": the file's own start would set it back. */
function ownHeat(desk: Desk, clause: Clause): string[] {
  const heats = quantities(clause).some(
    ({ value, unit }) => value >= LEAST_CELSIUS && (unit === null || unit === 'c'),
  );
  const wanted =
    /\b(?:with|at|on)\b (?:the |a )?((?:(?:nozzle|bed|hot ?end|plate|it) )?(?:(?:at|to|on) )?\d+(?: degrees?| c)?)/.exec(
      clause.folded,
    )?.[1];
  return heats && wanted ? [say(desk.language, 'startOwnHeat', { wanted })] : [];
}
const LEAST_CELSIUS = 40;

/** Talk after which "go on then" means the file that was spoken of. */
const ABOUT_FILES: ReadonlySet<string> = new Set(['file_facts', 'compare_files', 'find_file', 'preflight']);

/** "leave out everything but the first": the others are meant. */
const ALL_BUT = /\b(?:all|everything|every one|the lot) (?:but|except|apart from|other than)\b/;

/** "the phone stand once more, the newer version": one of the files that fit. */
function chooseNamed(desk: Desk, clause: Clause, named: readonly string[]): Outcome {
  const clauses = [clause, ...desk.frames.map((frame) => frame.clause)];
  const told = clauses.map((item) => chooseAmong(desk, item, named)).find((path) => path !== null);
  const versions = named.filter((path) => isVersionSaid(desk, path));
  const chosen = named.length === 1 ? named[0] : (told ?? (versions.length === 1 ? versions[0] : undefined));
  return chosen
    ? startFile(desk, chosen)
    : said(say(desk.language, 'fileWhich', { names: list([...named], desk.language, 'or') }));
}

/** "the new one (v3), not the old": the version that stands in its name. */
const isVersionSaid = ({ exchange }: Desk, path: string): boolean =>
  wordsOf(path).some((word) => /^v\d+$/.test(word) && new RegExp(`\\b${word}\\b`, 'i').test(exchange.text));

/** "pause" – "actually carry on": what would have held the print is taken back. */
function goesOn(desk: Desk): Outcome {
  const snapshot = snapshotOf(desk)!;
  const holds = newestWaiting(desk).filter(({ tool }) => tool === 'pause_print' || tool === 'cancel_print');
  const taken = takeBack(desk, holds);
  const back = taken.length ? [say(desk.language, 'takenBack', { what: list(taken, desk.language) })] : [];
  const going = { file: jobName(snapshot), percent: jobPercent(snapshot) };
  return said(...back, say(desk.language, 'alreadyPrinting', going));
}

/** Starts what a clause names, points to, or has just been attached. */
export function startPrint(desk: Desk, wished: Clause): Outcome {
  const blocked = notReady(desk);
  if (blocked) return blocked;
  const attached = desk.exchange.attachments.find((item) => item.kind === 'gcode');
  if (bedOccupied(desk) && !isBusy(snapshotOf(desk)!)) return said(say(desk.language, 'bedNotClear'));
  if (attached) return attached.path ? startFile(desk, attached.path) : uploadAndPrint(desk);
  const paths = filePaths(desk);
  const { clause, count } = countedIn(wished, paths);
  const several = inTurn(clause, fold(desk.exchange.text), paths);
  if (several.length > 1) return startInTurn(desk, several);
  const spoken = desk.memory.spokenFiles.filter((path) => paths.includes(path));
  const among = searchFiles(clause, paths).found.length === 1 ? null : chooseAmong(desk, clause, spoken);
  if (among) return startFile(desk, among);
  if (isOther(clause) && !searchFiles(clause, paths).found.length) return askWhichOther(desk, paths);
  if (has(clause, 'quickest', 'longest') && !searchFiles(clause, paths).found.length)
    return startCompared(desk, clause, paths);
  const own = searchFiles(clause, paths);
  const search = own.found.length > 0 || !pointsBack(clause) ? own : searchNearby(desk, clause, paths);
  const newest = search.found[0] ?? paths[0];
  if (has(clause, 'newest') && newest) return startFile(desk, newest);
  if (search.found.length === 1) return startCopies(desk, search.found[0]!, count);
  const isSpelled = clause.terms.some(({ kind }) => kind === 'file' || kind === 'quoted');
  const told = search.found.length || isSpelled ? [] : mentioned(desk, paths);
  if (told.length) return chooseNamed(desk, clause, told);
  if (search.found.length > 1) return chooseNamed(desk, clause, search.found);
  const recalled = recalledFiles(desk, clause, paths);
  const remembered = desk.memory.attachments.find((item) => item.kind === 'gcode' && item.path);
  if (!search.named || (pointsBack(clause) && recalled.length === 1)) {
    if (remembered?.path && pointsBack(clause)) return startFile(desk, remembered.path);
    if (recalled.length === 1 && pointsBack(clause)) return startFile(desk, recalled[0]!);
    if (recalled.length > 1 && pointsBack(clause))
      return said(
        say(desk.language, 'fileWhich', { names: list(recalled.slice(0, 6), desk.language, 'or') }),
      );
    const snapshot = snapshotOf(desk)!;
    if (isPaused(snapshot))
      return said(
        say(desk.language, 'startPaused', { current: jobName(snapshot), percent: jobPercent(snapshot) }),
      );
    if (isPrinting(snapshot))
      return said(
        say(desk.language, 'alreadyPrinting', { file: jobName(snapshot), percent: jobPercent(snapshot) }),
      );
    return said(
      say(desk.language, 'startNoFile', {
        names: filesHere(desk, paths),
      }),
    );
  }
  return fileMissing(desk, search.asked, paths);
}

/** One is started, the others wait in the queue: the plate is cleared between them. */
const startCopies = (desk: Desk, path: string, count: number): Outcome =>
  count > 1 ? startInTurn(desk, copiesOf(path, count)) : startFile(desk, path);

/** "the gear one, print it": what "it" stands for is said in the same message, before. */
function searchNearby(desk: Desk, clause: Clause, paths: readonly string[]): ReturnType<typeof searchFiles> {
  const others = desk.frames
    .filter((frame) => frame.clause !== clause && frame.role !== 'do')
    .map((frame) => searchFiles(frame.clause, paths));
  return others.find((item) => item.found.length > 0) ?? searchFiles(clause, paths);
}

/** Says that a file is not there, with what is. */
export function fileMissing(desk: Desk, name: string, paths: readonly string[]): Outcome {
  return {
    ...said(say(desk.language, 'fileMissing', { name, near: filesHere(desk, paths) })),
    missing: true,
  };
}

function startCompared(desk: Desk, clause: Clause, paths: readonly string[]): Outcome {
  const candidates = desk.memory.files.filter((path) => paths.includes(path));
  const facts = factsOf(desk, (candidates.length > 1 ? candidates : paths).slice(0, 20)).filter(
    (item): item is FileFacts => item?.seconds !== null && item !== null,
  );
  const sorted = [...facts].sort((a, b) => (a.seconds ?? 0) - (b.seconds ?? 0));
  const chosen = has(clause, 'quickest') ? sorted[0] : sorted.at(-1);
  return chosen ? startFile(desk, chosen.path) : said(say(desk.language, 'startNoFile', { names: '' }));
}

/** Proposes the start of one file, or says why it has to wait. */
export function startFile(desk: Desk, path: string): Outcome {
  const snapshot = snapshotOf(desk)!;
  const { language } = desk;
  if (isPrinting(snapshot)) {
    if (snapshot.job.path === path)
      return said(say(language, 'alreadyPrinting', { file: path, percent: jobPercent(snapshot) }));
    const offer = desk.tools.has(CHANGES.queue('add').tool) ? say(language, 'queueOffer') : '';
    return offered(
      say(language, 'startBusy', {
        current: jobName(snapshot),
        percent: jobPercent(snapshot),
        file: path,
        offer,
      }),
      CHANGES.queue('add', [path]),
    );
  }
  if (isPaused(snapshot))
    return said(say(language, 'startPaused', { current: jobName(snapshot), percent: jobPercent(snapshot) }));
  if (bedOccupied(desk)) return offered(say(language, 'bedNotClear'), CHANGES.start(path));
  const facts = factsOf(desk, [path])[0];
  return proposed(
    say(language, 'start', { file: path, facts: factsPart(facts ?? null, desk) }),
    CHANGES.start(path),
  );
}

function factsPart(facts: FileFacts | null, desk: Desk): string {
  if (!facts) return '';
  const parts = [
    fileTime(facts, desk.language),
    filament(facts.filamentMillimetres, facts.filamentGrams, desk.language),
  ].filter(Boolean);
  return parts.length ? ` (${parts.join(', ')})` : '';
}

/** The person themselves says that something lies on the bed. */
function bedOccupied(desk: Desk): boolean {
  const text = foldedOf(desk.frames);
  if (
    /\b(bed|plate) is (clear|empty|clean|free)|(cleared|emptied|cleaned) the (bed|plate)|(removed|took off|taken off) \b/.test(
      text,
    )
  )
    return false;
  return /\b(old|last|previous|finished) (part|print|one|piece|model|object)\b.*\b(still|on|left|there)\b|\b(bed|plate) is (not|still) (clear|empty|occupied|full|clean)|\bstill (stuff|something|a part|a print|the part|plastic|a piece) on\b|\bsomething (is )?(still )?(on|left on) the (bed|plate)\b|\bstill on the (bed|plate)\b|forgot to (clear|remove|take)|\bhave not (cleared|removed|taken)/.test(
    text,
  );
}

/** Sends an attached file to the printer and prints it. */
export function uploadAndPrint(desk: Desk): Outcome {
  const attached = [...desk.exchange.attachments, ...desk.memory.attachments].find(
    (item) => item.kind === 'gcode',
  );
  if (!attached) return said(say(desk.language, 'nothingToUpload'));
  if (attached.path) return startFile(desk, attached.path);
  return proposed(
    say(desk.language, 'uploadAndPrint', { name: attached.name }),
    CHANGES.upload(attached.name, attached),
  );
}
