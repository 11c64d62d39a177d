import type { SensorKind, SensorReading } from '../../snapshot.ts';
import { num, str, strings } from '../read.ts';
import type { LiveState } from '../state.ts';

/** Sensors in a person's order: nozzles, beds, chamber, the rest, the computers. */
const ORDER: SensorKind[] = ['nozzle', 'bed', 'chamber', 'other', 'mcu', 'host'];
const SENSOR_OBJECT = /^(extruder\d*|heater_bed|heater_generic .+|temperature_sensor .+|temperature_fan .+)$/;
const HEATER_OBJECT = /^(extruder\d*|heater_bed|heater_generic .+)$/;

export function sensorsOf(state: LiveState): SensorReading[] {
  const listed = strings(state.objects['heaters'], 'available_sensors');
  const names =
    listed.length > 0 ? listed : Object.keys(state.objects).filter((name) => SENSOR_OBJECT.test(name));
  const readings = names.filter((name) => state.objects[name]).map((name) => readingOf(state, name));
  return readings.sort(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
}

function readingOf(state: LiveState, id: string): SensorReading {
  const fields = state.objects[id];
  const settings = settingsOf(state, id);
  const canHeat = HEATER_OBJECT.test(id);
  const target = num(fields, 'target');
  return {
    id,
    label: labelOf(id),
    kind: kindOf(id, str(settings, 'sensor_type')),
    celsius: celsiusOf(state, num(fields, 'temperature')),
    targetCelsius: canHeat || target !== null ? (target ?? 0) : null,
    power: canHeat ? num(fields, 'power') : null,
    canHeat,
    minCelsius: num(settings, 'min_temp'),
    maxCelsius: num(settings, 'max_temp'),
  };
}

/** Before the micro-controller is configured every sensor reads exactly 0, which is not a measurement. */
function celsiusOf(state: LiveState, celsius: number | null): number | null {
  const measuring = state.klippy.state === 'ready' || state.klippy.state === 'shutdown';
  return celsius === 0 && !measuring ? null : celsius;
}

function kindOf(id: string, sensorType: string | null): SensorKind {
  if (/^extruder\d*$/.test(id)) return 'nozzle';
  if (id === 'heater_bed') return 'bed';
  const name = id.slice(id.indexOf(' ') + 1).toLowerCase();
  if (sensorType === 'temperature_host') return 'host';
  if (sensorType === 'temperature_mcu') return 'mcu';
  if (/chamber|enclosure/.test(name)) return 'chamber';
  if (/raspberry|^r?pi$|^host$|^cpu$|_host$/.test(name)) return 'host';
  if (/mcu|board/.test(name)) return 'mcu';
  return 'other';
}

function labelOf(id: string): string {
  const extruder = /^extruder(\d*)$/.exec(id);
  if (extruder) return extruder[1] === '' ? 'Nozzle' : `Nozzle ${String(Number(extruder[1]) + 1)}`;
  if (id === 'heater_bed') return 'Bed';
  return prettyName(id);
}

/** Words that are written their own way. */
const WORDS = /\b(?:mcu|cpu|psu|(?<=raspberry )pi)\b/gi;

/** The part after the object's type, with spaces and a capital. */
export function prettyName(id: string): string {
  const name = id
    .slice(id.indexOf(' ') + 1)
    .replace(/[_-]+/g, ' ')
    .trim()
    .replace(WORDS, (word) => (word.toLowerCase() === 'pi' ? 'Pi' : word.toUpperCase()));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Settings of an object: Klipper writes their section names in lower case. */
export function settingsOf(state: LiveState, id: string) {
  return state.settings[id.toLowerCase()] ?? state.settings[id];
}
