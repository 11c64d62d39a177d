/** Finds boards and printers by name, however its words are spaced: "ender3v2", "SKR Mini E3 2.0", "btt octopus". */

interface Named {
  id: string;
  names: readonly string[];
  vendor: string;
}

export interface Found {
  ids: string[];
  /** Length of the spelling that was found; a longer one says more. */
  length: number;
  /** True when the name was said without the revision or chip that tells its variants apart. */
  loose: boolean;
}

export interface NameIndex {
  /** The best named entries of a message; null when none is named. */
  find(message: string): Found | null;
}

/** Makers' names people shorten; the maker may be said or left out. */
const VENDOR_WORDS: Record<string, string[]> = {
  BIGTREETECH: ['bigtreetech', 'btt', 'biqu', 'bigtree'],
  'Two Trees': ['twotrees', 'twotree'],
  'Voron Design': ['voron'],
  'Raspberry Pi': ['raspberrypi', 'rpi'],
};

/** Names that are also plain words, so that only the maker's name makes them a printer's. */
const PLAIN_WORDS = new Set(
  'flash create mini leo buddy s8 d1 r2 sr bx a4 a8 q5 301 genius melzi'.split(' '),
);

/** One spelling: lower case, versions without v and trailing zero, nothing between the words. */
export function compactName(text: string): string {
  return text
    .toLowerCase()
    .replace(/\bversion\b|\brev(?:ision)?\.?\b/g, 'v')
    .replace(/(\d)\.0+(?![\d.])/g, '$1')
    .replace(/[^a-z0-9.+]/g, '')
    .replace(/v\.?(?=\d)/g, '')
    .replace(/\.+$/, '');
}

const vendorWords = (vendor: string): string[] => VENDOR_WORDS[vendor] ?? [compactName(vendor)];

function keysOf({ names, vendor }: Named): { exact: Set<string>; loose: Set<string> } {
  const exact = new Set<string>();
  const loose = new Set<string>();
  for (const name of names) {
    const chip = /\(([^)]*)\)/.exec(name)?.[1] ?? '';
    const bare = name
      .replace(/\([^)]*\)/g, '')
      .replace(/\b(?:main|mother)?board\b/gi, '')
      .trim();
    const unversioned = bare.replace(/[\s_-]*\bv?\d+(?:\.\d+)*[a-z]?$/i, '').trim();
    const isVersioned = /\bv\d|\d\.\d/i.test(bare) && unversioned !== '';
    for (const spelling of /\d/.test(chip) ? [chip, chip.replace(/^[A-Z]+32/, '')] : [])
      for (const base of isVersioned ? [bare, unversioned] : [bare]) exact.add(compactName(base + spelling));
    (chip ? loose : exact).add(compactName(bare));
    if (isVersioned)
      for (const spelling of [unversioned, unversioned.replace(/ CAN\b/, '')])
        loose.add(compactName(spelling));
    if (/ CAN\b/.test(bare)) exact.add(compactName(bare.replace(/ CAN\b/, '')));
  }
  const vendors = vendorWords(vendor);
  for (const set of [exact, loose])
    for (const key of [...set]) {
      const short = vendors.reduce(
        (text, word) => (text.startsWith(word) ? text.slice(word.length) : text),
        key,
      );
      for (const word of vendors) set.add(word + short);
      if (short !== key) set.add(short);
    }
  return { exact, loose };
}

const LONGEST_NAME_WORDS = 8;

export function createNameIndex(entries: readonly Named[]): NameIndex {
  const exact = new Map<string, Set<string>>();
  const loose = new Map<string, Set<string>>();
  for (const entry of entries) {
    const keys = keysOf(entry);
    for (const [map, set] of [
      [exact, keys.exact],
      [loose, keys.loose],
    ] as const)
      for (const key of set)
        if (isTelling(key)) map.set(key, (map.get(key) ?? new Set<string>()).add(entry.id));
  }
  return {
    find(message) {
      const words = message
        .slice(0, 400)
        .toLowerCase()
        .replace(/[?!,;:"']/g, ' ')
        .split(/[\s/_-]+/)
        .filter(Boolean);
      let best: Found | null = null;
      for (let from = 0; from < words.length; from += 1)
        for (let length = 1; length <= LONGEST_NAME_WORDS && from + length <= words.length; length += 1) {
          const key = compactName(words.slice(from, from + length).join(' '));
          const hit = exact.get(key) ?? loose.get(key);
          if (!hit) continue;
          const isLoose = !exact.has(key);
          if (!best || key.length > best.length || (key.length === best.length && best.loose && !isLoose))
            best = { ids: [...hit], length: key.length, loose: isLoose };
        }
      return best;
    },
  };
}

/** Short words and bare numbers name nothing by themselves. */
const isTelling = (key: string): boolean =>
  key.length >= 3 && !PLAIN_WORDS.has(key) && !/^(?:v?\d{1,2}(?:\.\d)?|\d+)$/.test(key);
