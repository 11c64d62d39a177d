import type { ActionSummary, ConfigChange } from './gate/types.ts';
import { visible, visibleLines } from './text.ts';

/** A card with the parts that most tools leave out. Texts from outside are made visible here, once for all. */
export function card(
  parts: Pick<ActionSummary, 'title' | 'meaning' | 'rechecked'> & Partial<ActionSummary>,
): ActionSummary {
  const { facts = [], hazard = null, irreversible = false, diff, ...rest } = parts;
  return {
    ...rest,
    title: visible(parts.title, 300),
    meaning: visible(parts.meaning, 600),
    // It stands after a colon.
    rechecked: parts.rechecked.charAt(0).toLowerCase() + parts.rechecked.slice(1),
    hazard: hazard === null ? null : visible(hazard, 400),
    irreversible,
    facts: facts.map(({ label, value }) => ({ label: visible(label, 60), value: visible(value, 300) })),
    ...(diff && { diff: diff.map(shown) }),
  };
}

/** Values may have many lines, such as a macro's; those stay lines. */
function shown({ section, option, before, after }: ConfigChange): ConfigChange {
  const lines = (value: string | null) => (value === null ? null : visibleLines(value, 2_000));
  return {
    section: visible(section, 80),
    option: visible(option, 80),
    before: lines(before),
    after: lines(after),
  };
}
