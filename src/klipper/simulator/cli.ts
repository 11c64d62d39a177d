import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readLines } from '../black-box/line.ts';
import { obeyFaultLine } from './fault-lines.ts';
import { faultDescriptions, startSimulator, type Simulator, type SimulatorOptions } from './index.ts';
import { startRecorded } from './recorded/index.ts';

const usage = `Usage: npm run simulator -- --port N [options]
  --port N            first TCP port (0: any free one); several printers take the following ones
  --preset NAME       a preset of the presets file (default: the practice printer)
  --presets FILE      where presets and worlds are described
  --speed K           machine seconds per second (default 1)
  --printers N        how many printers (default 1)
  --fault NAME        start with a fault; may be given several times ("--fault list" lists them)
  --interactive       switch faults while it runs: type "set NAME" or "clear NAME"
  --klippy-socket P   also speak Klipper's API on this Unix socket, for a real Moonraker
  --host H            address to listen on (default 127.0.0.1)
  --seed N            seed of all chance (default 1)
  --data DIR          folder for gcodes, config and logs (default: a temporary one)
  --api-key KEY       ask for this key with every call
  --recording FILE    live a black box's hour again instead (it takes no commands)`;

class UsageError extends Error {}

function numberOption(
  name: string,
  text: string | undefined,
  fallback: number,
  minimum: number,
  maximum: number,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value < minimum || value > maximum) {
    throw new UsageError(`--${name} must be a number from ${minimum} to ${maximum}, not "${text}"`);
  }
  return value;
}

function readArguments(argv: string[]): {
  options: SimulatorOptions;
  printers: number;
  interactive: boolean;
  recording?: string;
} {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        port: { type: 'string' },
        preset: { type: 'string' },
        presets: { type: 'string' },
        speed: { type: 'string' },
        printers: { type: 'string' },
        fault: { type: 'string', multiple: true },
        interactive: { type: 'boolean' },
        'klippy-socket': { type: 'string' },
        host: { type: 'string' },
        seed: { type: 'string' },
        data: { type: 'string' },
        'api-key': { type: 'string' },
        recording: { type: 'string' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  if (values.fault?.includes('list')) {
    for (const [name, text] of Object.entries(faultDescriptions)) console.log(`${name.padEnd(26)} ${text}`);
    process.exit(0);
  }
  if (values.port === undefined) throw new UsageError('--port is missing');
  const unknown = values.fault?.find((name) => !Object.hasOwn(faultDescriptions, name));
  if (unknown !== undefined)
    throw new UsageError(`--fault ${unknown}: no such fault; "--fault list" lists them`);
  const printers = numberOption('printers', values.printers, 1, 1, 2000);
  if (printers > 1 && values['klippy-socket'] !== undefined)
    throw new UsageError('--klippy-socket goes with one printer only');
  return {
    printers,
    interactive: values.interactive === true,
    ...(values.recording === undefined ? {} : { recording: values.recording }),
    options: {
      port: numberOption('port', values.port, 7125, 0, 65535),
      speed: numberOption('speed', values.speed, 1, 0.01, 10000),
      seed: numberOption('seed', values.seed, 1, 0, 2 ** 32),
      ...(values.host === undefined ? {} : { host: values.host }),
      ...(values.preset === undefined ? {} : { preset: values.preset }),
      ...(values.presets === undefined ? {} : { presetsFile: values.presets }),
      ...(values.fault === undefined ? {} : { faults: values.fault }),
      ...(values.data === undefined ? {} : { dataDirectory: values.data }),
      ...(values['api-key'] === undefined ? {} : { apiKey: values['api-key'] }),
      ...(values['klippy-socket'] === undefined ? {} : { klippySocketPath: values['klippy-socket'] }),
    },
  };
}

async function main(): Promise<void> {
  const { options, printers, interactive, recording } = readArguments(process.argv.slice(2));
  if (recording !== undefined) return playBack(recording, options);
  const running: Simulator[] = [];
  for (let index = 0; index < printers; index++) {
    const simulator = await startSimulator({
      ...options,
      port: options.port === 0 ? 0 : options.port + index,
      seed: (options.seed ?? 1) + index,
      ...(options.dataDirectory !== undefined && printers > 1
        ? { dataDirectory: `${options.dataDirectory}/${index + 1}` }
        : {}),
    });
    running.push(simulator);
    console.log(
      `${simulator.name}${printers > 1 ? ` ${index + 1}` : ''}: ${simulator.url}   camera: ${simulator.url}/webcam/?action=stream`,
    );
  }
  if (options.klippySocketPath !== undefined)
    console.log(
      `Klipper's API: ${options.klippySocketPath}   data folder: ${running[0]?.dataDirectory ?? ''}`,
    );
  if (interactive) {
    createInterface({ input: process.stdin }).on('line', (line) => console.log(obeyFaultLine(line, running)));
  }
  const stop = (): void => {
    void Promise.all(running.map((simulator) => simulator.stop())).then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function playBack(file: string, options: SimulatorOptions): Promise<void> {
  const { port, host, speed = 1 } = options;
  const recorded = await startRecorded(readLines(readFileSync(file, 'utf8')), {
    port,
    speed,
    ...(host === undefined ? {} : { host }),
  });
  console.log(`A recording of ${String(Math.round(recorded.lengthSeconds))} s: ${recorded.url}`);
  const stop = (): void => void recorded.stop().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(
    error instanceof UsageError ? `${message}\n\n${usage}` : `The simulator cannot start: ${message}`,
  );
  process.exit(2);
});
