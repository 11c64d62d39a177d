import type { ActionSummary } from './types.ts';

/** One card for several steps: each exact action is listed, the heaviest word of each kind stands for all. */
export function planSummary(steps: readonly ActionSummary[]): ActionSummary {
  const [only] = steps;
  if (only && steps.length === 1) return only;
  return {
    title: `${steps.length} steps: ${steps.map((step) => step.title).join('; ')}`,
    meaning: 'They run in this order. If one is refused, the rest is not sent.',
    hazard: joined(steps.map((step) => step.hazard)),
    irreversible: steps.some((step) => step.irreversible),
    facts: steps.flatMap((step, index) => [
      { label: `Step ${index + 1}`, value: step.title },
      ...step.facts.map((fact) => ({ label: `${index + 1}. ${fact.label}`, value: fact.value })),
    ]),
    // Each begins small, to stand after a colon; only the first one does here.
    rechecked: joined(steps.map(({ rechecked }, at) => (at === 0 ? rechecked : sentence(rechecked)))) ?? '',
    ...first(steps, 'filePath'),
    ...first(steps, 'camera'),
  };
}

function joined(texts: readonly (string | null)[]): string | null {
  const different = [...new Set(texts.filter((text) => text !== null && text !== ''))];
  return different.length > 0 ? different.join(' ') : null;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function first(steps: readonly ActionSummary[], key: 'filePath' | 'camera'): Partial<ActionSummary> {
  const found = steps.find((step) => step[key] !== undefined)?.[key];
  return found === undefined ? {} : { [key]: found };
}
