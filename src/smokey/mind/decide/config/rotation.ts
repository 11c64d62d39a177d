import { number } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { quantities } from '../../understand/clause.ts';
import { foldedOf } from '../../understand/frames.ts';
import { said, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import { loadConfig } from './file.ts';

const NAMED = /\brotation[ _]?distance\b|\be[- ]?steps\b|\bsteps per mm\b|\bextruder (?:calibration|steps)\b/;
const FED = /\b(?:extrud\w*|push\w*|fed|feed|told|asked|command\w*|request\w*|mark\w*)\b/;
const CAME = /\b(?:only|went|got|came|actual\w*|measured?|moved|took|used|really|instead|but)\b/;
/** A test that is this far out measured something else. */
const LEAST_SHARE = 0.5;
const MOST_SHARE = 2;
const DECIMALS = 3;

/**
 * "I told it to extrude 100 mm and only 96.5 went in": the new rotation_distance, from the printer's own:
 * the old one × actual / requested (Klipper's documentation, "Rotation distance"). Null where nothing of the kind is told.
 */
export function rotationDistance(desk: Desk): Outcome | null {
  const text = foldedOf(desk.frames);
  if (desk.paste || desk.language !== 'en' || !NAMED.test(text) || !FED.test(text) || !CAME.test(text))
    return null;
  const lengths = desk.frames
    .flatMap(({ clause }) => quantities(clause))
    .filter(({ unit, value }) => (unit === null || unit === 'mm') && value >= 10);
  const [requested, actual] = lengths.map(({ value }) => value);
  if (lengths.length !== 2 || !requested || !actual || offline(desk)) return null;
  const share = actual / requested;
  const old = Number(oldDistance(desk));
  if (!old || share < LEAST_SHARE || share > MOST_SHARE) return null;
  return said(
    say(desk.language, 'rotationDistance', {
      old: number(old, desk.language, DECIMALS),
      requested: number(requested, desk.language, 1),
      actual: number(actual, desk.language, 1),
      value: number(old * share, desk.language, DECIMALS),
    }),
  );
}

function oldDistance(desk: Desk): string | undefined {
  const section = loadConfig(desk)?.sections.find(({ name }) => name === 'extruder');
  return /^rotation_distance\s*[:=]\s*([\d.]+)/m.exec(section?.body ?? '')?.[1];
}
