/**
 * A token count without a tokenizer: English prose has about 4 characters a token, JSON about 3.
 * Good to some 15 %, and on the safe side for JSON.
 */
export function estimateTokens(text: string): number {
  const dense = (text.match(/[{}[\]":,\d]/g)?.length ?? 0) / Math.max(1, text.length);
  return Math.ceil(text.length / (dense > 0.2 ? 3 : 4));
}

export interface PromptSize {
  instructionsTokens: number;
  toolsTokens: number;
  stateTokens: number;
  historyTokens: number;
  totalTokens: number;
}

/** How much of the prompt goes to what. */
export function promptSize(parts: {
  instructions: string;
  tools: readonly { name: string; description: string; inputSchema: unknown }[];
  stateBlock?: string;
  history?: string;
}): PromptSize {
  const instructionsTokens = estimateTokens(parts.instructions);
  const declared = parts.tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    inputSchema,
  }));
  const toolsTokens = declared.length > 0 ? estimateTokens(JSON.stringify(declared)) : 0;
  const stateTokens = estimateTokens(parts.stateBlock ?? '');
  const historyTokens = estimateTokens(parts.history ?? '');
  return {
    instructionsTokens,
    toolsTokens,
    stateTokens,
    historyTokens,
    totalTokens: instructionsTokens + toolsTokens + stateTokens + historyTokens,
  };
}

/** One line for the log, such as "Prompt: 6,120 tokens (instructions 1,400, tools 3,900, state 820)". */
export function promptSizeText(size: PromptSize): string {
  const n = (tokens: number) => tokens.toLocaleString('en');
  return (
    `Prompt: about ${n(size.totalTokens)} tokens (instructions ${n(size.instructionsTokens)}, ` +
    `tools ${n(size.toolsTokens)}, state ${n(size.stateTokens)}, history ${n(size.historyTokens)})`
  );
}
