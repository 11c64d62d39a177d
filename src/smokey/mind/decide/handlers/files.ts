import { bytes, filament, list, millimetres, number } from '../../answer/format.ts';
import { fileTime } from '../../answer/file-time.ts';
import { say } from '../../answer/say.ts';
import { has, quantities, type Clause } from '../../understand/clause.ts';
import { CHANGES, READS, type FileLimits } from '../deeds.ts';
import { chooseFile } from '../choose-file.ts';
import { proposed, read, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import {
  factsOf,
  filePaths,
  listIn,
  nameWords,
  pointsBack,
  searchFiles,
  type FileFacts,
} from '../file-search.ts';
import { isBusy, isPrinting, offline } from '../guards.ts';
import { namedMaterial } from '../heaters.ts';
import { findMeantMacro } from '../near-macro.ts';
import { fileMissing, JOB_HANDLERS } from './job.ts';
import { filesHere } from '../files/here.ts';
import { mentioned } from '../files/mentioned.ts';
import { comparisonOf } from '../choose-among.ts';
import { deleteTogether, factsTogether, namedSideBySide, namedTogether } from './file-sets.ts';
import { knowledgeText, lookedUp } from './knowledge.ts';
import { etaText } from './progress.ts';
import { folderName, rename } from './rename.ts';
import type { Handlers } from './types.ts';

export const FILE_HANDLERS: Handlers = {
  list_files: (desk, { clause }) => listFiles(desk, clause),
  find_file: (desk, { clause }) => findFile(desk, clause),
  file_facts: (desk, { clause }) => fileFacts(desk, clause),
  compare_files: (desk, { clause }) => compare(desk, clause),
  delete_file: (desk, { clause }) => deleteFile(desk, clause),
  rename_file: (desk, { clause }) => rename(desk, clause),
  make_folder(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const name = folderName(clause);
    return name
      ? proposed(say(desk.language, 'folder', { name }), CHANGES.makeFolder(name))
      : said(say(desk.language, 'folderName'));
  },
  preflight(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const chosen = chooseFile(desk, clause);
    if (typeof chosen !== 'string') return chosen;
    const result = read(desk, READS.preflight(chosen));
    if (!result || result.failed) return said(say(desk.language, 'preflightUnknown', { file: chosen }));
    const checks = listIn(result.data, 'checks').map((check) =>
      String((check as Record<string, unknown>).text ?? ''),
    );
    return said(
      say(desk.language, result.data.ok === true ? 'preflightOk' : 'preflightBad', {
        file: chosen,
        checks: checks.join(' '),
      }),
    );
  },
};

const SHOWN = 12;

function listFiles(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const paths = filePaths(desk);
  if (!paths.length) return said(say(desk.language, 'noFiles'));
  const material = namedMaterial(clause);
  if (material) return filesOfMaterial(desk, paths, material.id);
  const words = nameWords(clause).filter(
    (word) =>
      !/^(available|stored|sliced|ready|here|stuff|things?|stored|saved|library|everything|stehen|liegen|verfugbar|guardad\w*|disponibl\w*|finns|vilka|welche|quels?|cuales|hay|que|uploaded|board|card|sd|disk|list|directory|could|can|currently|actually|folder|petg|pla|abs|search|find|looking|many|stehen|gibt|auf|dem|drucker|skrivaren|impresora|imprimante|sur|en|sont|tienes|have|lista|show|visa|zeig\w*|muestra\w*|montre\w*|mir|mig|me|moi|to)$/.test(
        word,
      ),
  );
  const search = words.length ? searchFiles(clause, paths) : null;
  if (search?.found.length)
    return said(say(desk.language, 'oneFile', { names: list(search.found, desk.language) }));
  const more = paths.length > SHOWN ? say(desk.language, 'moreFiles', { count: paths.length - SHOWN }) : '';
  return said(
    say(desk.language, 'files', { count: paths.length, names: paths.slice(0, SHOWN).join(', '), more }),
  );
}

function filesOfMaterial(desk: Desk, paths: readonly string[], material: string): Outcome {
  const facts = factsOf(desk, paths.slice(0, 20));
  const wanted = material.toLowerCase();
  const found = paths.filter(
    (path, index) =>
      facts[index]?.filamentType?.toLowerCase().includes(wanted) || path.toLowerCase().includes(wanted),
  );
  if (!found.length)
    return said(
      say(desk.language, 'noneMatch', {
        near: filesHere(desk, paths),
      }),
    );
  return said(say(desk.language, 'oneFile', { names: list(found, desk.language) }));
}

function findFile(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const paths = filePaths(desk);
  const own = searchFiles(clause, paths);
  if (own.found.length) return said(say(desk.language, 'oneFile', { names: list(own.found, desk.language) }));
  for (const frame of desk.frames) {
    const found = searchFiles(frame.clause, paths).found;
    if (found.length) return said(say(desk.language, 'oneFile', { names: list(found, desk.language) }));
  }
  const material = namedMaterial(clause);
  if (material) return filesOfMaterial(desk, paths, material.id);
  const inGeneral = desk.language !== 'en' && has(clause, 'file');
  return own.named && !inGeneral ? fileMissing(desk, own.asked, paths) : listFiles(desk, clause);
}

function fileFacts(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  if (has(clause, 'quickest', 'longest', 'newest')) return compare(desk, clause);
  const together = namedTogether(clause, filePaths(desk));
  if (together.length) return factsTogether(desk, together);
  const chosen = chooseFile(desk, clause);
  if (typeof chosen !== 'string') {
    const known = chosen.missing && nameWords(clause).length ? knowledgeText(desk, lookedUp(desk), 1) : [];
    return known.length && !clause.terms.some((term) => term.kind === 'file') ? said(...known) : chosen;
  }
  const snapshot = snapshotOf(desk)!;
  if (
    snapshot.job.path === chosen &&
    isPrinting(snapshot) &&
    /\b(done|finish\w*|ready|left|remaining|pending|to go)\b/.test(clause.folded) &&
    !/\bhow (?:tall|high|big|heavy|large)\b/.test(clause.folded)
  )
    return said(etaText(desk, snapshot));
  const limits = limitsIn(desk);
  if (limits) {
    const told = read(desk, READS.fileWith(chosen, limits));
    if (told && !told.failed) return said(told.text);
  }
  const facts = factsOf(desk, [chosen])[0];
  return said(
    facts
      ? say(desk.language, 'fileFacts', { file: chosen, facts: factsText(facts, desk) })
      : say(desk.language, 'noFacts', { file: chosen }),
  );
}

/** Other limits of motion named in the message: "how long with acceleration 10000?". */
function limitsIn(desk: Desk): FileLimits | null {
  const limits: FileLimits = {};
  for (const { clause } of desk.frames) {
    const value = quantities(clause).at(-1)?.value;
    if (value === undefined) continue;
    if (has(clause, 'limitaccel')) limits.accel_mm_s2 = value;
    else if (has(clause, 'limitcorner')) limits.corner_velocity_mm_s = value;
    else if (has(clause, 'limitvelocity') || /mm\/s\b/.test(clause.folded)) limits.velocity_mm_s = value;
  }
  return Object.keys(limits).length ? limits : null;
}

/** What is known of a file, shortest first. */
export function factsText(facts: FileFacts, desk: Desk): string {
  const { language } = desk;
  const parts = [
    fileTime(facts, language),
    filament(facts.filamentMillimetres, facts.filamentGrams, language),
    facts.filamentType ?? '',
    facts.nozzleCelsius === null ? '' : `nozzle ${number(facts.nozzleCelsius, language)} °C`,
    facts.bedCelsius === null ? '' : `bed ${number(facts.bedCelsius, language)} °C`,
    facts.layerMillimetres === null ? '' : `layer ${millimetres(facts.layerMillimetres, language)}`,
    facts.heightMillimetres === null ? '' : `height ${millimetres(facts.heightMillimetres, language)}`,
    facts.slicer ?? '',
    facts.sizeBytes === null ? '' : bytes(facts.sizeBytes),
  ];
  return parts.filter(Boolean).join(', ');
}

type Measure = { name: string; of: (facts: FileFacts) => number | null; most: boolean };

function measureOf(clause: Clause): Measure {
  const text = clause.folded;
  if (/filament|plastic|material/.test(text))
    return {
      name: /most/.test(text) ? 'one with the most filament' : 'one with the least filament',
      of: (facts) => facts.filamentMillimetres,
      most: /most|longest/.test(text),
    };
  if (/light|heav/.test(text))
    return {
      name: /heav/.test(text) ? 'heaviest' : 'lightest',
      of: (facts) => facts.filamentGrams,
      most: /heav/.test(text),
    };
  if (/tall|high/.test(text)) return { name: 'tallest', of: (facts) => facts.heightMillimetres, most: true };
  if (/biggest|largest|smallest/.test(text))
    return {
      name: /smallest/.test(text) ? 'smallest' : 'biggest',
      of: (facts) => facts.sizeBytes,
      most: !/smallest/.test(text),
    };
  return has(clause, 'longest')
    ? { name: 'longest', of: (facts) => facts.seconds, most: true }
    : { name: 'quickest', of: (facts) => facts.seconds, most: false };
}

function compare(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const paths = filePaths(desk);
  if (!paths.length) return said(say(desk.language, 'noFiles'));
  const together = groupOf(desk, paths);
  const isAge = has(clause, 'newest') || NEWER.test(clause.folded);
  if (isAge) {
    const byAge = together.length > 1 ? paths.filter((path) => together.includes(path)) : paths;
    const name = (OLDER.test(clause.folded) ? byAge.at(-1) : byAge[0]) ?? '';
    return said(say(desk.language, OLDER.test(clause.folded) ? 'oldestFile' : 'newestFile', { name }));
  }
  if (together.length > 1 && BESIDE.test(clause.folded) && comparisonOf(clause) === null)
    return factsTogether(desk, together);
  const measure = measureOf(clause);
  const known = factsOf(desk, (together.length > 1 ? together : paths).slice(0, 18)).flatMap((facts) =>
    facts && measure.of(facts) !== null ? [facts] : [],
  );
  const sorted = known.sort((a, b) => (measure.of(a) ?? 0) - (measure.of(b) ?? 0));
  const best = measure.most ? sorted.at(-1) : sorted[0];
  return said(
    best
      ? say(desk.language, 'compared', { file: best.path, what: measure.name, facts: factsText(best, desk) })
      : say(desk.language, 'noFacts', { file: paths.join(', ') }),
  );
}

const NEWER = /\b(?:newer|older|oldest|more recent|latest)\b/;
const OLDER = /\bold(?:er|est)\b/;
/** All of them are told of, side by side. */
const BESIDE = /\b(?:compare|comparison|differ\w*|vs|versus|side by side|both|between)\b/;

/** The files that are weighed against each other: named side by side, or by what they have in common. */
function groupOf(desk: Desk, paths: readonly string[]): string[] {
  const named = desk.frames
    .map((frame) => namedSideBySide(frame.clause, paths))
    .find((item) => item.length > 1);
  const across = named ?? acrossFrames(desk, paths);
  if (across.length > 1) return across;
  const alike = mentioned(desk, paths);
  return alike.length > 1 ? alike : across;
}

/** The comma cuts "which is done sooner, the knight or the rook?": the files stand in clauses of their own. */
function acrossFrames(desk: Desk, paths: readonly string[]): string[] {
  const found = desk.frames.map((frame) => searchFiles(frame.clause, paths).found);
  return [...new Set(found.filter((item) => item.length === 1).map((item) => item[0]!))];
}

function deleteFile(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const cleaner = has(clause, 'nozzle') ? findMeantMacro(clause, snapshotOf(desk)!.macros) : null;
  if (cleaner)
    return proposed(
      say(desk.language, 'macroRun', { name: cleaner.name, params: '' }),
      CHANGES.macro(cleaner.name),
    );
  // "scrap it" in a print means the print, not its file
  if (has(clause, 'cancel') && isBusy(snapshotOf(desk)!) && pointsBack(clause))
    return JOB_HANDLERS.cancel!(desk, { clause } as never);
  const paths = filePaths(desk);
  const together = namedTogether(clause, paths);
  if (together.length) return deleteTogether(desk, together);
  const search = searchFiles(clause, paths);
  if (has(clause, 'all') && !search.found.length)
    return said(
      say(desk.language, 'deleteAll', { count: paths.length, names: paths.slice(0, SHOWN).join(', ') }),
    );
  const snapshot = snapshotOf(desk)!;
  const chosen = chooseFile(desk, clause);
  if (typeof chosen !== 'string')
    return search.named || desk.memory.files.length ? chosen : said(say(desk.language, 'deleteWhich'));
  if (isBusy(snapshot) && snapshot.job.path === chosen)
    return said(say(desk.language, 'deleteRunning', { file: chosen }));
  return proposed(say(desk.language, 'deleteFile', { file: chosen }), CHANGES.deleteFile(chosen));
}
