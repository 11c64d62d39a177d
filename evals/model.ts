import { builtinMind, chooseModel, type Mind } from '../src/smokey/index.ts';
import { createBuiltinModel } from '../src/smokey/mind/index.ts';

/**
 * The mind to measure: `builtin`, or a model by name at the server of OPENAI_API_KEY and OPENAI_BASE_URL, with
 * OPENAI_API and OPENAI_VISION as the app reads them.
 * Throws when no server is configured, because the built-in one would be measured instead.
 */
export function mindOf(name: string, environment: NodeJS.ProcessEnv = process.env): Mind {
  if (name === 'builtin') return builtinMind(createBuiltinModel());
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_API: api } = environment;
  const vision = environment.OPENAI_VISION;
  if (!apiKey && !baseUrl)
    throw new Error(
      `--model ${name} needs a server: set OPENAI_API_KEY, or OPENAI_BASE_URL such as http://localhost:11434/v1.`,
    );
  return chooseModel(
    {
      apiKey,
      baseUrl,
      model: name,
      ...(api === 'chat' || api === 'responses' ? { api } : {}),
      ...(vision === 'on' || vision === 'off' ? { vision: vision === 'on' } : {}),
    },
    { builtin: createBuiltinModel },
  );
}
