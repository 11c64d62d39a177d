import { say } from '../answer/say.ts';
import type { Clause } from '../understand/clause.ts';
import { chooseFile } from './choose-file.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import type { HeatPair } from './heat-pairs.ts';
import { factsOf, filePaths, searchFiles } from './file-search.ts';
import { activeNozzle, heatersOf } from './heaters.ts';

/** "to whatever the bracket was sliced for", "to what the vase wants". */
const OF_FILE =
  /\b(?:whatever|what|as|like|the (?:temperatures?|temps?|heat)) .{1,60}\b(?:sliced|wants?|needs?|asks? for|calls for|uses|expects|requires|made for)\b|\bsliced (?:for|with|at)\b|\b(?:temperatures?|temps?|settings) (?:of|in|from|for) the .{1,40}\b(?:file|gcode|print|job)\b|\bfirst[- ]layer\b/;

/** Words around the name of such a file. */
const NO_NAME = new Set(
  'whatever what same as like first layer first-layer values value s its their wants want needs uses asks calls for expects requires in from of the was were is'.split(
    ' ',
  ),
);

/** The temperatures of a file that a wish for heat names; null when it names none. `isNamed`: "for the benchy" is enough. */
export function pairsOfFile(desk: Desk, clause: Clause, isNamed = false): HeatPair[] | Outcome | null {
  const terms = clause.terms.filter(
    (term) => (term.unknown && !NO_NAME.has(term.text)) || term.kind === 'file' || term.kind === 'quoted',
  );
  const named = { ...clause, terms };
  const isOfFile = isNamed ? /\bfor\b/.test(clause.folded) : OF_FILE.test(clause.folded);
  if (!isOfFile) return null;
  const paths = filePaths(desk);
  const source = [named, ...desk.frames.map((frame) => frame.clause)].find(
    (item) => item.terms.length > 0 && searchFiles(item, paths).found.length > 0,
  );
  if (!source || (!terms.length && source === named)) return null;
  const chosen = chooseFile(desk, source);
  if (typeof chosen !== 'string') return chosen;
  const facts = factsOf(desk, [chosen])[0];
  const snapshot = snapshotOf(desk)!;
  const bed = heatersOf(snapshot).find(({ kind }) => kind === 'bed');
  const found = [
    { heater: activeNozzle(snapshot), value: facts?.nozzleCelsius },
    { heater: bed, value: facts?.bedCelsius },
  ].flatMap(({ heater, value }): HeatPair[] =>
    heater && value ? [{ heater, wanted: { value, unit: 'c', signed: false } }] : [],
  );
  return found.length
    ? found
    : said(say(desk.language, 'howHot', { heater: 'nozzle', now: '?', target: '' }));
}
