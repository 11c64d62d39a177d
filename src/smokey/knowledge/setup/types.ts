/** How sure a field is; a field that is not named stands in Klipper's own files. */
export type Confidence = Record<string, { level: 'medium' | 'low'; why: string }>;

export interface Source {
  project: string;
  file?: string;
  page?: string;
  repository?: string;
}

export type MenuLine = readonly [label: string, choice: string];

export interface FlashWay {
  /** An id of flash-methods.json. */
  method: string;
  use: string;
  steps: string[];
  commands: string[];
  needs: string[];
  reversible: { value: string; note: string | null };
}

/** The fields of boards.json that are told; their meaning stands in prompts/setup/schema.md. */
export interface Board {
  id: string;
  names: string[];
  vendor: string;
  kind: string;
  family: string | null;
  mcu: string;
  mcu_clones: string[];
  clock: { crystal_hz: number | null; cpu_hz: number | null };
  bootloader: { menu: string | null; offset_bytes: number; application_address: string } | null;
  communication: { type: string; menu: string | null; pins: string | null; primary: boolean }[];
  /** Null where no source was found. */
  menuconfig: MenuLine[] | null;
  alternatives: { name: string; menuconfig: MenuLine[]; confidence: string }[];
  output_file: string | null;
  rename: {
    final_name: string | null;
    folder: string | null;
    name_must_change_each_time: boolean;
    convert_command: string | null;
    note: string | null;
  } | null;
  flash: FlashWay[];
  sdcard_script_board: string | null;
  success: string[];
  serial_by_id: string | null;
  example_configs: string[];
  gotchas: string[];
  sources: Source[];
  confidence: Confidence;
}

export interface PrinterModel {
  id: string;
  names: string[];
  vendor: string;
  kinematics: string;
  build_volume_mm: { shape: string; x: number; y: number; z: number } | null;
  heated_bed: boolean | null;
  extruders: number | null;
  boards: {
    board: string;
    revision: string | null;
    how_to_tell: string | null;
    example_config: string | null;
    confidence: 'high' | 'medium' | 'low';
  }[];
  example_configs: string[];
  screen: { works: string; note: string | null } | null;
  sd_flash: { possible: string; note: string | null } | null;
  notes: string[];
  sources: Source[];
  confidence: Confidence;
}

export interface FlashMethod {
  id: string;
  name: string;
  prerequisites: string[];
  failures: { symptom: string; cause: string; remedy: string }[];
  backup: { possible: boolean | string; how: string[] };
  dangers: string[];
  sources: Source[];
}

/** One of the first checks of a new printer, in checks.json. */
export interface Check {
  order: number;
  id: string;
  title: string;
  only_if: string | null;
  needs_done: string[];
  run: { kind: string; commands: string[]; then?: string[] };
  repeat_for: string | null;
  expect: { text: string };
  deviations: { reading: string; means: string; remedy: string; setting: string | null }[];
  moves: boolean;
  heats: boolean;
  abort_if: string | null;
  /** Numbers that are this project's choice. */
  own_thresholds: string[] | null;
  sources: Source[];
}
