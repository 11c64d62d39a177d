import type { LanguageModelV4 } from '@ai-sdk/provider';

/** The mind that needs neither key nor network. */
export function builtinModel(): LanguageModelV4 {
  const absent = () => Promise.reject(new Error('The built-in Smokey is not there yet.'));
  return {
    specificationVersion: 'v4',
    provider: 'cloud-print',
    modelId: 'built-in',
    supportedUrls: {},
    doGenerate: absent,
    doStream: absent,
  };
}
