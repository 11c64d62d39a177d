import { promptSizeText, type LoopTool, type Mind, type PromptSize } from '../src/smokey/index.ts';
import type { Case } from './conversations/case.ts';
import { startWorld } from './conversations/world.ts';

/** How large the prompt of a case's first message is, with its printers and all tools. */
export async function measurePrompt(
  item: Case,
  presetsFile: string,
  mind: Mind,
  extraTools: readonly LoopTool[] = [],
): Promise<PromptSize> {
  const world = await startWorld(item, presetsFile, mind, extraTools);
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

/** The prompt alone and with an unrelated server's tools beside it. */
export async function promptSizesText(
  item: Case,
  presetsFile: string,
  mind: Mind,
  distractors: readonly LoopTool[],
): Promise<string> {
  const alone = await measurePrompt(item, presetsFile, mind);
  const beside = distractors.length ? await measurePrompt(item, presetsFile, mind, distractors) : null;
  return [
    promptSizeText(alone),
    ...(beside ? [`With ${distractors.length} unrelated tools. ${promptSizeText(beside)}`] : []),
  ].join('\n');
}
