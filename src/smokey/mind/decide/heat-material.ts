import type { SensorReading } from '../../../klipper/snapshot.ts';
import { celsius } from '../answer/format.ts';
import { say } from '../answer/say.ts';
import type { Material } from '../language/lexicon/materials.ts';
import { CHANGES } from './deeds.ts';
import { snapshotOf, type Desk, type Outcome } from './desk.ts';
import { askHowHot, refuseTarget } from './heat-answers.ts';
import { activeNozzle, heatersOf, highestCelsius } from './heaters.ts';

/** Nozzle and bed at the usual temperatures of a material, as far as the printer can. */
export function heatForMaterial(desk: Desk, material: Material, named: SensorReading[]): Outcome {
  const snapshot = snapshotOf(desk)!;
  const onlyBed = named.length > 0 && named.every((heater) => heater.kind === 'bed');
  const nozzle = onlyBed
    ? undefined
    : (named.find((heater) => heater.kind === 'nozzle') ?? activeNozzle(snapshot));
  const bed =
    named.length && !named.some((heater) => heater.kind === 'bed')
      ? undefined
      : heatersOf(snapshot).find((heater) => heater.kind === 'bed');
  const nozzleTarget = nozzle ? Math.min(material.nozzleCelsius.start, highestCelsius(nozzle) ?? 999) : 0;
  const bedTarget = bed ? Math.min(material.bedCelsius.start, highestCelsius(bed) ?? 999) : 0;
  if (nozzle && nozzleTarget < material.nozzleCelsius.low)
    return refuseTarget(desk, nozzle, material.nozzleCelsius.low) ?? askHowHot(desk, [nozzle]);
  const deeds = [
    ...(nozzle ? [CHANGES.temperature(nozzle.id, nozzleTarget)] : []),
    ...(bed ? [CHANGES.temperature(bed.id, bedTarget)] : []),
  ];
  if (!nozzle)
    return {
      say: [
        say(desk.language, 'heat', { heater: 'bed', target: celsius(bedTarget, desk.language), now: '' }),
      ],
      deeds,
    };
  const bedPart = bed ? say(desk.language, 'preheatBed', { bed: celsius(bedTarget, desk.language) }) : '';
  return {
    say: [
      say(desk.language, 'preheat', {
        material: material.id,
        nozzle: celsius(nozzleTarget, desk.language),
        bed: bedPart,
      }),
    ],
    deeds,
  };
}
