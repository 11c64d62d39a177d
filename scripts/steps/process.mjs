import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root, whatever folder the command was typed in. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A line for the person at the terminal; never on stdout. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Ends the program: exit code 2 means that the input or the machine is not right. */
export function fail(text) {
  say(text);
  process.exit(2);
}

/** Runs a preparing step to its end, its output on stderr; a failing one ends the program. */
export function step(what, command, args, options = {}) {
  say(`${what} …`);
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (done.error) fail(`${what} failed: ${done.error.message}`);
  if (done.status !== 0) fail(`${what} failed: "${command} ${args.join(' ')}" ended with ${done.status}.`);
}

/**
 * Runs a program with our own input and output and resolves with its exit code. With `signals`, an interrupt
 * is passed on and we wait, so that the program can end gracefully.
 */
export function run(command, args, { env = {}, signals = false, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
    const forward = (signal) => child.kill(signal);
    if (signals) for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => forward(name));
    child.on('error', (error) => {
      say(`${command} could not be run: ${error.message}`);
      resolve(2);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/** Runs a program to its end and resolves with its exit code and all it printed: for what runs beside others. */
export function collect(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) =>
      resolve({ code: 2, output: `${command} could not be run: ${error.message}` }),
    );
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
