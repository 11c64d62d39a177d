import type { LanguageModelV4 } from '@ai-sdk/provider';

/** The model behind Smokey and what the loop has to know of it. */
export interface Mind {
  model: LanguageModelV4;
  kind: 'builtin' | 'provider';
  /** For people: "Built-in Smokey", "gpt-5-mini at api.openai.com". */
  name: string;
  canSee: boolean;
  /** True when its tokens cost nothing, so that only steps are bounded. */
  free: boolean;
}
