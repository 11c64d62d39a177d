import type { Section } from '../config-text.ts';
import { OPTION_WORDS, SECTION_WORDS } from './words.ts';

/** One option of the configuration with its value. */
export interface Found {
  section: string;
  option: string;
  value: string;
}

/** The options that a text names in whatever words; `before` is what was spoken of, where the text leaves the part open. */
export function lookUp(text: string, sections: readonly Section[], before = ''): Found[] {
  const screws = /\bthread\b/.test(text) ? [] : screwAt(text, sections);
  if (screws.length) return screws;
  const named = namedOptions(text, sections);
  if (!named.length) return [];
  const [own, earlier] = [text, before].map((item) => sectionsNamed(item, sections));
  const found =
    within(named, ownNamed(text, sections)) ?? within(named, own!) ?? within(named, earlier!) ?? named;
  return found.some(isOfShaper) && !ONE_OF_SHAPER.test(text) ? shapersIn(found, sections) : found;
}

/** Type and frequency of an input shaper are told together. */
const ONE_OF_SHAPER = /\bwhich (?:one|option|line)\b|\b(?:only|just) the (?:freq\w*|type)\b/;
const isOfShaper = ({ option }: Found): boolean => /^shaper_(?:freq|type)(?:_[xy])?$/.test(option);

function shapersIn(named: readonly Found[], sections: readonly Section[]): Found[] {
  const axes = new Set(named.filter(isOfShaper).map(({ option }) => option.at(-1)));
  const beside = sections
    .filter(({ name }) => named.some(({ section }) => section === name))
    .flatMap((section) => section.options.map((option) => found(section, option)))
    .filter((item) => isOfShaper(item) && axes.has(item.option.at(-1)));
  return [...beside, ...named.filter((item) => !isOfShaper(item))];
}

/** True when a text names an option in whatever words. */
export const namesOption = (text: string): boolean =>
  OPTION_WORDS.some(({ said }) => said.test(text.replace(/_/g, ' ')));

/** True when a text names something that stands in the configuration only. */
export const isOnlyThere = (text: string): boolean =>
  OPTION_WORDS.some(({ said, sure }) => sure && said.test(text.replace(/_/g, ' '))) ||
  /\bscrews?\b.*\bwhere\b|\bwhere\b.*\bscrews?\b/.test(text);

const within = (found: readonly Found[], sections: readonly Section[]): Found[] | null => {
  const kept = found.filter((item) => sections.some(({ name }) => name === item.section));
  return kept.length ? kept : null;
};

function namedOptions(text: string, sections: readonly Section[]): Found[] {
  const exact = text.replace(/[ _-]+/g, '_');
  const all = sections.flatMap((section) => section.options.map((option) => found(section, option)));
  const own = all.filter(
    ({ option }) => isTelling(option) && new RegExp(`(?:^|_)${option.toLowerCase()}(?:_|$)`).test(exact),
  );
  const longest = own.filter(
    ({ option }) => !own.some((item) => item.option !== option && item.option.includes(option)),
  );
  if (longest.length) return longest;
  const spoken = text.replace(/_/g, ' ');
  for (const { said, option, section } of OPTION_WORDS) {
    if (!said.test(spoken)) continue;
    const meant = all.filter((item) => option.test(item.option) && (!section || section.test(item.section)));
    if (meant.length) return meant;
  }
  return [];
}

/** Names such as "speed" or "pin" are words that say nothing of an option. */
const isTelling = (option: string): boolean => option.includes('_') || option.length > 8;

const found = ({ name, body }: Section, option: string): Found => ({
  section: name,
  option,
  value: new RegExp(`^${option}\\s*[:=]\\s*(.*)$`, 'm').exec(body)?.[1]?.trim() ?? '?',
});

/** The sections that a text names: by their own words, by everyday words, the left or right one of several tools. */
export function sectionsNamed(text: string, sections: readonly Section[]): Section[] {
  const spelled = text.replace(/_/g, ' ');
  const meant = SECTION_WORDS.filter(([said]) => said.test(text)).map(([, section]) => section);
  const own = ownNamed(text, sections);
  const named = sections.filter((section) => {
    const { name } = section;
    const isSpelled = name.length > 3 && name !== 'printer' && spelled.includes(name.replace(/_/g, ' '));
    return isSpelled || own.includes(section) || meant.some((item) => item.test(name));
  });
  const tool = toolNamed(text, sections);
  return tool ? named.filter(({ name }) => !/^extruder\d*$/.test(name) || name === tool) : named;
}

/** "the filter fan": sections whose own name ("filter" in "fan_generic filter") stands in the text. */
function ownNamed(text: string, sections: readonly Section[]): Section[] {
  const spelled = text.replace(/_/g, ' ');
  return sections.filter(({ name }) => {
    const own = name.toLowerCase().split(' ').slice(1).join(' ').replace(/_/g, ' ');
    return own.length > 3 && spelled.includes(own);
  });
}

/** "the left tool", "second hot end", "T1": the section of one extruder among several; null when none is said. */
function toolNamed(text: string, sections: readonly Section[]): string | null {
  const tools = sections.map(({ name }) => name).filter((name) => /^extruder\d*$/.test(name));
  if (tools.length < 2) return null;
  if (/\b(?:right|second|2nd|other|t1|tool 1|extruder ?1)\b/.test(text)) return 'extruder1';
  if (/\b(?:left|first|1st|t0|tool 0|main|extruder ?0|linken?|vanstra)\b/.test(text)) return 'extruder';
  return null;
}

const SIDES = /\b(?:front|rear|back|left|right|cent(?:er|re)|middle)\b/g;

/** "the front left bed screw": the screw whose name tells that it is there. */
function screwAt(text: string, sections: readonly Section[]): Found[] {
  if (!/\bscrews?\b/.test(text)) return [];
  const sides = (text.match(SIDES) ?? []).map((side) => (side === 'back' ? 'rear' : side));
  const section = sections.find(({ name }) => /^(?:screws_tilt_adjust|bed_screws)$/.test(name));
  if (!section || !sides.length) return [];
  return section.options
    .filter((option) => option.endsWith('_name'))
    .map((option) => found(section, option))
    .filter(({ value }) => sides.every((side) => value.replace('back', 'rear').includes(side)))
    .flatMap((name) => [name, found(section, name.option.replace(/_name$/, ''))]);
}
