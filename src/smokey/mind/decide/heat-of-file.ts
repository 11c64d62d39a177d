import { say } from '../answer/say.ts';
import type { Clause } from '../understand/clause.ts';
import { chooseFile } from './choose-file.ts';
import { said, snapshotOf, type Desk, type Outcome } from './desk.ts';
import type { HeatPair } from './heat-pairs.ts';
import { factsOf, filePaths, searchFiles } from './file-search.ts';
import { activeNozzle, heatersOf } from './heaters.ts';

/** "to whatever the bracket was sliced for", "to what the vase wants". */
const OF_FILE =
  /\b(?:whatever|what|as|the (?:temperatures?|temps?|heat)) .{1,60}\b(?:sliced|wants?|needs?|asks? for|calls for|uses|expects|requires|made for)\b|\bsliced (?:for|with|at)\b|\b(?:temperatures?|temps?|settings) (?:of|in|from|for) the .{1,40}\b(?:file|gcode|print|job)\b/;

/** The temperatures of a file that a wish for heat names; null when it names none. */
export function pairsOfFile(desk: Desk, clause: Clause): HeatPair[] | Outcome | null {
  const names = clause.terms.some((term) => term.unknown || term.kind === 'file' || term.kind === 'quoted');
  if (!names || !OF_FILE.test(clause.folded) || !searchFiles(clause, filePaths(desk)).found.length)
    return null;
  const chosen = chooseFile(desk, clause);
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
