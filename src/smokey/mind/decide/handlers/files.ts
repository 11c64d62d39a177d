import { bytes, duration, filament, list, millimetres, number } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { has, type Clause } from '../../understand/clause.ts';
import { CHANGES, READS } from '../deeds.ts';
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
import { fileMissing, JOB_HANDLERS } from './job.ts';
import { knowledgeText } from './knowledge.ts';
import { etaText } from './progress.ts';
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
        near: say(desk.language, 'fileHere', { names: paths.slice(0, 8).join(', ') }),
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
  return own.named ? fileMissing(desk, own.asked, paths) : listFiles(desk, clause);
}

/** The one file a clause means, or the question that settles it. */
export function chooseFile(desk: Desk, clause: Clause): string | Outcome {
  const paths = filePaths(desk);
  const search = searchFiles(clause, paths);
  if (search.found.length === 1) return search.found[0]!;
  if (search.found.length > 1)
    return said(say(desk.language, 'fileWhich', { names: list(search.found, desk.language, 'or') }));
  const attached = desk.exchange.attachments.find((item) => item.path)?.path;
  if (attached) return attached;
  if (has(clause, 'newest') && paths[0]) return paths[0];
  const recalled = desk.memory.files.filter((path) => paths.includes(path));
  if (recalled.length && (pointsBack(clause) || !search.named)) {
    return recalled.length === 1
      ? recalled[0]!
      : said(say(desk.language, 'fileWhich', { names: list(recalled.slice(0, 6), desk.language, 'or') }));
  }
  const current = snapshotOf(desk)?.job.path;
  if (!search.named && current && isBusy(snapshotOf(desk)!)) return current;
  return search.named
    ? fileMissing(desk, search.asked, paths)
    : said(
        say(desk.language, 'startNoFile', {
          names: say(desk.language, 'fileHere', { names: paths.slice(0, 8).join(', ') }),
        }).replace(
          /should I print|ska jag skriva ut|soll ich drucken|imprimo|dois-je imprimer/,
          'do you mean',
        ),
      );
}

function fileFacts(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  if (has(clause, 'quickest', 'longest', 'newest')) return compare(desk, clause);
  const chosen = chooseFile(desk, clause);
  if (typeof chosen !== 'string') {
    const known = nameWords(clause).length ? knowledgeText(desk, desk.exchange.text.slice(0, 400), 1) : [];
    return known.length && !clause.terms.some((term) => term.kind === 'file') ? said(...known) : chosen;
  }
  const snapshot = snapshotOf(desk)!;
  if (
    snapshot.job.path === chosen &&
    isPrinting(snapshot) &&
    /\b(done|finish\w*|ready|left|remaining)\b/.test(clause.folded)
  )
    return said(etaText(desk, snapshot));
  const facts = factsOf(desk, [chosen])[0];
  return said(
    facts
      ? say(desk.language, 'fileFacts', { file: chosen, facts: factsText(facts, desk) })
      : say(desk.language, 'noFacts', { file: chosen }),
  );
}

/** What is known of a file, shortest first. */
export function factsText(facts: FileFacts, desk: Desk): string {
  const { language } = desk;
  const parts = [
    facts.seconds === null ? '' : duration(facts.seconds),
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
  if (has(clause, 'newest')) return said(say(desk.language, 'oneFile', { names: paths[0] ?? '' }));
  const measure = measureOf(clause);
  const known = factsOf(desk, paths.slice(0, 18)).flatMap((facts) =>
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

function deleteFile(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const cleaner = has(clause, 'nozzle')
    ? snapshotOf(desk)!.macros.find(({ name }) => /clean|wipe|brush/i.test(name))
    : undefined;
  if (cleaner)
    return proposed(
      say(desk.language, 'macroRun', { name: cleaner.name, params: '' }),
      CHANGES.macro(cleaner.name),
    );
  // "scrap it" in a print means the print, not its file
  if (has(clause, 'cancel') && isBusy(snapshotOf(desk)!) && pointsBack(clause))
    return JOB_HANDLERS.cancel!(desk, { clause } as never);
  const paths = filePaths(desk);
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

const TO = /\b(?:to|into|as|in|till|nach|zu|in|a|en|um in)\b/;

function rename(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const second = /^mv\b/.test(clause.core)
    ? clause.terms.filter((term) => term.kind === 'file')[1]
    : undefined;
  const to = clause.terms.findIndex(
    (term, index) =>
      index > 0 &&
      TO.test(` ${term.text} `) &&
      term.kind === 'word' &&
      term.text.length <= 5 &&
      clause.terms.slice(index + 1).some((item) => item.kind !== 'punctuation'),
  );
  const at = second ? clause.terms.indexOf(second) : to;
  const before = { ...clause, terms: at > 0 ? clause.terms.slice(0, at) : clause.terms };
  const source = chooseFile(desk, before);
  if (typeof source !== 'string') return source;
  const after =
    at > 0 ? clause.terms.slice(second ? at : at + 1).filter((term) => term.kind !== 'punctuation') : [];
  const target = newName(
    source,
    after.map((term) => term.raw),
    after.some((term) => term.concepts.includes('folder')),
  );
  return target
    ? proposed(say(desk.language, 'rename', { from: source, to: target }), CHANGES.moveFile(source, target))
    : said(say(desk.language, 'renameTo', { from: source }));
}

/** A new name keeps folder and ending; "the folder school" keeps the name. */
function newName(source: string, words: readonly string[], isFolder: boolean): string | null {
  const kept = words.filter(
    (word) =>
      !/^(the|a|my|folder|directory|mappen|den|ordner|la|el|carpeta|le|dossier|please|instead|it|called|named)$/i.test(
        word,
      ),
  );
  const text = kept
    .join(kept.some((word) => /\.\w+$/.test(word)) ? '' : '_')
    .replace(/[^\p{L}\d._()/-]/gu, '');
  if (!text) return null;
  const base = source.split('/').at(-1) ?? source;
  if (isFolder || text.endsWith('/')) return `${text.replace(/\/$/, '')}/${base}`;
  const folder =
    source.includes('/') && !text.includes('/') ? `${source.slice(0, source.lastIndexOf('/'))}/` : '';
  return `${folder}${/\.\w{1,6}$/.test(text) ? text : `${text}.gcode`}`;
}

function folderName(clause: Clause): string | null {
  const quoted = clause.terms.find((term) => term.kind === 'quoted')?.raw;
  if (quoted) return quoted.replace(/[^\p{L}\d._ -]/gu, '').trim() || null;
  const after = clause.terms.findIndex((term) =>
    /^(called|named|for|name|namens|som|heter|llamad[ao]|para|nomme|appele|fur|pour)$/.test(term.text),
  );
  const rest = (
    after >= 0
      ? clause.terms.slice(after + 1)
      : clause.terms.filter((term) => !term.concepts.includes('makefolder'))
  ).filter(
    (term) =>
      term.kind !== 'punctuation' &&
      !/^(please|the|a|my|our|som|heter|called|named|can|could|you|up|kan|du|bitte|por|favor)$/i.test(
        term.raw,
      ),
  );
  return (
    rest
      .map((term) => term.raw)
      .join('_')
      .replace(/[^\p{L}\d._-]/gu, '') || null
  );
}
