import { describe, expect, it, vi } from 'vitest';
import { idle } from '../../../tests/screens/gallery/fixtures.ts';
import { presetsFor } from './presets.ts';

// Runes are compiled for the browser; here a state is its value.
vi.hoisted(() => Object.assign(globalThis, { $state: <T>(value: T) => value }));

const fan = (id: string, label: string, kind: 'fan' | 'part-fan', value: number | null, canSet = true) => ({
  ...{ id, label, kind, value, canSet },
  rpm: null,
});
const withFans = (...outputs: ReturnType<typeof fan>[]) => presetsFor({ ...idle, outputs });

describe('presets for heating up', () => {
  it('set the fans of the enclosure as the material wants, and tell so', () => {
    const [pla, petg, abs] = withFans(fan('fan_generic exhaust', 'Exhaust', 'fan', 0.5));
    expect(pla?.fans).toEqual([{ name: 'fan_generic exhaust', percent: 100 }]);
    expect(pla?.label).toMatch(/PLA.*Exhaust 100/);
    expect(petg?.fans).toEqual([{ name: 'fan_generic exhaust', percent: 30 }]);
    expect(abs?.fans).toEqual([{ name: 'fan_generic exhaust', percent: 0 }]);
  });

  it('switch off a part fan that would cool what is to be heated', () => {
    expect(withFans(fan('fan', 'Part fan', 'part-fan', 1))[0]?.fans).toEqual([{ name: 'fan', percent: 0 }]);
    expect(withFans(fan('fan', 'Part fan', 'part-fan', 0))[0]?.fans).toEqual([]);
  });

  it('leave fans alone that the firmware drives, that are something else, or that are right already', () => {
    const [pla] = withFans(
      fan('fan_generic exhaust', 'Exhaust', 'fan', 1),
      fan('heater_fan exhaust', 'Exhaust', 'fan', 0, false),
      fan('fan_generic laser', 'Laser', 'fan', 0),
    );
    expect(pla?.fans).toEqual([]);
  });

  it('leave out what this printer cannot reach', () => {
    const sensors = idle.sensors.map((sensor) =>
      sensor.id === 'heater_bed' ? { ...sensor, maxCelsius: 80 } : sensor,
    );
    expect(presetsFor({ ...idle, sensors }).map(({ label }) => label.slice(0, 3))).toEqual(['PLA']);
  });
});
