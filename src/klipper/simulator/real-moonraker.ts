import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const moonrakerVersion = '0.11.0';

export interface RealMoonrakerOptions {
  /** Klipper's Unix socket; a path of at most about 100 bytes. */
  klippySocket: string;
  /** Moonraker's data folder: the one whose gcodes Klipper reports. */
  dataDirectory: string;
  /** TCP port on loopback. */
  port: number;
  /** The virtual environment; made there when it is absent. Default: `.cache/moonraker` of the repository. */
  venvDirectory?: string;
  /** Once there is a user, everybody has to log in, trusted addresses too. */
  forceLogins?: boolean;
  /** Log of the process. */
  logFile?: string;
}

export type RealMoonraker =
  { available: true; url: string; stop(): Promise<void> } | { available: false; reason: string };

/** The folder for the environment: git-ignored, kept between runs. */
export function defaultVenvDirectory(): string {
  return resolve(import.meta.dirname, '../../../.cache/moonraker');
}

/**
 * Starts a real Moonraker on Klipper's socket, in an environment of its own that is installed at the first use.
 * Where Python, the package or its system library cannot be had, it says so instead of failing.
 */
export async function startRealMoonraker(options: RealMoonrakerOptions): Promise<RealMoonraker> {
  const venv = options.venvDirectory ?? defaultVenvDirectory();
  const missing = await ensurePython(venv, [`moonraker==${moonrakerVersion}`], 'import libnacl, moonraker');
  if (missing !== null) return { available: false, reason: missing };
  writeConfiguration(options);
  const log = createWriteStream(
    options.logFile ?? join(options.dataDirectory, 'logs', 'moonraker-process.log'),
  );
  const child = spawn(join(venv, 'bin', 'python'), ['-m', 'moonraker', '-d', options.dataDirectory], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONUNBUFFERED: '1' },
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const url = `http://127.0.0.1:${options.port}`;
  const started = await waitUntilAnswering(child, url);
  if (!started) {
    await stopProcess(child);
    return {
      available: false,
      reason: `Moonraker ${moonrakerVersion} did not answer on ${url} within 40 s; its log is in ${join(options.dataDirectory, 'logs')}`,
    };
  }
  return { available: true, url, stop: () => stopProcess(child) };
}

/**
 * A Python environment with some packages, made at the first use. Null when it is usable; otherwise why it cannot be
 * had. Two processes may try at once: the first to finish wins.
 */
export async function ensurePython(venv: string, packages: string[], check: string): Promise<string | null> {
  if (existsSync(join(venv, 'installed'))) return null;
  mkdirSync(dirname(venv), { recursive: true });
  const work = `${venv}.${process.pid}`;
  try {
    await run('python3', ['-m', 'venv', work], { timeout: 120_000 });
    await run(
      join(work, 'bin', 'python'),
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages],
      { timeout: 300_000 },
    );
    await run(join(work, 'bin', 'python'), ['-c', check], { timeout: 30_000 });
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    const text = error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
    return `Python with ${packages.join(', ')} cannot be had here: ${text}`;
  }
  writeFileSync(join(work, 'installed'), `${packages.join('\n')}\n`);
  if (existsSync(venv)) rmSync(work, { recursive: true, force: true });
  else renameSync(work, venv);
  return null;
}

function writeConfiguration({ dataDirectory, klippySocket, port, forceLogins }: RealMoonrakerOptions): void {
  for (const folder of ['config', 'gcodes', 'logs', 'comms'])
    mkdirSync(join(dataDirectory, folder), { recursive: true });
  writeFileSync(
    join(dataDirectory, 'config', 'moonraker.conf'),
    `[server]
host: 127.0.0.1
port: ${port}
klippy_uds_address: ${resolve(klippySocket)}

[authorization]
force_logins: ${forceLogins === true ? 'True' : 'False'}
trusted_clients:
    127.0.0.1
cors_domains:
    http://localhost:*
    http://127.0.0.1:*

[machine]
provider: none
validate_service: False
validate_config: False

[file_manager]
enable_object_processing: False

[octoprint_compat]
[history]
[job_queue]
[announcements]
dev_mode: True
`,
  );
}

async function waitUntilAnswering(child: ChildProcess, url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt++) {
    try {
      const response = await fetch(`${url}/server/info`);
      if (response.ok) return true;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await sleep(200);
  }
  return false;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 4000);
  await ended;
  clearTimeout(forced);
}
