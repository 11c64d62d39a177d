import { describe, expect, it } from 'vitest';
import { estimatePrintTime } from './estimate.ts';
import { plannerSettings } from './fromConfig.ts';
import { resolveLimits } from './limits.ts';

const configured = {
  printer: {
    kinematics: 'corexy',
    max_velocity: 400,
    max_accel: 8000,
    square_corner_velocity: 0,
    max_z_velocity: 20,
  },
  extruder: { nozzle_diameter: 0.6, filament_diameter: 1.75, max_extrude_only_distance: 120 },
  gcode_arcs: { resolution: 0.2 },
};

describe('limits of a live printer', () => {
  it('takes the configuration, and Klipper defaults for what it does not say', () => {
    const { limits, printer } = plannerSettings(configured);
    expect(limits).toMatchObject({ maxVelocity: 400, squareCornerVelocity: 0, minimumCruiseRatio: 0.5 });
    expect(printer).toMatchObject({
      kinematics: 'corexy',
      maxZVelocity: 20,
      maxZAccel: 8000,
      arcResolution: 0.2,
    });
    expect(printer.firmwareRetraction).toBeNull();
    expect(printer.maxExtrudeOnlyDistance).toBe(120);
  });

  it('lets the live limits go first, but derives the extruder’s from the configuration', () => {
    const { limits, printer } = plannerSettings(configured, { max_velocity: 100, max_accel: 1000 });
    expect(limits).toMatchObject({ maxVelocity: 100, maxAccel: 1000 });
    const derived = resolveLimits(
      { ...plannerSettings(configured).limits, maxExtrudeOnlyAccel: undefined },
      printer,
    );
    expect(limits.maxExtrudeOnlyAccel).toBeCloseTo(derived.maxExtrudeOnlyAccel, 6);
  });

  it('never mixes in the default printer: a 0.6 nozzle may extrude more than a 0.4', async () => {
    const thick = [new TextEncoder().encode('M83\nG1 X10 E4 F600\n')];
    await expect(estimatePrintTime(thick)).rejects.toThrow('max_extrude_cross_section');
    await expect(estimatePrintTime(thick, plannerSettings(configured))).resolves.toMatchObject({ moves: 1 });
  });

  it('survives a configuration that is not there or says nonsense', () => {
    expect(() => resolveLimits(plannerSettings({}).limits, plannerSettings({}).printer)).not.toThrow();
    const odd = plannerSettings({
      printer: { max_accel: 'a lot', max_velocity: -1 },
      extruder: null,
      gcode_arcs: {},
    });
    expect(odd.limits).toMatchObject({ maxAccel: 3000, maxVelocity: 300 });
    expect(odd.printer.arcResolution).toBe(1);
  });
});
