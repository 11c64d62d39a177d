import { say } from '../../answer/say.ts';
import { searchKnowledge } from '../../../knowledge/search.ts';
import { symptomsInEnglish } from '../../language/symptoms.ts';
import { has, type Clause } from '../../understand/clause.ts';
import { foldedOf, type Frame } from '../../understand/frames.ts';
import { READS } from '../deeds.ts';
import { read, said, type Desk, type Outcome } from '../desk.ts';
import { namedMaterial } from '../heaters.ts';
import { adviceFor } from '../advice.ts';
import { EXPLANATIONS } from '../explanations.ts';

/** Below this a hit is chance; measured on questions that have nothing to do with printing. */
const GOOD_SCORE = 70;
/** A second topic is told too when it fits nearly as well. */
const NEARLY = 0.62;

/** Acts that take one sentence to explain. */
const PLAIN_ACTS: ReadonlySet<string> = new Set([
  'pause',
  'resume',
  'cancel',
  'emergency_stop',
  'stop',
  'delete_file',
  'exclude_object',
  'reboot_host',
  'motors_off',
]);

interface Passage {
  id: string;
  title: string;
  text: string;
  safety: string | null;
  practice: boolean;
}

/** What is to be looked up: the message, without what it only forbids ("leave the heaters alone, what …"). */
export function lookedUp({ exchange, frames }: Desk): string {
  const left = frames.filter(({ role }) => role !== 'negated');
  const isBeside =
    left.length < frames.length && left.some(({ clause }) => clause.asks || clause.mood === 'question');
  const text = isBeside ? left.map(({ clause }) => clause.text).join(' ') : exchange.text;
  return text.slice(0, LONGEST_LOOKED_UP);
}
const LONGEST_LOOKED_UP = 400;

/** Passages that answer a question, each with its citation; empty when nothing fits. */
export function knowledgeText(
  desk: Desk,
  query: string,
  most: number,
  enough = GOOD_SCORE,
  longest?: number,
): string[] {
  const passages = find(desk, symptomsInEnglish(query, desk.language), { most, enough, longest });
  if (!passages.length) return [];
  const english = desk.language === 'en' ? [] : [say(desk.language, 'onlyEnglish')];
  return [...english, ...passages.map((passage) => told(desk, passage))];
}

interface Bounds {
  most: number;
  enough: number;
  /** Characters of each topic. */
  longest: number | undefined;
}

function find(desk: Desk, query: string, { most, enough, longest }: Bounds): Passage[] {
  const hits = searchKnowledge(query, { limit: 3, ...(longest === undefined ? {} : { longest }) });
  const best = hits[0];
  if (!best || best.score < enough) return [];
  if (desk.tools.has('search_knowledge')) read(desk, READS.knowledge(query.slice(0, 300))); // so that the person sees what was looked up
  const chosen = hits.filter(
    (hit, index) => index === 0 || (index < most && hit.score > best.score * NEARLY),
  );
  return chosen.map((hit) => ({
    id: hit.id,
    title: hit.title,
    text: hit.text,
    safety: hit.safety,
    practice: hit.sources.length > 0 && hit.sources.every((source) => /general practice/i.test(source)),
  }));
}

function told(desk: Desk, { id, title, text, safety, practice }: Passage): string {
  const parts = [
    text.trim(),
    safety ? `Safety: ${safety}` : '',
    practice ? say(desk.language, 'general') : '',
  ];
  return `${title} [${id}]\n${parts.filter(Boolean).join('\n\n')}`;
}

/** Answers a question, or one that only mentions an action: advice first, then what the action does, then topics. */
export function explain(desk: Desk, frame: Frame): Outcome {
  const { clause } = frame;
  const whole = foldedOf(desk.frames);
  const advice = adviceFor(whole, clause);
  if (advice) return said(advice);
  const material = materialAnswer(desk, clause);
  if (material) return material;
  const explanation = frame.intent ? EXPLANATIONS[frame.intent.id] : undefined;
  const passages = knowledgeText(desk, lookedUp(desk), 2);
  const isAbout =
    explanation &&
    (clause.mood === 'hypothetical' ||
      clause.mood === 'question' ||
      clause.mood === 'deferred' ||
      PLAIN_ACTS.has(frame.intent?.id ?? '') ||
      !passages.length);
  const say1 = isAbout ? [explanation] : [];
  if (say1.length && (clause.mood !== 'howto' || PLAIN_ACTS.has(frame.intent?.id ?? '')))
    return said(
      ...say1,
      ...(passages.length && /\bwhy\b|varfor|warum|por que|pourquoi/.test(clause.folded)
        ? passages.slice(0, 1)
        : []),
    );
  if (passages.length) return said(...passages);
  return explanation ? said(explanation) : { say: [], deeds: [], lost: true };
}

/** "what do you print PLA at?": the usual ranges. Null when no material or no temperature is asked for. */
export function materialAnswer(desk: Desk, clause: Clause): Outcome | null {
  const material = namedMaterial(clause);
  if (!material) return null;
  const text = clause.folded;
  const asksTemperature =
    has(clause, 'temperature', 'heat', 'hotcold', 'preheat') ||
    (/\b(print|printed|run|use|print .* at|how hot|settings?)\b.*\b(at|for)?\b/.test(text) &&
      /\bat\b|what|which|settings?/.test(text));
  if (
    !asksTemperature ||
    /\b(dry|drying|store|warp|stick|string|jam|outdoor|safe|fume|smell|strong|difference|vs|or)\b/.test(text)
  )
    return null;
  const passages = knowledgeText(desk, `${material.id} temperature settings`, 1);
  const values = {
    material: material.id,
    nozzleLow: material.nozzleCelsius.low,
    nozzleHigh: material.nozzleCelsius.high,
    nozzle: material.nozzleCelsius.start,
    bedLow: material.bedCelsius.low,
    bedHigh: material.bedCelsius.high,
    bed: material.bedCelsius.start,
    fan: material.needsEnclosure ? 'Little or no fan, and an enclosure helps.' : '',
    topic: material.topic,
  };
  return said(say(desk.language, 'materialAnswer', values), ...(desk.language === 'en' ? passages : []));
}
