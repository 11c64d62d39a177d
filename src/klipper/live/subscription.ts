import type { ObjectSelection } from '../moonraker/methods.ts';

/**
 * Objects of which only some fields are followed: either the rest changes at every tick without telling
 * anything (`toolhead.print_time`), or it can be larger than a socket frame (`configfile.settings`,
 * `bed_mesh.mesh_matrix`, which is interpolated; the probed one is followed).
 */
const FIELDS: Record<string, string[]> = {
  configfile: ['save_config_pending', 'save_config_pending_items', 'warnings'],
  bed_mesh: ['profile_name', 'mesh_min', 'mesh_max', 'probed_matrix', 'profiles'],
  idle_timeout: ['state'],
  motion_report: ['live_position', 'live_velocity', 'live_extruder_velocity'],
  toolhead: [
    'homed_axes',
    'axis_minimum',
    'axis_maximum',
    'extruder',
    'position',
    'max_velocity',
    'max_accel',
    'minimum_cruise_ratio',
    'square_corner_velocity',
    'stalls',
  ],
};

/** `gcode` lists every command with its help; it is asked for once instead (`printer.gcode.help`). */
const NOT_FOLLOWED = new Set(['gcode']);

/** What to subscribe to, of what exists on this printer. */
export function selectionOf(existing: readonly string[]): ObjectSelection {
  const selection: ObjectSelection = {};
  for (const name of existing) {
    if (NOT_FOLLOWED.has(name)) continue;
    selection[name] = Object.hasOwn(FIELDS, name) ? (FIELDS[name] ?? null) : null;
  }
  selection['webhooks'] = null;
  return selection;
}
