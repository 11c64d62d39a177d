import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashText } from '../machine/random.ts';
import { ConfigError, parsePrinterConfig, type ConfigSections } from '../machine/printer-config.ts';
import { SAMPLE_VERSION, sampleGcode, type SampleMachine } from './sample-gcode.ts';
import type { World } from './types.ts';

/** Puts a world's configuration and files into a folder. What is there already stays as it is. */
export function seedFolder(folder: string, world: World): void {
  for (const root of ['gcodes', 'config', 'logs', 'comms'])
    mkdirSync(join(folder, root), { recursive: true });
  for (const [name, text] of Object.entries(world.config)) writeOnce(join(folder, 'config', name), text);
  writeOnce(
    join(folder, 'logs', 'klippy.log'),
    `Starting Klippy...\nGit version: '${world.klipperVersion}'\nLoaded MCU 'mcu' 127 commands\nPrinter is ready\n`,
  );
  writeOnce(join(folder, 'logs', 'moonraker.log'), `Moonraker ${world.moonrakerVersion}\nKlippy ready\n`);
  const machine = sampleMachine(world);
  for (const file of world.files) {
    const target = join(folder, 'gcodes', safePath(file.path));
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    placeSample(target, JSON.stringify([SAMPLE_VERSION, file, world.fileHeads[file.path], machine]), () =>
      sampleGcode(file, world.fileHeads[file.path], machine),
    );
  }
}

/** What files are made for: the middle of the bed, the nozzle and the heaters of the configuration. */
function sampleMachine(world: World): SampleMachine {
  let sections: ConfigSections = new Map();
  try {
    sections = parsePrinterConfig('printer.cfg', {
      readConfig: (path) => world.config[path] ?? null,
    }).sections;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
  const has = {
    nozzleMillimetres: Number(sections.get('extruder')?.nozzle_diameter ?? 0.4),
    heatedBed: sections.size === 0 || sections.has('heater_bed'),
  };
  if (sections.get('printer')?.kinematics === 'delta') {
    const radius = Number(sections.get('printer')?.print_radius ?? 80);
    return { x: 0, y: 0, widest: radius, ...has };
  }
  const middle = (axis: string): number => {
    const options = sections.get(`stepper_${axis}`);
    return (Number(options?.position_min ?? 0) + Number(options?.position_max ?? 220)) / 2;
  };
  return { x: middle('x'), y: middle('y'), widest: Math.min(150, middle('x'), middle('y')), ...has };
}

function writeOnce(path: string, text: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A name from a world file cannot leave the folder. */
function safePath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '..' && part !== '.' && part !== '')
    .join('/');
}

/** Sample files are made once and shared between simulators by hard links: nothing ever writes into them. */
function placeSample(target: string, facts: string, make: () => Buffer): void {
  const cache = join(tmpdir(), 'simulated-printer-samples');
  mkdirSync(cache, { recursive: true });
  const shared = join(cache, `${hashText(facts).toString(16)}-${facts.length}.gcode`);
  if (!existsSync(shared)) {
    const temporary = `${shared}.${process.pid}-${Math.random().toString(16).slice(2)}`;
    writeFileSync(temporary, make());
    renameSync(temporary, shared);
  }
  try {
    linkSync(shared, target);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    copyFileSync(shared, target);
  }
}
