import { runAlone } from './stdio/alone.ts';
import { runBridge } from './stdio/bridge.ts';
import { parseFlags, USAGE } from './stdio/flags.ts';

/** MCP over stdio. Standard output carries the protocol and nothing else. */
for (const method of ['log', 'info', 'debug', 'warn'] as const) console[method] = console.error;

const flags = parseFlags(process.argv.slice(2), process.env);
if (typeof flags === 'string') {
  console.error(`${flags}\n\n${USAGE}`);
  process.exit(2);
}

try {
  const running = flags.mode === 'bridge' ? await runBridge(flags) : await runAlone(flags);
  const stop = () => void running.stop().finally(() => process.exit(0));
  process.stdin.once('end', stop);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
