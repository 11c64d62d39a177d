import type { Moonraker } from './moonraker.ts';
import { reads, type Endpoint } from './registry.ts';

function printer({ moonraker }: { moonraker: Moonraker }): unknown {
  const { machine } = moonraker.host;
  const { state } = machine.printStats;
  const ready = machine.klippy.state === 'ready';
  const temperature: Record<string, unknown> = {};
  let tool = 0;
  for (const heater of machine.heaters.values()) {
    const reading = { actual: heater.readCelsius, offset: 0, target: heater.targetCelsius };
    if (heater.name === 'heater_bed') temperature.bed = reading;
    else if (heater.name.startsWith('extruder')) temperature[`tool${tool++}`] = reading;
  }
  const words: Record<string, string> = { printing: 'Printing', paused: 'Paused' };
  return {
    temperature,
    state: {
      text: ready ? (words[state] ?? 'Operational') : 'Offline',
      flags: {
        operational: ready,
        paused: state === 'paused',
        printing: state === 'printing',
        cancelling: false,
        pausing: false,
        error: machine.klippy.state === 'shutdown',
        ready: ready && state !== 'printing' && state !== 'paused',
        closedOrError: !ready,
      },
    },
  };
}

/** The look-alike that slicers use to send files. */
export const octoprintEndpoints: Endpoint[] = [
  reads(
    '/api/version',
    ({ moonraker }) => ({ server: '1.5.0', api: '0.1', text: `OctoPrint (Moonraker ${moonraker.version})` }),
    { bare: true },
  ),
  reads('/api/printer', (call) => printer(call), { bare: true }),
];
