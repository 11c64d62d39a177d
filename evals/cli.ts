import { writeFileSync } from 'node:fs';
import { readOptions, USAGE } from './options.ts';
import { evaluate } from './run.ts';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return (console.log(USAGE), 0);
  const { result, text, exitCode } = await evaluate(options);
  console.log(text);
  if (options.json) writeFileSync(options.json, JSON.stringify(result, null, 1));
  return exitCode;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exit(2);
  },
);
