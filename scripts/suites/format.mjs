import { run } from '../steps/process.mjs';

export const main = (args) =>
  run(process.execPath, [
    'node_modules/prettier/bin/prettier.cjs',
    '--write',
    ...(args.length ? args : ['.']),
  ]);
