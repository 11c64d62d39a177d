import type { Frame } from '../understand/frames.ts';
import { isFiller } from '../understand/clause.ts';
import type { Term } from '../understand/terms.ts';

/** Kinds of nouns; within a kind one can stand for another: "and the bed?" after "how hot is the nozzle?". */
export type Family = 'heater' | 'material' | 'tuning' | 'axis' | 'thing';

const MEMBERS: Record<'heater' | 'material' | 'tuning', ReadonlySet<string>> = {
  heater: new Set(['nozzle', 'bed', 'chamber', 'heater', 'host']),
  material: new Set(['materialname']),
  tuning: new Set([
    ...['speed', 'flow', 'fan', 'partfan', 'light', 'power'],
    ...['limitaccel', 'limitvelocity', 'limitcorner', 'pressureadvance'],
  ]),
};

/** The kind of noun a word is; null for all other words. */
export function familyOf(term: Term): Family | null {
  for (const family of ['heater', 'material', 'tuning'] as const)
    if (term.concepts.some((concept) => MEMBERS[family].has(concept))) return family;
  if (/^[xyz]$/.test(term.text)) return 'axis';
  if (term.references.some(({ kind }) => kind === 'sensor')) return 'heater';
  if (term.references.some(({ kind }) => kind === 'output' || kind === 'power')) return 'tuning';
  const isName = term.kind === 'file' || term.kind === 'quoted';
  return isName || (term.unknown && !isFiller(term)) ? 'thing' : null;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Wishes and questions that have room for a noun of a kind, whether or not one was said. */
const TAKES: Record<Family, ReadonlySet<string>> = {
  heater: words(
    'temperatures max_temperature heaters_state cool_time heat_time set_temperature heater_off heaters_off preheat pid_tune host_health safe_to_touch',
  ),
  material: words(
    'preheat set_temperature load_filament unload_filament change_filament list_files find_file',
  ),
  tuning: words(
    'set_speed set_flow set_fan set_output light power set_pressure_advance set_limits speed_flow fan_state outputs_state limits pressure_advance_value heater_off heaters_off',
  ),
  axis: words('home position homed move'),
  thing: words(
    `start_print reprint delete_file rename_file queue_add queue_remove file_facts find_file list_files compare_files preflight last_job run_macro
    macro_facts config_value show_config exclude_object mesh_load set_temperature preheat`,
  ),
};

/** True when what was said before can be said of these nouns just as well. */
export function canTake(before: Frame, families: ReadonlySet<Family>): boolean {
  const had = new Set(before.clause.terms.map(familyOf));
  const id = before.intent?.id ?? '';
  return [...families].every((family) => TAKES[family].has(id) || (family !== 'thing' && had.has(family)));
}
