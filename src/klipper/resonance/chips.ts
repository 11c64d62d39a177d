import { PrinterError } from '../errors.ts';

export type Axis = 'x' | 'y';
/** What a test shakes: an axis, or on CoreXY one belt alone, by moving along a diagonal. */
export type Direction = Axis | 'a' | 'b';

/** AXIS of TEST_RESONANCES: X + Y turns one motor of a CoreXY only, X − Y the other. */
export const AXIS_WORDS: Readonly<Record<Direction, string>> = { x: 'X', y: 'Y', a: '1,1', b: '1,-1' };

/** As people call it. */
export const nameOf = (direction: Direction): string =>
  direction === 'a' || direction === 'b' ? `belt ${direction.toUpperCase()}` : direction.toUpperCase();

type Settings = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Where an accelerometer's raw samples come from: Klipper's endpoint and the sensor's name there. */
export interface Chip {
  endpoint: string;
  sensor: string;
}

/** Kinds of section, and the endpoint of each; the LIS3DH speaks through the module of the LIS2DW. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  adxl345: 'adxl345/dump_adxl345',
  lis2dw: 'lis2dw/dump_lis2dw',
  lis3dh: 'lis2dw/dump_lis2dw',
  mpu9250: 'mpu9250/dump_mpu9250',
  icm20948: 'icm20948/dump_icm20948',
  bmi160: 'bmi160/dump_bmi160',
};

const KNOWLEDGE =
  'The knowledge topic "Input shaper" has the whole way, also without a sensor (ringing tower).';

/** The chip that measures it, as [resonance_tester] names it (belts: the print head’s); null where none is configured. */
export function chipOf(settings: Settings, direction: Direction): Chip | null {
  const tester = settings['resonance_tester'];
  const named = tester?.[`accel_chip_${direction === 'y' ? 'y' : 'x'}`] ?? tester?.['accel_chip'];
  if (typeof named !== 'string') return null;
  const words = named.trim().split(/\s+/);
  const endpoint = ENDPOINTS[words[0]?.toLowerCase() ?? ''];
  return endpoint === undefined ? null : { endpoint, sensor: words.at(-1) ?? '' };
}

/** What to buy, wire and configure, for a printer that cannot measure itself. */
export function noAccelerometer(settings: Settings): PrinterError {
  const hasSensor = Object.keys(settings).some((section) => section.split(' ')[0]! in ENDPOINTS);
  const tryThis = hasSensor
    ? [
        'Add [resonance_tester] to printer.cfg with accel_chip (the name of the sensor’s section) and probe_points (the middle of the bed).',
        'Restart Klipper and check the sensor with ACCELEROMETER_QUERY.',
      ]
    : [
        'Buy an ADXL345 board (or a toolboard or USB sensor that has one; LIS2DW, LIS3DH and MPU-9250 work too).',
        'Wire it by SPI with 3.3 V and a short shielded cable; fix it firmly on the print head, for a moving bed also on the bed.',
        'Add its section, such as [adxl345] with cs_pin, and [resonance_tester] with accel_chip and probe_points to printer.cfg.',
        'Restart Klipper and check the sensor with ACCELEROMETER_QUERY.',
        'A recording made elsewhere (raw_data_x_….csv) can be dropped into the chat instead.',
      ];
  return new PrinterError({
    kind: 'not-available',
    asked: 'Measure resonances',
    wrong: hasSensor
      ? 'the printer has an accelerometer but no [resonance_tester]'
      : 'this printer has no accelerometer in its configuration',
    tryThis: [...tryThis, KNOWLEDGE],
  });
}
