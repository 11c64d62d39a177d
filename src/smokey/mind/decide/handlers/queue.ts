import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { fold } from '../../normalise/text.ts';
import type { Term } from '../../understand/terms.ts';
import { has, type Clause } from '../../understand/clause.ts';
import { copiesOf, countedIn, withCounts, type Counted } from '../copies.ts';
import { CHANGES, READS } from '../deeds.ts';
import { proposed, read, said, snapshotOf, type Desk } from '../desk.ts';
import { filePaths, listIn, pointsBack, searchFiles, wordsMatching, wordsOf } from '../file-search.ts';
import { isBusy, jobName, jobPercent, offline } from '../guards.ts';
import { factsTogether } from './file-sets.ts';
import { fileMissing } from './job.ts';
import { filesHere } from '../files/here.ts';
import type { Handlers } from './types.ts';

export const QUEUE_HANDLERS: Handlers = {
  queue_add(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const paths = filePaths(desk);
    const spelled = byName(clause, paths);
    const found: string[] = spelled.length > 1 ? spelled : [];
    const missing: string[] = [];
    for (const { clause: part, count } of found.length ? [] : countedParts(clause, paths)) {
      const search = searchFiles(part, paths);
      if (search.found.length === 1) found.push(...copiesOf(search.found[0]!, count));
      else if (search.found.length > 1)
        return said(say(desk.language, 'fileWhich', { names: list(search.found, desk.language, 'or') }));
      else if (search.named && !pointsBack(part)) missing.push(search.asked);
    }
    if (!found.length && has(clause, 'it')) found.push(...besideIt(desk, clause, paths));
    if (missing.length && !found.length) found.push(...byName(clause, paths));
    if (missing.length && !found.length) return fileMissing(desk, missing[0]!, paths);
    if (!found.length) found.push(...desk.memory.files.filter((path) => paths.includes(path)).slice(0, 1));
    if (!found.length)
      return said(
        say(desk.language, 'startNoFile', {
          names: filesHere(desk, paths),
        }),
      );
    return proposed(
      waitsBehind(desk) + say(desk.language, 'queueAdd', { names: list(withCounts(found), desk.language) }),
      CHANGES.queue('add', found),
    );
  },
  queue_show(desk) {
    const away = offline(desk);
    if (away) return away;
    const names = queued(desk).map((job) => job.path);
    if (!names.length) return said(say(desk.language, 'queueEmpty'));
    const has = say(desk.language, 'queueHas', { names: list(names, desk.language) });
    if (!TIME.test(fold(desk.exchange.text))) return said(has);
    const facts = factsTogether(desk, names);
    return { ...facts, say: [has, ...facts.say] };
  },
  queue_remove(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const jobs = queued(desk);
    if (!jobs.length) return said(say(desk.language, 'queueEmpty'));
    const chosen = chosenJobs(clause, fold(desk.exchange.text), jobs);
    if (!chosen.length)
      return said(
        say(desk.language, 'queueHas', {
          names: list(
            jobs.map((job) => job.path),
            desk.language,
          ),
        }),
      );
    return proposed(
      say(desk.language, 'queueClear', {
        names: list(
          chosen.map((job) => job.path),
          desk.language,
        ),
      }),
      CHANGES.queue(
        'remove',
        undefined,
        chosen.map((job) => job.id),
      ),
    );
  },
  queue_start(desk) {
    const away = offline(desk);
    if (away) return away;
    const jobs = queued(desk);
    if (!jobs.length) return said(say(desk.language, 'queueEmpty'));
    return proposed(
      say(desk.language, 'queueStart', {
        names: list(
          jobs.map((job) => job.path),
          desk.language,
        ),
      }),
      CHANGES.queue('start'),
    );
  },
  queue_pause: (desk) =>
    snapshotOf(desk)
      ? proposed(say(desk.language, 'queuePause'), CHANGES.queue('pause'))
      : said(say(desk.language, 'noPrinter')),
};

/** "3 copies of the cube and the vase": how often each is meant; a number before its article belongs to it. */
function countedParts(clause: Clause, paths: readonly string[]): Counted[] {
  const whole = countedIn(clause, paths);
  const named = parts(whole.clause);
  const isOne = named.filter((part) => searchFiles(part, paths).found.length > 0).length === 1;
  if (isOne) return named.map((part) => ({ clause: part, count: whole.count }));
  return parts(clause).map((part) => countedIn(part, paths));
}

/** "phone_stand_v3, keychain and planet_gear": each a whole name, in their order. */
const byName = ({ terms }: Clause, paths: readonly string[]): string[] =>
  terms.flatMap(({ raw }) => paths.filter((path) => nameOf(path) === nameOf(raw)));
const nameOf = (path: string): string => wordsOf(path.split('/').at(-1) ?? '').join(' ');

/** "next I want the petg bracket, add it to the queue": its name stands in another clause. */
function besideIt(desk: Desk, clause: Clause, paths: readonly string[]): string[] {
  const others = desk.frames.filter((frame) => frame.clause !== clause && frame.role !== 'negated');
  return (
    others.map((frame) => searchFiles(frame.clause, paths).found).find(({ length }) => length === 1) ?? []
  );
}

/** "how long will the queue take": what waits is added up. */
const TIME = /\bhow (?:long|much time|many hours)\b|\b(?:altogether|in total)\b/;

interface Waiting {
  id: string;
  path: string;
}

const ALL = /\b(?:all|everything|every|empty|clear|flush|wipe|whole|nothing|jobs|them)\b/;
const ALL_BUT = /\b(?:except|but|apart from|other than|keep)\b/;

/** The jobs that are to go: by name, the first or the last, all but those named, or all. */
function chosenJobs(clause: Clause, said: string, jobs: readonly Waiting[]): Waiting[] {
  const search = searchFiles(
    clause,
    jobs.map((job) => job.path),
  );
  if (search.found.length)
    return jobs.filter((job) => search.found.includes(job.path) !== (ALL.test(said) && ALL_BUT.test(said)));
  const meant = wordsMatching(
    said,
    jobs.map((job) => job.path),
  );
  if (meant.length === 1) return jobs.filter((job) => meant.includes(job.path));
  if (/\blast\b/.test(said)) return jobs.slice(-1);
  if (/\b(?:first|next)\b/.test(said)) return jobs.slice(0, 1);
  const isWhole = ALL.test(said) || THE_QUEUE.test(said) || (!search.named && jobs.length === 1);
  return isWhole && !(OUT_OF.test(said) && !ALL.test(said) && jobs.length > 1) ? [...jobs] : [];
}

const THE_QUEUE = /^\W*(?:\w+ ){1,4}(?:print |job )?queue\W*$/;

/** "take it off the list": one of several, and not said which. */
const OUT_OF = /\b(?:off|from|out)\b/;

function queued(desk: Desk): Waiting[] {
  return listIn(read(desk, READS.queue())?.data, 'jobs').map((job) => {
    const item = job as Record<string, unknown>;
    return {
      id: String(item.job_id ?? item.id ?? ''),
      path: String(item.path ?? item.filename ?? item.file ?? ''),
    };
  });
}

/** "the cube, then the vase" names two files: the clause is cut at commas and joining words. */
export function parts(clause: Clause): Clause[] {
  const groups: Term[][] = [[]];
  for (const term of clause.terms) {
    const cuts =
      (term.kind === 'punctuation' && term.text.startsWith(',')) ||
      /^(and|then|och|sen|sedan|und|dann|y|luego|et|puis|plus|followed)$/.test(term.text) ||
      term.text === 'the' ||
      term.text === 'den' ||
      term.text === 'la' ||
      term.text === 'el' ||
      term.text === 'le';
    if (cuts) groups.push([]);
    else groups.at(-1)?.push(term);
  }
  const named = groups.filter((terms) => terms.some((term) => term.kind !== 'punctuation'));
  return named.length > 1 ? named.map((terms) => ({ ...clause, terms })) : [clause];
}

/** What is printing goes first, and is said. */
function waitsBehind(desk: Desk): string {
  const snapshot = snapshotOf(desk)!;
  if (!isBusy(snapshot)) return '';
  return `${say(desk.language, 'alreadyPrinting', { file: jobName(snapshot), percent: jobPercent(snapshot) })} `;
}
