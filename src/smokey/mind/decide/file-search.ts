import { fold } from '../normalise/text.ts';
import { englishFor } from '../language/file-words.ts';
import { editDistance } from '../normalise/spelling.ts';
import { has, isFiller, type Clause } from '../understand/clause.ts';
import { READS } from './deeds.ts';
import { read, readAll, type Desk } from './desk.ts';

export interface FileFacts {
  path: string;
  /** The slicer's guess. */
  seconds: number | null;
  /** Worked out with this printer's own limits. */
  printerSeconds: number | null;
  filamentMillimetres: number | null;
  filamentGrams: number | null;
  filamentType: string | null;
  nozzleCelsius: number | null;
  bedCelsius: number | null;
  layerMillimetres: number | null;
  heightMillimetres: number | null;
  layers: number | null;
  slicer: string | null;
  sizeBytes: number | null;
}

/** Paths of the printer's G-code files, newest first. */
export function filePaths(desk: Desk): string[] {
  const result = read(desk, READS.files());
  const items = listIn(result?.data, 'files');
  return items
    .map((item) => (typeof item === 'string' ? item : String((item as Record<string, unknown>).path ?? '')))
    .filter(Boolean);
}

/** The array of a result under one of its names. */
export function listIn(data: Record<string, unknown> | undefined, ...names: string[]): unknown[] {
  for (const name of [...names, 'items']) {
    const value = data?.[name];
    if (Array.isArray(value)) return value;
  }
  return [];
}

/** Facts of several files, in one step. */
export function factsOf(desk: Desk, paths: readonly string[]): (FileFacts | null)[] {
  return readAll(
    desk,
    paths.map((path) => READS.file(path)),
  ).map((result, index) => (result && !result.failed ? toFacts(paths[index] ?? '', result.data) : null));
}

const num = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const str = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

function toFacts(path: string, data: Record<string, unknown>): FileFacts {
  return {
    path,
    seconds: num(data.est_time_s),
    printerSeconds: num(data.printer_time_s),
    filamentMillimetres: num(data.filament_mm),
    filamentGrams: num(data.filament_g),
    filamentType: str(data.filament_type),
    nozzleCelsius: num(data.max_nozzle_c),
    bedCelsius: num(data.max_bed_c),
    layerMillimetres: num(data.layer_mm),
    heightMillimetres: num(data.height_mm),
    layers: num(data.layers),
    slicer: str(data.slicer),
    sizeBytes: num(data.size_bytes),
  };
}

/** Words that stand for "a file" or for doing something with it, but never for its name. */
const NOT_A_NAME = new Set(
  `file files gcode gcodes print prints printing printed start run begin please again next last one ones called named name job model delete remove erase queue add upload
  the a an my our their his her this that it is of to on in for with from and or then now ready thing version old new copy item part some any both all
  fil filen filer skriv ut utskrift starta den det en ett radera ta bort och datei dateien drucke druck drucken bitte starte losche die der das ein eine und
  archivo archivos imprime imprimir inicia borra elimina el la los las un una por favor y fichier fichiers imprime lance supprime le les un une et s il te plait
  load want need can could you would me i how long does take what which do have got there where which info about details much filament plastic heavy que quel quels quelle quelles welche welcher vilka vilken vilket vad was cual cuales hay est sont tienes gibt finns hej hello hi hey ok okay kan du skulle vill jag ich mochte quiero je veux peux tu pouvez kannst puedes podrias maintenant jetzt ahora nu`.split(
    /\s+/,
  ),
);

/** Words of a clause by which a file may be meant. */
export function nameWords(clause: Clause): string[] {
  const words: string[] = [];
  for (const term of clause.terms) {
    if (term.kind === 'punctuation') continue;
    if (term.kind === 'quoted' || term.kind === 'file') return wordsOf(term.raw);
    const kept = wordsOf(term.raw).filter((word) => !NOT_A_NAME.has(word));
    if (kept.length && !(isFiller(term) && !/\d/.test(term.raw)) && !isOnlyGrammar(term.concepts))
      words.push(...kept);
  }
  return words;
}

const GRAMMAR = new Set([
  'print',
  'start',
  'reprint',
  'queue',
  'delete',
  'upload',
  'file',
  'it',
  'please',
  'have',
  'show',
  'i',
  'you',
  'to',
  'on',
  'set',
  'yes',
  'no',
  'next',
  'nowword',
  'duration',
  'need',
  'used',
  'slicedfor',
  'weight',
  'filament',
  'quickest',
  'longest',
  'job',
  'by',
  'greeting',
  'thanks',
  'just',
  'again',
  'printer',
  'put',
  'both',
  'all',
  'exclude',
  'resume',
  'other',
  'size',
  'folder',
  'rename',
  'preheat',
]);
const isOnlyGrammar = (concepts: readonly string[]): boolean =>
  concepts.some((concept) => GRAMMAR.has(concept));

/** A name as words: "gears/planet_gear_v2.gcode" is "gears planet gear v2". */
export function wordsOf(name: string): string[] {
  return fold(name.replace(/\.(gcode|gco|g|bgcode|ufp)$/i, '').replace(/([a-z])([A-Z])/g, '$1 $2'))
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
}

export interface FileSearch {
  /** The best paths; several when they fit equally well. */
  found: string[];
  /** What was looked for, as the person wrote it. */
  asked: string;
  /** True when a name was given at all. */
  named: boolean;
}

/** Finds the files a clause names, tolerant of spelling, order and missing words. */
export function searchFiles(clause: Clause, paths: readonly string[]): FileSearch {
  const exact = clause.terms.find((term) => term.kind === 'file' || term.kind === 'quoted');
  const words = nameWords(clause);
  const asked = exact?.raw ?? words.join(' ');
  if (!words.length) return { found: [], asked: '', named: false };
  if (exact) {
    const same = paths.filter(
      (path) =>
        fold(path) === fold(exact.raw) ||
        fold(path) === `${fold(exact.raw)}.gcode` ||
        fold(path).endsWith(`/${fold(exact.raw)}`),
    );
    if (same.length) return { found: same, asked, named: true };
  }
  const found = bestPaths(words, paths, exact?.kind === 'file' || /\.(?:gcode|gco)$/i.test(exact?.raw ?? ''));
  if (found.length || exact) return { found, asked, named: true };
  const other = translated(words, paths);
  const grouped = other.length ? other : groupedPaths(clause, paths);
  const isSure = grouped.length > 0 || clause.language === 'en' || words.length < FEWEST_LOOSE;
  return { found: isSure ? grouped : wordsMatching(words.join(' '), paths), asked, named: true };
}

/** So many words hold more than a name. */
const FEWEST_LOOSE = 3;

/** Words that tell nothing of a file's name. */
const ADJECTIVES = new Set(
  'little big small old new nice good great favourite favorite lovely cool whole single plain usual famous tiny huge latest'.split(
    ' ',
  ),
);

/** In a long message the name is one group of words among others: "that little benchy boat everyone prints". */
function groupedPaths(clause: Clause, paths: readonly string[]): string[] {
  const groups: string[][] = [[]];
  for (const term of clause.terms) {
    const breaks = term.kind === 'punctuation' || isFiller(term) || isOnlyGrammar(term.concepts);
    if (breaks) groups.push([]);
    else groups.at(-1)!.push(...wordsOf(term.raw).filter((word) => !ADJECTIVES.has(word)));
  }
  const fitting = groups
    .filter((group) => group.some((word) => word.length >= 4))
    .map((group) => {
      const found = bestPaths(group, paths, false);
      return found.length ? found : translated(group, paths);
    })
    .filter((found) => found.length > 0);
  return fitting.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** "nyckelringen" for keychain_v2.gcode: files mostly have English names. */
function translated(words: readonly string[], paths: readonly string[]): string[] {
  const meant = words.map((word) => [word, ...englishFor(word)]);
  if (meant.every((item) => item.length === 1)) return [];
  const scored = paths.map((path) => {
    const have = wordsOf(path);
    const fits = meant.map((item) =>
      Math.max(...item.map((word) => Math.max(0, ...have.map((own) => similarity(word, own))))),
    );
    return { path, score: fits.reduce((sum, fit) => sum + fit, 0) / fits.length };
  });
  const best = Math.max(0, ...scored.map((item) => item.score));
  return best <= 0.5 ? [] : scored.filter((item) => item.score >= best - 0.08).map((item) => item.path);
}

/** Files of which a text names a telling word; words that are in no name do not count against them. */
export function wordsMatching(text: string, paths: readonly string[]): string[] {
  const known = wordsOf(text).filter(
    (word) =>
      !NOT_A_NAME.has(word) &&
      paths.some((path) =>
        wordsOf(path).some((own) => own === word || (word.length >= 4 && similarity(word, own) >= 0.85)),
      ),
  );
  if (!known.some((word) => word.length >= 4 && !/^v?\d+$/.test(word))) return [];
  return bestPaths(known, paths, false);
}

function bestPaths(words: readonly string[], paths: readonly string[], strict: boolean): string[] {
  const scored = paths.map((path) => ({ path, score: fitOf(words, path) }));
  const best = Math.max(0, ...scored.map((item) => item.score));
  if (best < (strict ? 0.95 : 0.5)) return [];
  return scored.filter((item) => item.score >= best - 0.08).map((item) => item.path);
}

/** 0..1: how well the words fit the file's name; every word asked for counts, a version must be right. */
function fitOf(words: readonly string[], path: string): number {
  const have = wordsOf(path);
  const joined = have.join('');
  let hit = 0;
  for (const word of words) {
    if (/^v?\d+$/.test(word) && !have.some((item) => sameVersion(item, word)))
      return joined.includes(word) && words.length === 1 ? 0.6 : 0;
    const best = Math.max(
      /\d/.test(word) && word.length > 1 && have.some((item) => item.endsWith(word)) ? 0.9 : 0,
      0,
      ...have.map((item) => similarity(word, item)),
      word.length >= 4 && joined.includes(word) ? 0.8 : 0,
    );
    hit += best;
  }
  const asked = hit / words.length;
  const covered =
    have.filter((item) => words.some((word) => similarity(word, item) > 0.7)).length / have.length;
  return asked * 0.95 + covered * 0.05;
}

const sameVersion = (a: string, b: string): boolean =>
  a.replace(/^v(?=\d)/, '') === b.replace(/^v(?=\d)/, '');

function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const singular = (word: string): string => word.replace(/(en|er|s|n)$/, '');
  if (a.length > 3 && b.length > 3 && singular(a) === singular(b)) return 0.95;
  if (a.length >= 4 && b.startsWith(a)) return 0.9;
  if (b.length >= 4 && a.startsWith(b)) return 0.85;
  if (Math.min(a.length, b.length) < 4) return 0;
  if (Math.min(a.length, b.length) === 4 && a[0] !== b[0]) return 0;
  const distance = editDistance(a, b, 2);
  return distance === 1 ? 0.85 : distance === 2 && Math.min(a.length, b.length) > 5 ? 0.75 : 0;
}

/** True when the clause points back ("it", "that one") rather than naming something. */
export function pointsBack(clause: Clause): boolean {
  return has(clause, 'it') || clause.terms.some((term) => /^(one|ones|same|file)$/.test(term.text));
}
