import { writeFileSync } from 'node:fs';
import { straight } from './breaks.ts';
import { learningBank } from './bank.ts';
import { packBank } from './kept-bank.ts';

/** `node write-bank.ts FILE`: learns from the examples and keeps it, for the build. */
const [file] = process.argv.slice(2);
if (!file) throw new Error('Where to? Give the file to write.');
writeFileSync(file, packBank(straight(learningBank())));
