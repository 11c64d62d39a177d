import type { FilamentSensorReading, MacroInfo, OutputReading, PrinterLimits } from '../../snapshot.ts';
import type { ObjectStore } from '../merge.ts';
import type { LiveState } from '../state.ts';
import { isBoard } from './boards.ts';
import { macrosOf } from './macros.ts';
import { outputKindOf } from './outputs.ts';
import { prettyName } from './sensors.ts';
import { limitsOf } from './toolhead.ts';

/** What changes only when Klipper restarts; making it anew for each snapshot costs more than all the rest. */
export interface FixedParts {
  macros: MacroInfo[];
  limits: PrinterLimits;
  outputs: Pick<OutputReading, 'id' | 'label' | 'kind' | 'canSet'>[];
  filamentSensors: Pick<FilamentSensorReading, 'id' | 'label'>[];
  boardIds: string[];
}

interface Kept extends FixedParts {
  objects: ObjectStore;
  settings: ObjectStore;
}

const kept = new WeakMap<LiveState, Kept>();

/** The fixed parts, made once for each subscription and each reading of the settings. */
export function fixedPartsOf(state: LiveState): FixedParts {
  const known = kept.get(state);
  if (known?.objects === state.objects && known.settings === state.settings) return known;
  const names = Object.keys(state.objects);
  const made: Kept = {
    objects: state.objects,
    settings: state.settings,
    macros: macrosOf(state),
    limits: limitsOf(state),
    outputs: names.flatMap((id) => {
      const type = outputKindOf(id);
      return type ? [{ id, label: id === 'fan' ? 'Part fan' : prettyName(id), ...type }] : [];
    }),
    filamentSensors: names
      .filter((id) => /^filament_(switch|motion)_sensor /.test(id))
      .map((id) => ({ id, label: prettyName(id) })),
    boardIds: names.filter(isBoard),
  };
  kept.set(state, made);
  return made;
}
