import type { PrinterStateBlock } from '../prompt/state.ts';
import { fold } from '../normalise/text.ts';
import type { NameReference } from './terms.ts';
import { calledNames } from './power-names.ts';

/** The printers' own names, so that "exhaust", "CLEAN_NOZZLE" or "Little Red" are understood as what they are. */
export interface NameBook {
  knows(word: string): boolean;
  matchAt(words: readonly string[], index: number): { references: NameReference[]; length: number } | null;
}

interface Entry {
  words: string[];
  reference: NameReference;
}

/** Single words too common to stand for a device or an object of that name. */
const TOO_COMMON = new Set(
  'default fan bed extruder nozzle printer print pause resume cancel home stop start the a on off park load unload probe z x y host light lights led tool test heat cool set move level'.split(
    ' ',
  ),
);
/** Those of them that are still a name when written as one: a macro called PARK is meant by "park". */
const MACRO_WORDS = new Set(['park']);

export const EMPTY_NAMES: NameBook = { knows: () => false, matchAt: () => null };

export function namesOf(state: PrinterStateBlock): NameBook {
  const entries = state.printers.flatMap((printer) => entriesOf(printer));
  const byFirst = new Map<string, Entry[]>();
  for (const entry of entries) {
    const first = entry.words[0];
    if (first) byFirst.set(first, [...(byFirst.get(first) ?? []), entry]);
  }
  return {
    knows: (word) => byFirst.has(word),
    matchAt(words, index) {
      const fitting = (byFirst.get(words[index] ?? '') ?? []).filter((entry) =>
        entry.words.every((word, offset) => words[index + offset] === word),
      );
      const length = Math.max(0, ...fitting.map((entry) => entry.words.length));
      if (!length) return null;
      return {
        length,
        references: fitting.filter((entry) => entry.words.length === length).map((entry) => entry.reference),
      };
    },
  };
}

function entriesOf(printer: PrinterStateBlock['printers'][number]): Entry[] {
  const { snapshot, id: printerId } = printer;
  const entries: Entry[] = [];
  const add = (kind: NameReference['kind'], id: string, ...names: string[]): void => {
    const reference = { kind, id, printerId };
    for (const name of names)
      for (const words of spellings(name)) if (allowed(words, kind)) entries.push({ words, reference });
  };
  add('printer', printerId, printer.name);
  for (const sensor of snapshot.sensors) add('sensor', sensor.id, lastWord(sensor.id), sensor.label);
  for (const output of snapshot.outputs) add('output', output.id, lastWord(output.id), output.label);
  for (const macro of snapshot.macros) add('macro', macro.name, macro.name);
  for (const device of snapshot.powerDevices)
    add('power', device.name, device.name, ...calledNames(device.name));
  for (const camera of snapshot.webcams) add('camera', camera.name, camera.name);
  for (const object of snapshot.job.objects) add('object', object, object);
  for (const profile of snapshot.mesh.profiles) add('mesh', profile, profile);
  for (const sensor of snapshot.filamentSensors) add('filament-sensor', sensor.id, lastWord(sensor.id));
  return entries;
}

/** "CLEAN_NOZZLE" is written "clean nozzle", "clean_nozzle" or "cleannozzle". */
function spellings(name: string): string[][] {
  const folded = fold(name);
  const words = folded.split(/[\s_-]+/).filter(Boolean);
  return [words, [words.join('_')], [words.join('')], [words.join('-')]].filter(
    (item, index) => index === 0 || words.length > 1,
  );
}

function allowed(words: string[], kind: NameReference['kind']): boolean {
  if (words.length > 1 || !words[0]) return words.length > 1;
  if (kind === 'macro' && MACRO_WORDS.has(words[0])) return true;
  return words[0].length > 1 && !TOO_COMMON.has(words[0]);
}

function lastWord(id: string): string {
  const parts = id.split(' ');
  return parts.length > 1 ? parts.slice(1).join(' ') : id;
}
