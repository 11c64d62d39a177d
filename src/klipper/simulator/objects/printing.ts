import type { Machine } from '../machine/machine.ts';
import { printDuration, refreshPrintStats } from '../machine/print-stats.ts';
import { sdProgress } from '../machine/sd-card.ts';
import type { PrinterObject } from './types.ts';

/** The folder in which Klipper keeps its files, as the outside is told. */
export function gcodesPath(machine: Machine): string {
  return `${machine.dataPath}/gcodes`;
}

function printStats(machine: Machine): PrinterObject {
  refreshPrintStats(machine);
  const stats = machine.printStats;
  return {
    filename: stats.filename,
    total_duration: stats.totalDuration,
    print_duration: printDuration(machine),
    filament_used: stats.filamentUsed,
    state: stats.state,
    message: stats.message,
    info: { total_layer: stats.totalLayer, current_layer: stats.currentLayer },
  };
}

function virtualSdcard(machine: Machine): PrinterObject {
  const { position, size, progress } = sdProgress(machine);
  const { file, active } = machine.sdCard;
  return {
    file_path: file ? `${gcodesPath(machine)}/${file.path}` : null,
    progress,
    is_active: active,
    file_position: position,
    file_size: size,
  };
}

function idleTimeout(machine: Machine): PrinterObject {
  const { state, printingSince, timeoutSeconds } = machine.idleTimeout;
  return {
    state,
    printing_time: state === 'Printing' && printingSince !== null ? machine.now - printingSince : 0,
    idle_timeout: timeoutSeconds,
  };
}

function displayProgress(machine: Machine): number {
  const { progress, progressAt } = machine.display;
  if (progress !== null && machine.now - progressAt < 5) return progress;
  return sdProgress(machine).progress;
}

export function printingStatus(machine: Machine, name: string): PrinterObject | null {
  const has = (section: string): boolean => machine.config.sections.has(section);
  switch (name) {
    case 'print_stats':
      return has('virtual_sdcard') ? printStats(machine) : null;
    case 'virtual_sdcard':
      return has(name) ? virtualSdcard(machine) : null;
    case 'idle_timeout':
      return idleTimeout(machine);
    case 'pause_resume':
      return has(name) ? { is_paused: machine.pauseResume.paused } : null;
    case 'display_status':
      return has(name) ? { progress: displayProgress(machine), message: machine.display.message } : null;
    case 'exclude_object': {
      const { objects, excluded, current } = machine.excludeObject;
      return has(name) ? { objects, excluded_objects: excluded, current_object: current } : null;
    }
    case 'bed_mesh': {
      const { profileName, minimum, maximum, probed, mesh, profiles } = machine.bedMesh;
      return has(name)
        ? {
            profile_name: profileName,
            mesh_min: minimum,
            mesh_max: maximum,
            probed_matrix: probed,
            mesh_matrix: mesh,
            profiles,
          }
        : null;
    }
    case 'screws_tilt_adjust':
      return has(name)
        ? {
            error: machine.screws.error,
            max_deviation: machine.screws.maxDeviation,
            results: machine.screws.results,
          }
        : null;
    case 'save_variables':
      return has(name) ? { variables: machine.saveVariables } : null;
    default:
      if (!name.startsWith('gcode_macro ')) return null;
      return machine.macros.get(name.slice(12))?.variables ?? null;
  }
}
