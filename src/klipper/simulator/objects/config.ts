import type { Machine } from '../machine/machine.ts';
import type { ConfigSection, ConfigSections } from '../machine/printer-config.ts';
import type { PrinterObject } from './types.ts';
import { gcodesPath } from './printing.ts';
import { sectionDefaults, thermistorDefaults } from './config-defaults.ts';

const settingsCache = new WeakMap<ConfigSections, Record<string, PrinterObject>>();

/** `configfile`: what was written, what it means with defaults, what waits for SAVE_CONFIG. */
export function configStatus(machine: Machine, name: string): PrinterObject | null {
  if (name !== 'configfile') return null;
  const { sections } = machine.config;
  return {
    config: written(machine),
    warnings: machine.configWarnings,
    save_config_pending: machine.pendingConfig.size > 0,
    save_config_pending_items: Object.fromEntries(machine.pendingConfig),
    settings: settingsOf(sections),
  };
}

const writtenCache = new WeakMap<ConfigSections, Record<string, PrinterObject>>();

/** The same object as long as the configuration is the same, so that subscribers see no change. */
function written(machine: Machine): Record<string, PrinterObject> {
  const { sections } = machine.config;
  const cached = writtenCache.get(sections);
  if (cached) return cached;
  const sdCard = sections.get('virtual_sdcard');
  if (sdCard) sdCard.path = gcodesPath(machine);
  const config = Object.fromEntries([...sections].map(([section, options]) => [section, { ...options }]));
  writtenCache.set(sections, config);
  return config;
}

/** The typed settings of each section, names in lower case, defaults filled in. */
export function settingsOf(sections: ConfigSections): Record<string, PrinterObject> {
  const cached = settingsCache.get(sections);
  if (cached) return cached;
  const settings: Record<string, PrinterObject> = {};
  for (const [section, options] of sections) {
    settings[section.toLowerCase()] = typed(section, options);
    if (/^extruder\d*$|^heater_bed$|^heater_generic /.test(section)) {
      const name = section.replace('heater_generic ', '');
      settings[`verify_heater ${name}`] = {
        hysteresis: 5,
        max_error: 120,
        heating_gain: 2,
        check_gain_time: section.startsWith('extruder') ? 20 : 60,
      };
    }
  }
  settings.idle_timeout ??= typed('idle_timeout', {});
  deriveExtruderLimits(settings);
  settingsCache.set(sections, settings);
  return settings;
}

/** What filament alone may do follows from the machine's limits and a line four nozzles wide. */
function deriveExtruderLimits(settings: Record<string, PrinterObject>): void {
  const { max_velocity: velocity = 300, max_accel: acceleration = 3000 } = settings.printer ?? {};
  for (const [section, options] of Object.entries(settings)) {
    if (!/^extruder\d*$/.test(section)) continue;
    const filamentArea = Math.PI * (Number(options.filament_diameter) / 2) ** 2;
    const share = (4 * Number(options.nozzle_diameter ?? 0.4) ** 2) / filamentArea;
    options.max_extrude_only_velocity ??= Number(velocity) * share;
    options.max_extrude_only_accel ??= Number(acceleration) * share;
  }
}

function typed(section: string, options: ConfigSection): PrinterObject {
  const kind = section.split(' ')[0] ?? '';
  const defaults = sectionDefaults(kind, section);
  const out: PrinterObject = { ...(options.sensor_pin === undefined ? {} : thermistorDefaults), ...defaults };
  if (kind === 'input_shaper')
    for (const axis of ['x', 'y', 'z']) out[`shaper_type_${axis}`] = options.shaper_type ?? 'mzv';
  for (const [option, raw] of Object.entries(options)) out[option] = typedValue(option, raw, kind);
  return out;
}

const listOptions =
  /^(home_xy_position|mesh_min|mesh_max|mesh_origin|zero_reference_position|screw\d+|probe_count|mesh_pps)$/;
const textOptions =
  /(_pin|^pin|^gcode$|_gcode$|^description$|^serial$|_type$|^path$|^filename$|_name$|^points$|^z_positions$|^accel_chip|^variable_)/;

function typedValue(option: string, raw: string, kind: string): unknown {
  const value = raw.trim();
  if (kind === 'gcode_macro' || textOptions.test(option)) return raw;
  if (listOptions.test(option)) return value.split(',').map(Number);
  if (option === 'heater') return value.split(',').map((one) => one.trim());
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return value !== '' && Number.isFinite(Number(value)) ? Number(value) : raw;
}
