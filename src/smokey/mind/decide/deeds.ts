/**
 * Every call the mind can make, in one place: names and parameters of the tools stand here and nowhere else.
 * The real schemas are in mcp-server/tools.
 */
export interface Deed {
  tool: string;
  args: Record<string, unknown>;
}

const deed = (tool: string, args: Record<string, unknown> = {}): Deed => ({
  tool,
  args: Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)),
});

export type Restart =
  'klipper' | 'firmware' | 'moonraker' | 'klipper_service' | 'host_reboot' | 'host_shutdown';
export type Routine =
  | 'bed_mesh'
  | 'z_tilt'
  | 'quad_gantry_level'
  | 'screws_tilt'
  | 'pid_extruder'
  | 'pid_bed'
  | 'input_shaper'
  | 'probe_accuracy'
  | 'z_offset'
  | 'pressure_advance';
export interface Tuning {
  speed_pct?: number;
  flow_pct?: number;
  fan_pct?: number;
  z_adjust_mm?: number;
  pressure_advance?: number;
  velocity_mm_s?: number;
  accel_mm_s2?: number;
  corner_velocity_mm_s?: number;
}

/** Other limits of motion, to learn what they would save. */
export interface FileLimits {
  accel_mm_s2?: number;
  velocity_mm_s?: number;
  corner_velocity_mm_s?: number;
}

export const READS = {
  printers: () => deed('list_printers'),
  files: (query?: string) => deed('list_files', { query, limit: 50 }),
  file: (path: string) => deed('get_file', { path }),
  preflight: (path: string) => deed('preflight', { path }),
  history: (limit = 10, outcome?: string) => deed('get_history', { limit, outcome }),
  queue: () => deed('get_queue'),
  snapshot: (camera?: string) => deed('get_snapshot', { camera }),
  temperatures: (minutes = 5) => deed('get_temperatures', { minutes }),
  status: () => deed('get_status', { detail: 'full' }),
  /** The card that goes with an answer about the print. */
  glance: () => deed('get_status'),
  config: (file?: string, section?: string) => deed('get_config', { file, section }),
  mesh: (profile?: string) => deed('get_bed_mesh', { profile }),
  diagnose: (symptom?: string) => deed('diagnose', { symptom }),
  console: (lines = 20) => deed('diagnose', { lines }),
  macros: () => deed('list_macros'),
  resonances: (file?: string) => deed('get_resonances', { file }),
  fileWith: (path: string, limits: FileLimits) => deed('get_file', { path, ...limits }),
  knowledge: (query: string) => deed('search_knowledge', { query }),
};

/** Takes back what waits for the person's decision; nothing reaches a printer. */
export const withdrawal = (actionId: string): Deed => deed('withdraw_action', { action_id: actionId });

export const CHANGES = {
  emergencyStop: () => deed('emergency_stop'),
  start: (path: string) => deed('start_print', { path }),
  pause: () => deed('pause_print'),
  resume: () => deed('resume_print'),
  cancel: () => deed('cancel_print'),
  temperature: (heater: string, celsius: number, offAfterMinutes?: number) =>
    deed('set_temperature', { heater, target_c: celsius, off_after_min: offAfterMinutes }),
  heatersOff: () => deed('set_temperature', { heater: 'all', target_c: 0 }),
  tune: (tuning: Tuning) => deed('tune_print', { ...tuning }),
  exclude: (object: string) => deed('exclude_object', { object }),
  home: (axes?: string) => deed('home', { axes }),
  move: (target: { x?: number; y?: number; z?: number; absolute?: boolean }, millimetresPerSecond?: number) =>
    deed('move', {
      ...{ x_mm: target.x, y_mm: target.y, z_mm: target.z, absolute: target.absolute },
      speed_mm_s: millimetresPerSecond,
    }),
  motorsOff: () => deed('home', { axes: 'off' }),
  filament: (action: string, lengthMillimetres?: number) =>
    deed('filament', { action, length_mm: lengthMillimetres }),
  output: (name: string, percent: number) => deed('set_output', { name, percent }),
  queue: (action: string, paths?: string[], jobIds?: string[]) =>
    deed('manage_queue', { action, paths, job_ids: jobIds }),
  spool: (spoolId: number) => deed('set_spool', { spool_id: spoolId }),
  upload: (name: string, attachment: { id?: string; sizeBytes: number | null }) =>
    deed('create_upload', {
      name,
      attachment_id: attachment.id ?? name,
      size_bytes: attachment.sizeBytes ?? undefined,
    }),
  deleteFile: (path: string) => deed('delete_file', { path }),
  moveFile: (path: string, to: string) => deed('manage_file', { action: 'move', path, to }),
  copyFile: (path: string, to: string) => deed('manage_file', { action: 'copy', path, to }),
  makeFolder: (path: string) => deed('manage_file', { action: 'create_folder', path }),
  calibrate: (routine: Routine, more: Record<string, unknown> = {}) =>
    deed('calibrate', { routine, ...more }),
  saveCalibration: (what: { restore?: string; shaper_x?: string; shaper_y?: string } = {}) =>
    deed('save_calibration', { restore: what.restore, shaper_x: what.shaper_x, shaper_y: what.shaper_y }),
  mesh: (action: 'load' | 'clear' | 'save' | 'remove', profile?: string) =>
    deed('manage_mesh', { action, profile }),
  editConfig: (edit: Record<string, unknown>) => deed('edit_config', edit),
  restart: (target: Restart) => deed('restart', { target }),
  macro: (name: string, params?: Record<string, string | number>) => deed('run_macro', { name, params }),
  gcode: (commands: string[]) => deed('send_gcode', { commands }),
};

const READ_TOOLS = new Set([
  ...Object.values(READS).map((make) => (make as (text: string) => Deed)('').tool),
  'get_action',
  withdrawal('').tool,
  'watch_print',
]);

/** What is done with a heater that has got there: behind a wish for heat it waits for it. */
const NEEDS_HEAT: ReadonlySet<string> = new Set(['calibrate', 'filament', 'run_macro']);

/**
 * Deeds in their order, where each wish for heat before one that needs it waits until it is reached; with `isInTurn`
 * before another wish for heat too.
 */
export function waitingForHeat(deeds: readonly Deed[], isInTurn: boolean): Deed[] {
  const last = deeds.findLastIndex(
    ({ tool }) => NEEDS_HEAT.has(tool) || (isInTurn && tool === 'set_temperature'),
  );
  return deeds.map((item, index) =>
    item.tool === 'set_temperature' &&
    index < last &&
    item.args.heater !== 'all' &&
    Number(item.args.target_c) > 0
      ? { ...item, args: { ...item.args, wait: true } }
      : item,
  );
}

/** True for a tool that changes something (or stops): what is not a known read. */
export function isChange(tool: string): boolean {
  return !READ_TOOLS.has(tool);
}
