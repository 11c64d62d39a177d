import type { Machine } from '../machine/machine.ts';
import { queryObject } from '../objects/index.ts';

interface Readings {
  temperatures: number[];
  targets?: number[];
  powers?: number[];
}

export interface GcodeEntry {
  message: string;
  time: number;
  type: 'command' | 'response';
}

export interface Stores {
  temperatures: Map<string, Readings>;
  gcode: GcodeEntry[];
  sampleTemperatures(machine: Machine): void;
  addGcode(entry: GcodeEntry): void;
}

const temperatureStoreSize = 1200;
const gcodeStoreSize = 1000;

function push(values: number[], value: number): void {
  values.push(value);
  if (values.length > temperatureStoreSize) values.shift();
}

/** One value a second for each heater and sensor, twenty minutes long; and the last thousand console lines. */
export function createStores(): Stores {
  const temperatures = new Map<string, Readings>();
  const gcode: GcodeEntry[] = [];
  return {
    temperatures,
    gcode,
    sampleTemperatures(machine) {
      const names = (queryObject(machine, 'heaters')?.available_sensors ?? []) as string[];
      for (const name of names) {
        const status = queryObject(machine, name);
        if (!status) continue;
        const isHeater = status.power !== undefined;
        const readings =
          temperatures.get(name) ??
          (isHeater ? { temperatures: [], targets: [], powers: [] } : { temperatures: [] });
        temperatures.set(name, readings);
        push(readings.temperatures, Number(status.temperature));
        if (readings.targets) push(readings.targets, Number(status.target));
        if (readings.powers) push(readings.powers, Math.round(Number(status.power) * 100) / 100);
      }
    },
    addGcode(entry) {
      gcode.push(entry);
      if (gcode.length > gcodeStoreSize) gcode.shift();
    },
  };
}
