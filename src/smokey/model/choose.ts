import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { Mind } from './mind.ts';
import { seesPictures } from './vision.ts';

export interface ModelSettings {
  apiKey?: string | undefined;
  /** Any OpenAI-compatible server, such as `http://localhost:11434/v1`. */
  baseUrl?: string | undefined;
  model?: string | undefined;
  /** `chat` when left out and a base URL is set, else `responses`. */
  api?: 'chat' | 'responses' | undefined;
  /** Left out, it is guessed from the model's name. */
  vision?: boolean | undefined;
}

export const DEFAULT_OPENAI_MODEL = 'gpt-5-mini';

/**
 * The language model the settings ask for, or the built-in one when they name none.
 * A local server needs no key; OpenAI itself does.
 */
export function chooseModel(
  settings: ModelSettings,
  options: { builtin: () => LanguageModelV4; fetch?: typeof fetch },
): Mind {
  const { apiKey, baseUrl } = settings;
  if (!apiKey && !baseUrl) return builtinMind(options.builtin());
  if (baseUrl && !settings.model) {
    throw new Error('OPENAI_BASE_URL is set, OPENAI_MODEL is not. Name the model that server should use.');
  }
  const modelId = settings.model ?? DEFAULT_OPENAI_MODEL;
  const provider = createOpenAI({
    apiKey: apiKey || 'none',
    ...(baseUrl ? { baseURL: baseUrl.replace(/\/+$/, '') } : {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
    name: 'openai',
  });
  const api = settings.api ?? (baseUrl ? 'chat' : 'responses');
  return {
    model: api === 'chat' ? provider.chat(modelId) : provider.responses(modelId),
    kind: 'provider',
    name: `${modelId} at ${baseUrl ? hostOf(baseUrl) : 'api.openai.com'}`,
    canSee: settings.vision ?? seesPictures(modelId),
    free: false,
  };
}

/** The mind that needs neither key nor network. */
export function builtinMind(model: LanguageModelV4): Mind {
  return { model, kind: 'builtin', name: 'Built-in Smokey', canSee: false, free: true };
}

function hostOf(address: string): string {
  if (!URL.canParse(address)) {
    throw new Error(`OPENAI_BASE_URL is not an address: "${address}". An example: http://localhost:11434/v1`);
  }
  return new URL(address).host;
}
