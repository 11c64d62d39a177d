import { promptSizeText, type PromptSize } from '../src/smokey/index.ts';
import type { Case } from './conversations/case.ts';
import type { Setting } from './conversations/play.ts';
import { startWorld } from './conversations/world.ts';

/** What all of Smokey's tools, instructions and the printer's state should fit in. */
export const PROMPT_GOAL_TOKENS = 9_000;

export interface PromptSizes {
  alone: PromptSize;
  /** With an unrelated server's tools beside ours. */
  beside: (PromptSize & { unrelatedTools: number }) | null;
}

/** How large the prompt of a case's first message is, with its printers and all tools. */
async function measurePrompt(item: Case, setting: Setting): Promise<PromptSize> {
  const world = await startWorld(item, setting);
  try {
    return await world.smokey.measurePrompt({
      history: [],
      principal: world.principal('chat', 0),
      printers: world.machines.map((machine) => machine.printer),
      selectedPrinterId: world.machines[0]?.printer.id ?? null,
      signal: new AbortController().signal,
    });
  } finally {
    await world.stop();
  }
}

/** The prompt alone and, where the setting has other tools, with them. */
export async function measurePrompts(item: Case, setting: Setting): Promise<PromptSizes> {
  const { extraTools = [], ...ours } = setting;
  const alone = await measurePrompt(item, ours);
  if (extraTools.length === 0) return { alone, beside: null };
  const beside = await measurePrompt(item, setting);
  return { alone, beside: { ...beside, unrelatedTools: extraTools.length } };
}

export function promptSizesText({ alone, beside }: PromptSizes): string {
  const fits = alone.totalTokens <= PROMPT_GOAL_TOKENS ? 'within' : 'above';
  const lines = [`${promptSizeText(alone)}; ${fits} the goal of ${PROMPT_GOAL_TOKENS.toLocaleString('en')}`];
  if (beside) lines.push(`With ${beside.unrelatedTools} unrelated tools. ${promptSizeText(beside)}`);
  return lines.join('\n');
}
