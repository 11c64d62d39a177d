import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Messages = Record<string, unknown>;

/** All texts of a message: one, or one per plural form. */
function textsOf(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  if (!Array.isArray(message)) return [];
  return message.flatMap((variant: { match?: Record<string, string> }) => Object.values(variant.match ?? {}));
}

/** The names in braces of one message, sorted. Plural forms may leave some out, so all forms count together. */
function placeholders(message: unknown): string {
  const names = textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  return [...new Set(names)].sort().join(', ');
}

/** What keeps a language from being complete: missing, superfluous and empty texts, other placeholders. */
export function differences(base: Messages, other: Messages): string[] {
  const missing = Object.keys(base).filter((key) => !(key in other));
  const superfluous = Object.keys(other).filter((key) => !(key in base));
  const shared = Object.keys(base).filter((key) => key in other);
  const empty = shared.filter((key) => key !== '$schema' && textsOf(other[key]).every((text) => text === ''));
  const unlike = shared.filter((key) => placeholders(base[key]) !== placeholders(other[key]));
  const forms = shared.filter((key) => Array.isArray(base[key]) !== Array.isArray(other[key]));
  return [
    ...missing.map((key) => `${key}: has no text`),
    ...superfluous.map((key) => `${key}: is not in the first language`),
    ...empty.map((key) => `${key}: is empty`),
    ...forms.map((key) => `${key}: has plural forms in one language only`),
    ...unlike.map((key) => `${key}: wants {${placeholders(base[key])}}, has {${placeholders(other[key])}}`),
  ];
}

export const readMessages = (locale: string): Messages =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${locale}.json`), 'utf8')) as Messages;

/** Every language's file against English; empty when all are complete. */
export function incompleteLanguages(): string[] {
  const locales = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.json') && name !== 'en.json')
    .map((name) => name.slice(0, -5));
  const base = readMessages('en');
  return locales.flatMap((locale) =>
    differences(base, readMessages(locale)).map((problem) => `${locale}.json, ${problem}`),
  );
}

/** A build with a missing text, of a page or of the server, stops here and names it. */
export function completeLanguages() {
  let checked = false;
  return {
    name: 'complete-languages',
    apply: 'build' as const,
    async buildStart() {
      // Once, though server and browser are built one after the other.
      if (checked) return;
      checked = true;
      // Reading the server's sentences needs the TypeScript compiler, which no other command has to load.
      const { missingPhrases } = await import('./said/missing.ts');
      const problems = [
        ...incompleteLanguages(),
        ...missingPhrases().map((phrase) => `said/sv.json, no phrase for ${phrase}`),
      ];
      if (problems.length > 0) throw new Error(`web/messages is incomplete:\n${problems.join('\n')}`);
    },
  };
}
