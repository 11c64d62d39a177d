import { run } from '../steps/process.mjs';

export const main = (args) =>
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'dev', ...args], { signals: true });
