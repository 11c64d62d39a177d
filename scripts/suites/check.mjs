import { quick, runAll } from './stages.mjs';

/** Types, lint and unit tests alone: for use between commits. */
export const main = (args) => runAll(quick(args));
