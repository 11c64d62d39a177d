/** English sentences, with `{0}`, `{1}` … where values stand, and the same in another language. */
export type Phrases = Record<string, string>;

export interface Phrasebook {
  say(text: string): string;
  /** Names that people may have given themselves: only those that we give are said otherwise. */
  name(text: string): string;
}

interface Pattern {
  matches: RegExp;
  /** The number of each value, in the order in which they stand in the English sentence. */
  order: number[];
  to: string;
  literalLength: number;
}

const DEEPEST = 4;
/** A value from outside may look like a very short pattern; only longer ones are tried on values. */
const SHORTEST_IN_VALUES = 6;
const MOST_REMEMBERED = 4_000;
const SENTENCE_END = /(?<=[.!?…]["”’]?) +(?=["“‘(\p{Lu}\d±])/u;
/** A number with a point as its decimal sign, alone or with its unit. */
const DECIMAL = /^([-−+±]?\d+)\.(\d+)(\s?[^\s\d]{1,8})?$/;

/**
 * Says English sentences in another language: whole sentences are looked up, values in them are looked up in turn,
 * and what is not known stays as it is. Names from outside pass through as values.
 */
export function createPhrasebook(phrases: Phrases): Phrasebook {
  const exact = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const [from, to] of Object.entries(phrases)) {
    if (/\{\d\}/.test(from)) patterns.push(patternOf(from, to));
    else exact.set(from, to);
  }
  patterns.sort((a, b) => b.literalLength - a.literalLength);
  const remembered = new Map<string, string>();

  /** One sentence or value, or null when the book has none that fits. */
  function lookUp(text: string, depth: number): string | null {
    const capital = text.charAt(0).toUpperCase() + text.slice(1);
    const found = exact.get(text) ?? byPattern(text, depth);
    // What begins a sentence in the book may stand after a colon here.
    if (found !== null || capital === text) return found;
    const begun = exact.get(capital) ?? byPattern(capital, depth);
    return begun === null ? null : begun.charAt(0).toLowerCase() + begun.slice(1);
  }

  function byPattern(text: string, depth: number): string | null {
    for (const { matches, order, to, literalLength } of patterns) {
      if (depth > 0 && literalLength < SHORTEST_IN_VALUES) break;
      const found = matches.exec(text);
      if (!found) continue;
      const values = new Map(order.map((number, at) => [number, whole(found[at + 1] ?? '', depth + 1)]));
      return to.replace(/\{(\d)\}/g, (_all, number) => values.get(Number(number)) ?? '');
    }
    return null;
  }

  function sentences(text: string, depth: number): string {
    const parts = text.split(SENTENCE_END);
    const said: string[] = [];
    for (let at = 0; at < parts.length;) {
      let found: string | null = null;
      let end = at;
      // A value may hold what looks like the end of a sentence.
      while (found === null && end < parts.length) found = lookUp(parts.slice(at, ++end).join(' '), depth);
      said.push(found ?? parts[at] ?? '');
      at = found === null ? at + 1 : end;
    }
    return said.join(' ');
  }

  function whole(text: string, depth: number): string {
    if (text === '' || depth > DEEPEST) return text;
    const decimal = DECIMAL.exec(text);
    if (decimal) return `${decimal[1]},${decimal[2]}${decimal[3] ?? ''}`;
    const [, before = '', core = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? [];
    return before + sentences(core, depth) + after;
  }

  return {
    name: (text) => exact.get(text) ?? text,
    say(text) {
      let said = remembered.get(text);
      if (said === undefined) {
        said = whole(text, 0);
        if (remembered.size >= MOST_REMEMBERED) remembered.clear();
        remembered.set(text, said);
      }
      return said;
    },
  };
}

function patternOf(from: string, to: string): Pattern {
  const order: number[] = [];
  const source = from
    .split(/(\{\d\})/)
    .map((piece) => {
      if (!/^\{\d\}$/.test(piece)) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      order.push(Number(piece[1]));
      return '([^]*?)';
    })
    .join('');
  return {
    ...{ matches: new RegExp(`^${source}$`), order, to },
    literalLength: from.replace(/\{\d\}/g, '').length,
  };
}
