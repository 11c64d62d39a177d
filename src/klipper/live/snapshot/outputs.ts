import type { FilamentSensorReading, OutputReading } from '../../snapshot.ts';
import { bool, num } from '../read.ts';
import type { LiveState } from '../state.ts';
import type { FixedParts } from './fixed.ts';

const OUTPUTS: { match: RegExp; kind: OutputReading['kind']; canSet: boolean }[] = [
  { match: /^fan$/, kind: 'part-fan', canSet: true },
  { match: /^fan_generic /, kind: 'fan', canSet: true },
  { match: /^heater_fan /, kind: 'heater-fan', canSet: false },
  { match: /^controller_fan /, kind: 'controller-fan', canSet: false },
  { match: /^temperature_fan /, kind: 'fan', canSet: false },
  { match: /^(output_pin|pwm_tool|pwm_cycle_time) /, kind: 'pin', canSet: true },
  { match: /^(neopixel|dotstar|led|pca9533|pca9632) /, kind: 'led', canSet: true },
  { match: /^servo /, kind: 'servo', canSet: true },
];

/** What an object drives, or null when it drives nothing. */
export function outputKindOf(id: string): Pick<OutputReading, 'kind' | 'canSet'> | null {
  const type = OUTPUTS.find((output) => output.match.test(id));
  return type ? { kind: type.kind, canSet: type.canSet } : null;
}

export function outputsOf(state: LiveState, { outputs }: FixedParts): OutputReading[] {
  return outputs.map((output) => {
    const fields = state.objects[output.id];
    return {
      ...output,
      value: num(fields, 'speed') ?? num(fields, 'value') ?? brightnessOf(fields?.['color_data']),
      rpm: num(fields, 'rpm'),
    };
  });
}

/** The brightest channel of the first LED. */
function brightnessOf(colorData: unknown): number | null {
  const first: unknown = Array.isArray(colorData) ? colorData[0] : undefined;
  if (!Array.isArray(first)) return null;
  const channels = first.filter((value) => typeof value === 'number');
  return channels.length > 0 ? Math.max(...channels) : null;
}

export function filamentSensorsOf(
  state: LiveState,
  { filamentSensors }: FixedParts,
): FilamentSensorReading[] {
  return filamentSensors.map((sensor) => ({
    ...sensor,
    enabled: bool(state.objects[sensor.id], 'enabled') ?? false,
    detected: bool(state.objects[sensor.id], 'filament_detected') ?? false,
  }));
}
