import { expect, it } from 'vitest';
import { ASKED } from './asked.ts';
import { loadKnowledge, searchKnowledge } from './index.ts';

/** What people see, in words that no topic lists, and the topics that would help them. */
const SYMPTOMS: [said: string, topics: string[]][] = [
  ['spider webs everywhere between parts', ['stringing']],
  ['part popped off the plate mid print', ['adhesion', 'first-layer']],
  ['filament does not stick to the glass', ['adhesion', 'first-layer']],
  ['the edges curl up from the bed', ['warping']],
  ['layers are shifted to the left after an hour', ['layer-shift']],
  ['lines with gaps between them, walls look thin', ['under-extrusion']],
  ['nozzle is blocked, extruder grinding', ['clogging']],
  ['gear eats the filament and skips', ['clogging', 'under-extrusion']],
  ['walls are too fat and dimensions too large', ['over-extrusion']],
  ['first few layers are squished out wider', ['elephant-foot']],
  ['ghosting after sharp corners', ['ringing', 'input-shaper']],
  ['echo of letters on the surface', ['ringing', 'input-shaper']],
  ['pimples on the outer wall where the layer starts', ['blobs-seams-surface']],
  ['overhang droops and bridge sags', ['cooling-bridges-overhangs']],
  ['supports fused to the part and cannot be removed', ['supports']],
  ['print breaks along the layer lines', ['weak-parts']],
  ['popping and hissing sound at the nozzle, steam', ['drying-storage']],
  ['nozzle too far away from plate on first layer', ['z-offset', 'first-layer']],
  ['nozzle scratches the bed', ['z-offset', 'first-layer', 'bed-mesh', 'loose-or-broken']],
  ['one corner of the bed higher than the others', ['bed-leveling-screws', 'bed-mesh']],
  ['bltouch blinks red and does not deploy', ['probe-bltouch']],
  ['temperature swings up and down around the target', ['pid-tuning']],
  [
    'it stopped because the nozzle did not heat fast enough',
    ['klipper-errors', 'trouble-shutdown', 'heating-trouble'],
  ],
  ['lightning bolt symbol on the raspberry pi', ['raspberry-pi-power']],
  ['it says: Timer too close', ['klipper-errors', 'trouble-mcu', 'trouble-shutdown']],
  ["TMC 'stepper_x' reports error: overtemp", ['tmc-drivers']],
  [
    'page does not load, cannot connect to the printer',
    ['trouble-network', 'trouble-ladder', 'wifi-and-power-lost'],
  ],
  ['camera picture is black or frozen', ['trouble-camera', 'webcam']],
  ['parts come out skewed, squares are not square', ['geometry-skew-delta']],
  ['100 mm commanded but 92 mm came out', ['rotation-distance']],
  ['smell in the classroom while printing abs', ['fumes-classroom', 'abs-asa']],
  ['tpu wraps around the extruder gear', ['tpu']],
  ['petg tears chunks out of the glass', ['petg', 'adhesion']],
  ['can bus node not found by canbus_query', ['canbus']],
  ['change filament in the middle of a print', ['pause-resume-filament']],
  ['leaving it alone overnight', ['fire-safety']],
  ['squeaking rods, when should I grease', ['maintenance']],
  ['nozzle worn out by glow in the dark filament', ['nozzles']],
];

it('symptoms find their topic: first for four of five, among the first three for 19 of 20', () => {
  const places = SYMPTOMS.map(([said, topics]) => ({
    said,
    place: searchKnowledge(said).findIndex(({ id }) => topics.includes(id)) + 1,
  }));
  const within = (most: number) => places.filter(({ place }) => place > 0 && place <= most).length;
  const late = places.filter(({ place }) => place !== 1).map(({ said, place }) => `${place}: ${said}`);
  expect(within(1), late.join('\n')).toBeGreaterThanOrEqual(0.8 * SYMPTOMS.length);
  expect(within(3), late.join('\n')).toBeGreaterThanOrEqual(0.95 * SYMPTOMS.length);
});

it('the phrases are listed nowhere, and the topics are there', () => {
  const listed = JSON.stringify(ASKED).toLowerCase();
  const topics = new Set(loadKnowledge().map(({ id }) => id));
  const known = SYMPTOMS.filter(([said]) => listed.includes(said.toLowerCase()));
  const unknown = SYMPTOMS.flatMap(([, wanted]) => wanted).filter((id) => !topics.has(id));
  expect({ known, unknown }).toEqual({ known: [], unknown: [] });
});
