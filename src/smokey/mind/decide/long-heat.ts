import { celsius } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import { quantities, type Clause } from '../understand/clause.ts';
import { said, type Desk, type Outcome } from './desk.ts';
import { temperatureOf, toCelsius } from './heaters.ts';

/** "it takes forever to warm up": a manner of speaking. */
const TAKES_FOREVER =
  /\b(?:takes?|took|taking|waited|waiting|been) (?:\w+ ){0,2}(?:forever|for ever|all (?:day|night)|(?:\w+ )?(?:days|weeks?|hours))\b/g;

/** Hours and days of heating with nobody there are refused, wherever in the message they stand. */
export function refuseLong(desk: Desk, clause: Clause): Outcome | null {
  const clauses = desk.frames.map((frame) => frame.clause);
  const times = clauses
    .flatMap(quantities)
    .filter((item) => item.unit === 'h' || item.unit === 'day' || item.unit === 'min');
  const text = clauses
    .map((item) => item.folded)
    .join(' ')
    .replace(TAKES_FOREVER, ' ');
  const long = times.find(
    (item) =>
      item.unit === 'day' ||
      (item.unit === 'h' && item.value > 2) ||
      (item.unit === 'min' && item.value > 120),
  );
  const forever =
    /\b(all night|overnight|all day|for ever|forever|permanently|for (a |the )?(\w+ )?(days|weeks?|weekend)|until (monday|tomorrow)|over the weekend|hela natten|die ganze nacht|toda la noche|toute la nuit)\b/.exec(
      text,
    );
  const wanted = temperatureOf(clause);
  if ((!long && !forever) || !wanted) return null;
  return said(
    say(desk.language, 'longHeat', {
      target: celsius(toCelsius(wanted), desk.language),
      time: long ? `${long.value} ${long.unit === 'day' ? 'days' : long.unit}` : (forever?.[0] ?? ''),
    }),
  );
}
