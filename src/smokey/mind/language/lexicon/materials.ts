/**
 * Usual ranges of filament makers; the middle is what Smokey proposes when nothing else is said.
 * Facts: prompts/knowledge/filament-guide.md and the page of each material.
 */
export interface Material {
  id: string;
  words: string[];
  nozzleCelsius: { low: number; high: number; start: number };
  bedCelsius: { low: number; high: number; start: number };
  /** Knowledge topic that explains it. */
  topic: string;
  needsEnclosure: boolean;
}

export const MATERIALS: Material[] = [
  {
    id: 'PLA',
    words: ['pla', 'pla+', 'plaplus', 'silk pla'],
    nozzleCelsius: { low: 190, high: 220, start: 205 },
    bedCelsius: { low: 50, high: 60, start: 60 },
    topic: 'pla',
    needsEnclosure: false,
  },
  {
    id: 'PETG',
    words: ['petg', 'pet-g', 'pet', 'pctg'],
    nozzleCelsius: { low: 225, high: 250, start: 235 },
    bedCelsius: { low: 70, high: 85, start: 80 },
    topic: 'petg',
    needsEnclosure: false,
  },
  {
    id: 'ABS',
    words: ['abs'],
    nozzleCelsius: { low: 230, high: 255, start: 245 },
    bedCelsius: { low: 90, high: 110, start: 100 },
    topic: 'abs-asa',
    needsEnclosure: true,
  },
  {
    id: 'ASA',
    words: ['asa'],
    nozzleCelsius: { low: 240, high: 260, start: 250 },
    bedCelsius: { low: 90, high: 110, start: 100 },
    topic: 'abs-asa',
    needsEnclosure: true,
  },
  {
    id: 'TPU',
    words: ['tpu', 'tpe', 'flex', 'flexible'],
    nozzleCelsius: { low: 210, high: 235, start: 225 },
    bedCelsius: { low: 30, high: 60, start: 45 },
    topic: 'tpu',
    needsEnclosure: false,
  },
  {
    id: 'nylon',
    words: ['nylon', 'pa6', 'pa12', 'pa-cf', 'pa66'],
    nozzleCelsius: { low: 240, high: 270, start: 255 },
    bedCelsius: { low: 70, high: 100, start: 85 },
    topic: 'nylon-pc',
    needsEnclosure: true,
  },
  {
    id: 'PC',
    words: ['pc', 'polycarbonate', 'polycarbonat', 'policarbonato'],
    nozzleCelsius: { low: 260, high: 300, start: 270 },
    bedCelsius: { low: 100, high: 120, start: 110 },
    topic: 'nylon-pc',
    needsEnclosure: true,
  },
];
