import { format, generate, lint, pageTypes, runAll, texts, types, vitest } from './stages.mjs';

/** Types, lint and unit tests alone: for use between commits. */
export const main = (args) =>
  runAll({
    texts,
    generate,
    types,
    pages: pageTypes,
    lint,
    format,
    unit: () => vitest(['node'], args),
  });
