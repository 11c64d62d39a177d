import type { Output } from '../cli/program.ts';

/** Runs a command and keeps what it prints. */
export async function run(main: (args: string[], output: Output) => Promise<number>, ...args: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const code = await main(args, { out: (text) => out.push(text), error: (text) => error.push(text) });
  return { code, out: out.join('\n'), error: error.join('\n') };
}
