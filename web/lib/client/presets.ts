import type { PrinterSnapshot } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { mainSensor } from './machine.ts';

/** A named pair of temperatures, as its heaters of this printer. */
export interface Preset {
  label: string;
  heaters: { heater: string; celsius: number }[];
}

const MATERIALS = [
  { name: 'PLA', nozzleCelsius: 205, bedCelsius: 60 },
  { name: 'PETG', nozzleCelsius: 240, bedCelsius: 80 },
  { name: 'ABS', nozzleCelsius: 250, bedCelsius: 100 },
];

/** What this printer can heat to; a preset above one of its limits is left out. */
export function presetsFor(snapshot: PrinterSnapshot): Preset[] {
  const nozzle = mainSensor(snapshot, 'nozzle');
  const bed = mainSensor(snapshot, 'bed');
  return MATERIALS.flatMap(({ name, nozzleCelsius, bedCelsius }) => {
    const heaters: Preset['heaters'] = [];
    if (bed) heaters.push({ heater: bed.id, celsius: bedCelsius });
    if (nozzle) heaters.push({ heater: nozzle.id, celsius: nozzleCelsius });
    const fits =
      nozzleCelsius <= (nozzle?.maxCelsius ?? Infinity) - 10 &&
      bedCelsius <= (bed?.maxCelsius ?? Infinity) - 10;
    if (!fits || heaters.length === 0) return [];
    return [{ label: m.preset_label({ name, nozzle: nozzleCelsius, bed: bedCelsius }), heaters }];
  });
}
