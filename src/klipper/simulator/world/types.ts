import { z } from 'zod';

/** A G-code file of a world: its facts; the file itself is made from them. */
export const worldFileSchema = z.looseObject({
  path: z.string(),
  estimated_time: z.number().optional(),
  filament_total_mm: z.number().optional(),
  filament_weight_g: z.number().optional(),
  filament_type: z.string().optional(),
  first_layer_extr_temp: z.number().optional(),
  first_layer_bed_temp: z.number().optional(),
  object_height: z.number().optional(),
  layer_height: z.number().optional(),
  slicer: z.string().optional(),
  size: z.number().optional(),
  objects: z.array(z.string()).optional(),
});
export type WorldFile = z.infer<typeof worldFileSchema>;

const powerSchema = z.looseObject({
  device: z.string(),
  status: z.enum(['on', 'off', 'init', 'error']).default('off'),
  locked_while_printing: z.boolean().default(false),
  type: z.string().default('gpio'),
});

const resonanceSchema = z.looseObject({
  hertz: z.number().min(5).max(150),
  damping: z.number().min(0.005).max(0.5).default(0.06),
});
/** How the frame swings along X and Y, and with each belt of a CoreXY alone: what a resonance test must find. */
const resonancesSchema = z.looseObject({
  x: resonanceSchema.optional(),
  y: resonanceSchema.optional(),
  a: resonanceSchema.optional(),
  b: resonanceSchema.optional(),
});

const historyJobSchema = z.looseObject({
  filename: z.string(),
  status: z.string(),
  print_duration: z.number().optional(),
});
const historySchema = z.looseObject({
  totals: z
    .looseObject({
      total_jobs: z.number().optional(),
      total_print_time_hours: z.number().optional(),
      total_filament_used_m: z.number().optional(),
    })
    .optional(),
  jobs: z.array(historyJobSchema).optional(),
});

export const worldSchema = z.looseObject({
  printer_name: z.string().optional(),
  second_printer_name: z.string().optional(),
  klipper_version: z.string().optional(),
  moonraker_version: z.string().optional(),
  config: z.record(z.string(), z.string()).optional(),
  files: z.array(worldFileSchema).optional(),
  power_devices: z.array(powerSchema).optional(),
  webcams: z.array(z.looseObject({ name: z.string() })).optional(),
  queue: z.array(z.looseObject({ filename: z.string() })).optional(),
  console: z.array(z.string()).optional(),
  history: historySchema.optional(),
  services: z.array(z.string()).optional(),
  resonances: resonancesSchema.optional(),
});

export const presetSchema = z.looseObject({
  world: z.string().optional(),
  klippy_state: z.enum(['ready', 'startup', 'shutdown', 'error', 'disconnected']).optional(),
  state_message: z.string().optional(),
  objects: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  moonraker: z.string().optional(),
});

export const presetsFileSchema = z.looseObject({
  world: worldSchema.optional(),
  worlds: z.record(z.string(), worldSchema).optional(),
  presets: z.record(z.string(), presetSchema),
});

export const overridesSchema = z.looseObject({
  files_extra: z.array(worldFileSchema).optional(),
  file_head: z.record(z.string(), z.string()).optional(),
  file_meta: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  macros: z
    .array(
      z.looseObject({ name: z.string(), description: z.string().optional(), gcode: z.string().optional() }),
    )
    .optional(),
  console: z.array(z.string()).optional(),
  display_message: z.string().nullable().optional(),
  state_message: z.string().optional(),
  config_extra: z.string().optional(),
  resonances: resonancesSchema.optional(),
  history: z.union([z.array(historyJobSchema), historySchema]).optional(),
  webcams: z.array(z.looseObject({ name: z.string() })).optional(),
  queue: z.array(z.looseObject({ filename: z.string() })).optional(),
  power: z.array(powerSchema).optional(),
  print: z.looseObject({ filename: z.string(), objects: z.array(z.string()).optional() }).optional(),
  printers: z.array(z.looseObject({ name: z.string(), preset: z.string() })).optional(),
});

export type WorldData = z.infer<typeof worldSchema>;
export type PresetData = z.infer<typeof presetSchema>;
export type PresetsFile = z.infer<typeof presetsFileSchema>;
export type Overrides = z.infer<typeof overridesSchema>;

/** A preset given as an object instead of by name. */
export interface PresetObject {
  world?: unknown;
  preset?: unknown;
  overrides?: unknown;
}

/** Everything the simulator is made from. */
export interface World {
  printerName: string;
  klipperVersion: string;
  moonrakerVersion: string;
  config: Record<string, string>;
  files: WorldFile[];
  fileHeads: Record<string, string>;
  power: {
    device: string;
    status: 'on' | 'off' | 'init' | 'error';
    locked_while_printing: boolean;
    type: string;
    objectName?: string;
  }[];
  webcams: { name: string; [key: string]: unknown }[];
  queue: { filename: string; [key: string]: unknown }[];
  console: string[];
  services: string[];
  history: z.infer<typeof historySchema> | null;
  resonances?: z.infer<typeof resonancesSchema> | undefined;
  preset: PresetData | null;
  overrides: Overrides;
}
