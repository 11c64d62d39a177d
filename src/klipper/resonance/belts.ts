import type { Spectrum } from '../tuning/resonance/index.ts';
import { densities, GRID_HERTZ, gridOf, round, type SpectrumGrid } from '../tuning/resonance/facts.ts';
import { peakHertz } from '../tuning/resonance/peak.ts';

export interface BeltFacts {
  belt: 'a' | 'b';
  peak_hz: number;
  /** On the scale of both, so that their heights can be compared. */
  spectrum: SpectrumGrid;
}

/** Both belts of a CoreXY beside each other. */
export interface BeltComparison {
  belts: [BeltFacts, BeltFacts];
  difference_hz: number;
  /** How much the two spectra have the same form: 100 for the same, 0 for nothing in common. */
  similarity_pct: number;
  even: boolean;
  advice: string;
}

/** Belts are compared where frames and belts swing; below are jerks of the test, above its end. */
const [FROM_HERTZ, TO_HERTZ] = [15, 150];
const EVEN_WITHIN_HERTZ = 3;
const EVEN_FROM_SIMILARITY = 85;

/** Compares the spectra of AXIS=1,1 (belt A) and AXIS=1,-1 (belt B). A looser belt swings slower. */
export function compareBelts(a: Spectrum, b: Spectrum): BeltComparison {
  const both = [a, b];
  const belts: [BeltFacts, BeltFacts] = [
    { belt: 'a', peak_hz: round(peakHertz(a), 1), spectrum: gridOf(a, both) },
    { belt: 'b', peak_hz: round(peakHertz(b), 1), spectrum: gridOf(b, both) },
  ];
  const difference_hz = round(Math.abs(belts[0].peak_hz - belts[1].peak_hz), 1);
  const similarity_pct = Math.round(Math.max(0, correlation(inRange(a), inRange(b))) * 100);
  const even = difference_hz <= EVEN_WITHIN_HERTZ && similarity_pct >= EVEN_FROM_SIMILARITY;
  return {
    belts,
    difference_hz,
    similarity_pct,
    even,
    advice: adviceFor(belts, { difference_hz, similarity_pct, even }),
  };
}

function adviceFor(
  [a, b]: [BeltFacts, BeltFacts],
  { difference_hz, similarity_pct, even }: Pick<BeltComparison, 'difference_hz' | 'similarity_pct' | 'even'>,
): string {
  const found = `Belt A swings most at ${a.peak_hz} Hz, belt B at ${b.peak_hz} Hz; their spectra are ${similarity_pct} % alike.`;
  if (even) return `${found} The belts are even: leave them as they are.`;
  if (difference_hz <= EVEN_WITHIN_HERTZ) {
    return `${found} The tension is even, but something else differs: look at pulleys, idlers and screws along the two paths.`;
  }
  const looser = a.peak_hz < b.peak_hz ? 'A' : 'B';
  return `${found} Belt ${looser} is the looser one: tighten it a little (an eighth of a turn), or loosen the other, and measure again.`;
}

const inRange = (spectrum: Spectrum): number[] =>
  densities(spectrum).slice(Math.ceil(FROM_HERTZ / GRID_HERTZ), Math.floor(TO_HERTZ / GRID_HERTZ) + 1);

/** Pearson's; 0 where one of them does not change at all. */
function correlation(a: number[], b: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squaresA, squaresB] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    const [left, right] = [value - meanA, b[index]! - meanB];
    both += left * right;
    squaresA += left * left;
    squaresB += right * right;
  }
  return squaresA > 0 && squaresB > 0 ? both / Math.sqrt(squaresA * squaresB) : 0;
}
