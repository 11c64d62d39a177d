import { readFileSync } from 'node:fs';
import {
  practiceAccelerometerCfg,
  practiceMacrosCfg,
  practicePrinterCfg,
} from '../machine/default-config.ts';
import {
  overridesSchema,
  presetSchema,
  presetsFileSchema,
  worldSchema,
  type Overrides,
  type PresetData,
  type PresetObject,
  type PresetsFile,
  type World,
  type WorldData,
} from './types.ts';

/** Reads a presets file. Throws an error that names the file and what is wrong in it. */
export function readPresetsFile(path: string): PresetsFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`The presets file ${path} cannot be read`, { cause });
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new Error(`The presets file ${path} is not JSON`, { cause });
  }
  const parsed = presetsFileSchema.safeParse(data);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new Error(
      `The presets file ${path} does not fit: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'unknown'}`,
    );
  }
  return parsed.data;
}

/** The world and preset that were asked for; without a word, the practice printer. */
export function chooseWorld(
  preset: string | PresetObject | undefined,
  presetsFile: string | undefined,
  overrides?: unknown,
): World {
  if (preset === undefined || preset === 'practice')
    return presetsFile === undefined ? practiceWorld() : firstPreset(presetsFile, overrides);
  if (typeof preset === 'object')
    return assemble(
      worldSchema.parse(preset.world ?? {}),
      presetSchema.parse(preset.preset ?? {}),
      preset.overrides ?? overrides,
    );
  if (presetsFile === undefined)
    throw new Error(
      `The preset "${preset}" needs a presets file (--presets FILE); without one there is only "practice"`,
    );
  return fromFile(readPresetsFile(presetsFile), preset, overrides);
}

function firstPreset(path: string, overrides: unknown): World {
  const file = readPresetsFile(path);
  const [name] = Object.keys(file.presets);
  if (name === undefined) throw new Error(`The presets file ${path} has no presets`);
  return fromFile(file, name, overrides);
}

/** The world of one preset of a file. */
export function fromFile(file: PresetsFile, name: string, overrides?: unknown): World {
  const preset = file.presets[name];
  if (!preset)
    throw new Error(`There is no preset "${name}"; known: ${Object.keys(file.presets).join(', ')}`);
  const worldName = preset.world;
  const world =
    worldName === undefined
      ? (file.world ?? Object.values(file.worlds ?? {})[0])
      : (file.worlds?.[worldName] ?? file.world);
  if (!world)
    throw new Error(
      `The preset "${name}" names the world "${worldName ?? ''}", which the file does not have`,
    );
  return assemble(world, preset, overrides);
}

function assemble(world: WorldData, preset: PresetData, given: unknown): World {
  const overrides: Overrides = overridesSchema.parse(given ?? {});
  const config = {
    ...(world.config ?? { 'printer.cfg': practicePrinterCfg, 'macros.cfg': practiceMacrosCfg }),
  };
  const extra = [
    overrides.config_extra ?? '',
    ...(overrides.macros ?? []).map((macro) => macroSection(macro, config['printer.cfg'] ?? '')),
  ].filter(Boolean);
  if (extra.length) config['printer.cfg'] = `${config['printer.cfg'] ?? ''}\n${extra.join('\n')}\n`;
  const files = [...(world.files ?? []), ...(overrides.files_extra ?? [])].map((file) => ({
    ...file,
    ...overrides.file_meta?.[file.path],
  }));
  const job = overrides.print;
  const target = job && files.find((file) => file.path === job.filename);
  if (job?.objects && target) target.objects = job.objects;
  return {
    printerName: world.printer_name ?? 'Simulated printer',
    klipperVersion: world.klipper_version ?? 'v0.13.0-730-g84104bbbd',
    moonrakerVersion: world.moonraker_version ?? 'v0.10.0-31-gd5ee171',
    config,
    files,
    fileHeads: overrides.file_head ?? {},
    power: overrides.power ?? world.power_devices ?? [],
    webcams: overrides.webcams ?? world.webcams ?? [],
    queue: overrides.queue ?? world.queue ?? [],
    services: world.services ?? ['klipper', 'moonraker', 'crowsnest'],
    console: overrides.console ?? world.console ?? [],
    history: Array.isArray(overrides.history)
      ? { ...world.history, jobs: overrides.history }
      : (overrides.history ?? world.history ?? null),
    resonances: overrides.resonances ?? world.resonances,
    preset,
    overrides,
  };
}

/** A macro of the overrides: an existing one keeps its commands and gets the new description. */
function macroSection(
  macro: { name: string; description?: string | undefined; gcode?: string | undefined },
  cfg: string,
): string {
  const exists = new RegExp(`^\\[gcode_macro ${macro.name.replace(/[^\w]/g, '.')}\\]`, 'mi').test(cfg);
  const lines = [`[gcode_macro ${macro.name}]`];
  if (macro.description !== undefined) lines.push(`description: ${macro.description}`);
  if (macro.gcode !== undefined || !exists)
    lines.push('gcode:', ...(macro.gcode ?? 'M117').split('\n').map((line) => `    ${line}`));
  return lines.join('\n');
}

/** The practice printer: idle and cold, with a few small files to try. */
function practiceWorld(): World {
  return {
    printerName: 'Practice printer',
    klipperVersion: 'v0.13.0-730-g84104bbbd',
    moonrakerVersion: 'v0.10.0-31-gd5ee171',
    config: {
      'printer.cfg': `${practicePrinterCfg}${practiceAccelerometerCfg}`,
      'macros.cfg': practiceMacrosCfg,
      'moonraker.conf': '[server]\nhost: 127.0.0.1\nport: 7125\n',
    },
    files: [],
    fileHeads: {},
    power: [
      {
        device: 'case_light',
        status: 'off',
        locked_while_printing: false,
        type: 'klipper_device',
        objectName: 'output_pin caselight',
      },
    ],
    webcams: [{ name: 'bed', service: 'mjpegstreamer-adaptive' }],
    queue: [],
    services: [],
    console: [],
    history: null,
    preset: null,
    overrides: {},
  };
}
