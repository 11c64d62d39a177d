import { list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import type { Term } from '../../understand/terms.ts';
import type { Clause } from '../../understand/clause.ts';
import { CHANGES, READS } from '../deeds.ts';
import { proposed, read, said, snapshotOf, type Desk } from '../desk.ts';
import { filePaths, listIn, pointsBack, searchFiles } from '../file-search.ts';
import { isBusy, jobName, jobPercent, offline } from '../guards.ts';
import { fileMissing } from './job.ts';
import { filesHere } from '../files/here.ts';
import type { Handlers } from './types.ts';

export const QUEUE_HANDLERS: Handlers = {
  queue_add(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const paths = filePaths(desk);
    const found: string[] = [];
    for (const part of parts(clause)) {
      const search = searchFiles(part, paths);
      if (search.found.length === 1) found.push(search.found[0]!);
      else if (search.found.length > 1)
        return said(say(desk.language, 'fileWhich', { names: list(search.found, desk.language, 'or') }));
      else if (search.named && !pointsBack(part)) return fileMissing(desk, search.asked, paths);
    }
    if (!found.length) found.push(...desk.memory.files.filter((path) => paths.includes(path)).slice(0, 1));
    if (!found.length)
      return said(
        say(desk.language, 'startNoFile', {
          names: filesHere(desk, paths),
        }),
      );
    return proposed(
      waitsBehind(desk) + say(desk.language, 'queueAdd', { names: list(found, desk.language) }),
      CHANGES.queue('add', found),
    );
  },
  queue_show(desk) {
    const away = offline(desk);
    if (away) return away;
    const names = queued(desk).map((job) => job.path);
    return said(
      names.length
        ? say(desk.language, 'queueHas', { names: list(names, desk.language) })
        : say(desk.language, 'queueEmpty'),
    );
  },
  queue_remove(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const jobs = queued(desk);
    if (!jobs.length) return said(say(desk.language, 'queueEmpty'));
    const search = searchFiles(
      clause,
      jobs.map((job) => job.path),
    );
    const chosen = search.found.length
      ? jobs.filter((job) => search.found.includes(job.path))
      : search.named
        ? []
        : jobs;
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

function queued(desk: Desk): { id: string; path: string }[] {
  return listIn(read(desk, READS.queue())?.data, 'jobs').map((job) => {
    const item = job as Record<string, unknown>;
    return {
      id: String(item.job_id ?? item.id ?? ''),
      path: String(item.path ?? item.filename ?? item.file ?? ''),
    };
  });
}

/** "the cube, then the vase" names two files: the clause is cut at commas and joining words. */
function parts(clause: Clause): Clause[] {
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
