import { describe, expect, it } from 'vitest';
import { rehearsalPrinter } from '../rehearsal/fromPrinter.ts';
import { rehearsePrint } from '../rehearsal/rehearse.ts';
import { bytesOf } from '../testing/fixtures.ts';
import { deltaReach } from './delta.ts';
import { estimatePrintTime } from './estimate.ts';
import { plannerSettings } from './fromConfig.ts';

const tower = { arm_length: 300, rotation_distance: 40, microsteps: 16, position_endstop: 400 };
const settings = {
  printer: { kinematics: 'delta', max_velocity: 200, max_accel: 2000, max_z_velocity: 50, delta_radius: 150 },
  stepper_a: tower,
  stepper_b: { rotation_distance: 40, microsteps: 16 },
  stepper_c: { rotation_distance: 40, microsteps: 16 },
  extruder: { nozzle_diameter: 0.4, filament_diameter: 1.75, min_temp: 0, max_temp: 250 },
};
/** A long move beside the middle at full speed, on a straight line through (0, y). */
const secondsAt = async (y: number) => {
  const { limits, printer } = plannerSettings(settings);
  const text = `G1 X-40 Y${y} F12000\nG4\nG1 X40 F12000\n`;
  const alone = `G1 X-40 Y${y} F12000\nG4\n`;
  const seconds = async (lines: string) =>
    (await estimatePrintTime([bytesOf(lines)], { limits, printer })).motionSeconds;
  return (await seconds(text)) - (await seconds(alone));
};

describe('a delta', () => {
  it('slows down where a carriage would move three and six times as fast as the head', () => {
    const found = deltaReach(settings.printer, [settings.stepper_a, settings.stepper_b, settings.stepper_c])!;
    // s / √(L² − s²) = 3 at s = L · 3/√10, as far from its tower, which stands 150 mm away.
    expect(found.slowBeyond).toBeCloseTo((300 * 3) / Math.sqrt(10) - 150, 1);
    expect(found.verySlowBeyond).toBeCloseTo((300 * 6) / Math.sqrt(37) - 150, 1);
    expect(found.reach).toBeCloseTo((300 * 12) / Math.sqrt(145) - 150, 1);
    expect(deltaReach({ delta_radius: 150 }, [null, null, null])).toBeNull();
  });

  it('takes longer far from the middle, by half and by a quarter of speed and acceleration', async () => {
    const middle = await secondsAt(0);
    // 80 mm at 200 mm/s and 2000 mm/s², 0.5 of it to be cruised: speed 200 is reached after 20 mm.
    expect(middle).toBeCloseTo(0.5, 6);
    expect(await secondsAt(-132)).toBeGreaterThan(middle * 1.5);
    expect(await secondsAt(-144)).toBeGreaterThan((await secondsAt(-132)) * 1.5);
  });

  it('has its own Z limits and says nothing about rules that are not modelled', async () => {
    const { limits, printer } = plannerSettings(settings);
    const { warnings, motionSeconds } = await estimatePrintTime([bytesOf('G1 Z100 F12000\n')], {
      limits,
      printer,
    });
    expect(motionSeconds).toBeGreaterThan(100 / 50);
    expect(warnings).toEqual([]);
  });

  it('reaches a circle', async () => {
    const toolhead = { axis_minimum: [-150, -150, 0, 0], axis_maximum: [150, 150, 400, 0], homed_axes: '' };
    const printer = rehearsalPrinter(settings, { toolhead }, ['G1', 'G28']);
    expect(printer.homePosition).toEqual([0, 0, 400]);
    const found = async (to: string) =>
      (await rehearsePrint([bytesOf(`G28\nG1 Z10 F3000\nG1 ${to} F6000\n`)], printer)).findings
        .filter(({ severity }) => severity === 'blocking')
        .map(({ id, line }) => `${id} ${line}`);
    expect(await found('X100 Y80')).toEqual([]);
    // Within the square that Klipper reports, but not within the circle.
    expect(await found('X120 Y120')).toEqual(['out-of-range 3']);
  });
});
