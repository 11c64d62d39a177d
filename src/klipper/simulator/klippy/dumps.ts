import { createSampler, plannedMoves } from '../machine/accelerometer.ts';
import type { Machine } from '../machine/machine.ts';

type Params = Record<string, unknown>;

/** Section names of chips, and the endpoint that streams them. */
const CHIPS: Readonly<Record<string, string>> = {
  adxl345: 'adxl345/dump_adxl345',
  lis2dw: 'lis2dw/dump_lis2dw',
  lis3dh: 'lis2dw/dump_lis2dw',
  mpu9250: 'mpu9250/dump_mpu9250',
  icm20948: 'icm20948/dump_icm20948',
  bmi160: 'bmi160/dump_bmi160',
};
const BATCH_SECONDS = 0.1;

/** Endpoint → names of its sensors, for the chips of this printer's configuration. */
export function accelerometerEndpoints(machine: Machine): Map<string, Set<string>> {
  const endpoints = new Map<string, Set<string>>();
  for (const section of machine.config.sections.keys()) {
    const [kind = '', ...name] = section.split(' ');
    const endpoint = CHIPS[kind];
    if (endpoint === undefined) continue;
    const sensors = endpoints.get(endpoint) ?? new Set();
    endpoints.set(endpoint, sensors.add(name.at(-1) ?? kind));
  }
  return endpoints;
}

/** A stream of a client: told that time has passed, it sends what belongs to it. */
export interface Dump {
  timePassed(): void;
}

/** Raw samples in batches of about a tenth of a second of machine time. */
export function sampleDump(machine: Machine, send: (params: Params) => void): Dump {
  const sampler = createSampler(machine, machine.now);
  let next = machine.now + BATCH_SECONDS;
  return {
    timePassed() {
      if (machine.klippy.state !== 'ready') return;
      for (; next <= machine.now; next += BATCH_SECONDS) {
        const data: number[][] = [];
        sampler.run(next, (...row) => data.push(row.map((value) => Number(value.toFixed(6)))));
        if (data.length > 0) send({ data, errors: 0, overflows: 0 });
      }
    },
  };
}

/** The moves of the toolhead, half a second at a time. */
export function moveDump(machine: Machine, send: (params: Params) => void): Dump {
  let sentUntil = machine.now;
  return {
    timePassed() {
      if (machine.now < sentUntil + BATCH_SECONDS) return;
      const data = plannedMoves(machine, sentUntil, machine.now);
      sentUntil = machine.now;
      if (data.length > 0) send({ data });
    },
  };
}
