import { termsOf } from './words.ts';

/** A topic's text for one question. */
export interface Wanted {
  /** Stems of the question itself. */
  terms: readonly string[];
  /** Stems of other words for the same. */
  related: readonly string[];
}

const RELATED_WORTH = 0.3;
/** A passage is named by the bold words it begins with; a word there tells more than one in the text. */
const LABEL_WORTH = 2.5;
const FIRST_WORTH = 0.25;
/** Only a passage that fits this much better than the first goes before it. */
const CLEARLY = 1.6;
/** Where little is wanted a passage is told beside the best only when it fits as well as this. */
const CLOSE = 0.5;
const WHOLE = 1_000;

/** Passages by how well they answer, best first; `fit` compares passages of one topic only. */
export function rankedPassages(
  passages: readonly string[],
  { terms, related }: Wanted,
): { text: string; order: number; fit: number }[] {
  const worth = new Map<string, number>([
    ...related.map((word): [string, number] => [word, RELATED_WORTH]),
    ...terms.map((word): [string, number] => [word, 1]),
  ]);
  const words = passages.map((text) => new Set(termsOf(text)));
  const rarity = (word: string): number =>
    Math.log(1 + passages.length / (1 + words.filter((item) => item.has(word)).length));
  return passages
    .map((text, order) => {
      const label = new Set(termsOf(labelOf(text)));
      const found = [...words[order]!].reduce(
        (sum, word) => sum + (worth.get(word) ?? 0) * rarity(word) * (label.has(word) ? 1 + LABEL_WORTH : 1),
        0,
      );
      const fit = found / Math.sqrt(20 + words[order]!.size) + (order === 0 ? FIRST_WORTH : 0);
      return { text, order, fit };
    })
    .sort((a, b) => b.fit - a.fit || a.order - b.order);
}

/** The heading or the bold words at the beginning. */
const labelOf = (text: string): string => /^(?:#+ .*|\**[-\d. ]*\*\*[^*]+\*\*[^:.\n]*)/.exec(text)?.[0] ?? '';

/** The passages that fit best, up to a length: the answering one first where it is clear, then in their own order. */
export function passagesFor(passages: readonly string[], wanted: Wanted, longest: number): string {
  const ranked = rankedPassages(passages, wanted);
  const [best] = ranked;
  const opening = ranked.find(({ order }) => order === 0);
  const chosen: typeof ranked = [];
  let length = 0;
  const least = (best?.fit ?? 0) * (longest < WHOLE ? CLOSE : 0);
  for (const passage of ranked) {
    if (chosen.length && passage.fit < least) break;
    if (chosen.length && length + passage.text.length > longest) continue;
    chosen.push(passage);
    length += passage.text.length;
  }
  chosen.sort((a, b) => a.order - b.order);
  const isClear = best && opening && best.fit > opening.fit * CLEARLY;
  const told = isClear ? [best, ...chosen.filter((passage) => passage !== best)] : chosen;
  return told.map(({ text }) => text).join('\n\n');
}
