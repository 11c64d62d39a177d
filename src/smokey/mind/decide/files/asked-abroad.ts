import { fold } from '../../normalise/text.ts';
import { searchFiles, filePaths } from '../file-search.ts';
import { snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import { FILE_HANDLERS } from '../handlers/files.ts';

/** "enligt filen", "laut Datei": the file's own facts, not the printer's. */
const BY_FILE =
  /\b(?:enligt (?:filen|slicern)|i (?:sjalva )?filen|laut (?:der )?(?:datei|slicer)|in der datei|segun (?:el )?(?:archivo|fichero|slicer)|(?:d apres|selon) le (?:fichier|slicer))\b/;
/** "reichen 20 m für die Vase?": whether there is enough for it. */
const ENOUGH =
  /\b(?:racker|reicht|reichen|langt|alcanza|alcanzan|basta|bastan|llega|llegan|suffit|suffisent|assez|genug|tillrackligt|suficiente|zu knapp)\b/;
const AMOUNT = /\d|\b(?:filament\w*|spole|rulle|spule|rolle|bobina|rollo|bobine|rest|resto|reste)\b/;

/** A question in another language that the file itself answers; null for all others. */
export function askedOfFilesAbroad(desk: Desk): Outcome | null {
  if (desk.language === 'en' || desk.paste || !snapshotOf(desk)) return null;
  if (desk.frames.some(({ role }) => role === 'do' || role === 'deferred' || role === 'negated')) return null;
  const text = fold(desk.exchange.text).replace(/['’]/g, ' ');
  if (!BY_FILE.test(text) && !(ENOUGH.test(text) && AMOUNT.test(text))) return null;
  const away = offline(desk);
  if (away) return away;
  const paths = filePaths(desk);
  const frame = desk.frames.find(({ clause }) => searchFiles(clause, paths).found.length === 1);
  return frame ? FILE_HANDLERS.file_facts!(desk, frame) : null;
}
