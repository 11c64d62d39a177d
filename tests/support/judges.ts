import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './processes.ts';

/** Outside judges in exactly these versions, kept apart from what the project itself depends on. */
const JUDGES = { '@modelcontextprotocol/conformance': '0.1.16', '@modelcontextprotocol/inspector': '2.12.0' };
const PROGRAMS = {
  conformance: '@modelcontextprotocol/conformance/dist/index.js',
  inspector: '@modelcontextprotocol/inspector/clients/launcher/build/index.js',
};

export type Judges =
  { available: true; program(name: keyof typeof PROGRAMS): string } | { available: false; reason: string };

/** Installs the judges into `.cache/judges`, unless they are there. */
export async function installJudges(): Promise<Judges> {
  const folder = join(root, '.cache', 'judges');
  const program = (name: keyof typeof PROGRAMS) => join(folder, 'node_modules', PROGRAMS[name]);
  const there = () => Object.keys(PROGRAMS).every((name) => existsSync(program(name as never)));
  if (there()) return { available: true, program };
  mkdirSync(folder, { recursive: true });
  const wanted = Object.entries(JUDGES).map(([name, version]) => `${name}@${version}`);
  const quiet = [
    '--fetch-retries=1',
    '--fetch-timeout=60000',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
  ];
  const installed = await run('npm', ['install', '--prefix', folder, ...quiet, ...wanted]);
  if (there()) return { available: true, program };
  return { available: false, reason: installed.text.trim().split('\n').at(-1) ?? 'npm could not install it' };
}

/** Runs a program to its end and tells all it said. */
export function run(command: string, args: string[]): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('error', (error) => resolve({ code: null, text: error.message }));
    child.on('close', (code) => resolve({ code, text }));
  });
}
