import type { PrinterSnapshot } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { mainSensor } from './machine.ts';

/** A material's temperatures and fans, as the heaters and fans of this printer. */
export interface Preset {
  label: string;
  heaters: { heater: string; celsius: number }[];
  fans: { name: string; percent: number }[];
}

/** `airPercent` is for fans that move the air of the enclosure: PLA wants it cool, ABS warm. */
const MATERIALS = [
  { name: 'PLA', nozzleCelsius: 205, bedCelsius: 60, airPercent: 100 },
  { name: 'PETG', nozzleCelsius: 240, bedCelsius: 80, airPercent: 30 },
  { name: 'ABS', nozzleCelsius: 250, bedCelsius: 100, airPercent: 0 },
];
const MOVES_AIR = /chamber|exhaust|enclosure|filter|vent|nevermore|bento/i;

/** The air's fans go as the material wants; a part fan that blows on a nozzle to be heated goes off. */
function fansFor(snapshot: PrinterSnapshot, airPercent: number): Preset['fans'] {
  return snapshot.outputs.flatMap(({ id, label, kind, value, canSet }) => {
    if (!canSet || value === null) return [];
    if (kind === 'part-fan') return value > 0 ? [{ name: id, percent: 0 }] : [];
    const airs = kind === 'fan' && MOVES_AIR.test(`${id} ${label}`);
    return airs && Math.round(value * 100) !== airPercent ? [{ name: id, percent: airPercent }] : [];
  });
}

/** What this printer can heat to; a preset above one of its limits is left out. */
export function presetsFor(snapshot: PrinterSnapshot): Preset[] {
  const nozzle = mainSensor(snapshot, 'nozzle');
  const bed = mainSensor(snapshot, 'bed');
  return MATERIALS.flatMap(({ name, nozzleCelsius, bedCelsius, airPercent }) => {
    const heaters: Preset['heaters'] = [];
    if (bed) heaters.push({ heater: bed.id, celsius: bedCelsius });
    if (nozzle) heaters.push({ heater: nozzle.id, celsius: nozzleCelsius });
    const fits =
      nozzleCelsius <= (nozzle?.maxCelsius ?? Infinity) - 10 &&
      bedCelsius <= (bed?.maxCelsius ?? Infinity) - 10;
    if (!fits || heaters.length === 0) return [];
    const fans = fansFor(snapshot, airPercent);
    const plain = m.preset_label({ name, nozzle: nozzleCelsius, bed: bedCelsius });
    const air = fans.find(({ percent }) => percent === airPercent && airPercent > 0);
    const fan = air && snapshot.outputs.find(({ id }) => id === air.name);
    const label = fan ? m.preset_with_fan({ preset: plain, fan: fan.label, percent: airPercent }) : plain;
    return [{ label, heaters, fans }];
  });
}
