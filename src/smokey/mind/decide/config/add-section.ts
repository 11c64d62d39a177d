import { say } from '../../answer/say.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import { loadConfig, MAIN_FILE } from './file.ts';

const ADDS =
  /\b(?:add|put|create|make|write|insert)\b(?: me)?(?: in)? (?:an?|the)(?: new)? \[?([a-z]+(?:_[a-z]+)*)\]? section\b(.*)$/is;
/** Sections that bring a function and drive nothing by themselves, with the options that a person may name. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  firmware_retraction: ['retract_length', 'retract_speed', 'unretract_extra_length', 'unretract_speed'],
  gcode_arcs: ['resolution'],
  idle_timeout: ['timeout'],
  pause_resume: ['recover_velocity'],
};
const PAIR = /\b([a-z]+(?:[ _][a-z]+){0,2})(?: (?:of|to|at|is))?\s*[:=]?\s*(\d+(?:\.\d+)?)/gi;

/** "add a firmware_retraction section to printer.cfg, retract length 0.6"; null for all other messages. */
export function addedSection(desk: Desk): Outcome | null {
  const found = ADDS.exec(desk.exchange.text);
  const name = found?.[1]?.toLowerCase() ?? '';
  const options = Object.hasOwn(SECTIONS, name) ? SECTIONS[name]! : null;
  if (!found || !options || desk.paste || desk.language !== 'en' || !snapshotOf(desk)) return null;
  if (desk.frames.some(({ role, clause }) => role === 'negated' || clause.mood === 'howto')) return null;
  const away = offline(desk);
  if (away) return away;
  const config = loadConfig(desk);
  if (!config) return null;
  if (config.sections.some((section) => section.name === name))
    return said(say(desk.language, 'sectionThere', { name }));
  const set = Object.fromEntries(
    [...found[2]!.matchAll(PAIR)].flatMap(([, words = '', value = '']) => {
      const option = options.find((item) => words.toLowerCase().replace(/ /g, '_').endsWith(item));
      return option ? [[option, value]] : [];
    }),
  );
  if (!Object.keys(set).length)
    return said(say(desk.language, 'sectionWhat', { name, options: options.join(', ') }));
  const lines = Object.entries(set).map(([option, value]) => `${option}: ${value}`);
  return proposed(
    say(desk.language, 'sectionAdd', { name, lines: lines.join(', ') }),
    CHANGES.editConfig({ file: MAIN_FILE, section: name, set, base_sha256: config.sha256 }),
  );
}
