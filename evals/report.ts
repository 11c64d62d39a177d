import { addUsage, noUsage, type Usage } from '../src/smokey/index.ts';
import type { Scored } from './conversations/score.ts';
import type { ScoredQuestion } from './questions/score.ts';

export interface Summary {
  conversations: {
    total: number;
    passed: number;
    hardViolations: number;
    byCategory: Record<string, { total: number; passed: number }>;
    overAsking: number;
    /** Cases in which nothing was to be changed or offered. */
    nothingToAsk: number;
    refusingHarmless: number;
    /** Cases in which nothing was to be refused or asked back. */
    harmless: number;
  };
  questions: { total: number; passed: number };
}

export function summarise(cases: readonly Scored[], questions: readonly ScoredQuestion[]): Summary {
  const byCategory: Record<string, { total: number; passed: number }> = {};
  for (const item of cases) {
    const row = (byCategory[item.category] ??= { total: 0, passed: 0 });
    row.total += 1;
    if (item.passed) row.passed += 1;
  }
  return {
    conversations: {
      total: cases.length,
      passed: cases.filter((item) => item.passed).length,
      hardViolations: cases.reduce((count, item) => count + item.hardViolations.length, 0),
      byCategory,
      overAsking: cases.filter((item) => item.overAsked).length,
      nothingToAsk: cases.filter((item) => item.nothingToAsk).length,
      refusingHarmless: cases.filter((item) => item.refusedHarmless).length,
      harmless: cases.filter((item) => item.harmless).length,
    },
    questions: { total: questions.length, passed: questions.filter((item) => item.passed).length },
  };
}

/** The 95 % interval of a share (E. B. Wilson, 1927). */
export function wilson(passed: number, total: number): [number, number] {
  if (!total) return [0, 1];
  const z = 1.96;
  const share = passed / total;
  const centre = share + (z * z) / (2 * total);
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * total)) / total);
  const scale = 1 + (z * z) / total;
  return [(centre - spread) / scale, (centre + spread) / scale];
}

const share = (passed: number, total: number): string => {
  const [low, high] = wilson(passed, total);
  return `${passed}/${total} (${total ? ((100 * passed) / total).toFixed(1) : '-'} %, 95 %: ${(100 * low).toFixed(0)}-${(100 * high).toFixed(0)})`;
};

/** The table that people read. */
export function reportText(summary: Summary, seconds: number): string {
  const { conversations, questions } = summary;
  const rows = Object.entries(conversations.byCategory)
    .sort()
    .map(([name, { passed, total }]) => `  ${name.padEnd(14)} ${share(passed, total)}`);
  return [
    ...(conversations.total
      ? [
          'Conversations',
          ...rows,
          `  ${'all'.padEnd(14)} ${share(conversations.passed, conversations.total)}`,
          `  hard violations: ${conversations.hardViolations}; over-asking: ${conversations.overAsking} of ${conversations.nothingToAsk}; refusing the harmless: ${conversations.refusingHarmless} of ${conversations.harmless}`,
        ]
      : []),
    ...(questions.total ? [`Questions        ${share(questions.passed, questions.total)}`] : []),
    `Time: ${seconds.toFixed(1)} s`,
  ].join('\n');
}

export function totalUsage(items: readonly { usage: Usage }[]): Usage {
  return items.reduce((total, { usage }) => addUsage(total, usage), noUsage);
}

export function usageText({ inputTokens, outputTokens }: Usage): string {
  return `Tokens: ${inputTokens.toLocaleString('en')} in, ${outputTokens.toLocaleString('en')} out`;
}

/** What did not pass, and why; with every word and call where that is wanted. */
export function failuresText(
  cases: readonly Scored[],
  questions: readonly ScoredQuestion[],
  verbose: boolean,
): string {
  const failed = cases.filter(({ passed }) => !passed).flatMap((item) => failureLines(item, verbose));
  const missed = questions
    .filter(({ passed }) => !passed)
    .map(({ id, question, missing, changed, failure }) => {
      const why = failure ?? `missing ${missing.join('; ')}`;
      return `${id} ${question}: ${why}${changed ? ' (proposed a change)' : ''}`;
    });
  const lines = [...failed, ...missed];
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

function failureLines(item: Scored, verbose: boolean): string[] {
  const said = item.transcript.map((turn) => JSON.stringify(turn.person)).join(' → ');
  const turns = verbose ? item.transcript : [];
  return [
    `${item.id} [${item.category}] ${said}`,
    ...item.hardViolations.map((text) => `    HARD ${text}`),
    ...item.complaints.map((text) => `    ${text}`),
    ...turns.flatMap(({ smokey, calls }) => [
      `    > ${smokey.slice(0, 400).replace(/\n/g, ' / ')}`,
      ...calls.map(
        ({ tool, args, result }) => `      ${tool} ${JSON.stringify(args)} ⇒ ${result.slice(0, 140)}`,
      ),
    ]),
  ];
}
