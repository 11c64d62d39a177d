/** Heaters, sensors, fans, and what calibrations leave behind. */
export interface HeatModel {
  watts: number;
  joulesPerKelvin: number;
  wattsPerKelvinLost: number;
}

export interface Heater {
  name: string;
  /** What the sensor of the printer says, and the true heat of the block. */
  readCelsius: number;
  trueCelsius: number;
  targetCelsius: number;
  power: number;
  minimumCelsius: number;
  maximumCelsius: number;
  minimumExtrudeCelsius: number;
  integral: number;
  model: HeatModel;
  /** Fault watch: since when it should have warmed up, and from what. */
  watch: { sinceSeconds: number; fromCelsius: number } | null;
}

export interface TemperatureSensor {
  name: string;
  kind: 'host' | 'mcu' | 'chamber' | 'other';
  celsius: number;
  minimumMeasured: number;
  maximumMeasured: number;
}

export interface Fan {
  name: string;
  kind: 'fan' | 'heater_fan' | 'controller_fan' | 'fan_generic' | 'temperature_fan';
  speed: number;
  heaters: string[];
  heaterCelsius: number;
  fanSpeed: number;
}

export interface BedMesh {
  profileName: string;
  minimum: [number, number];
  maximum: [number, number];
  probed: number[][];
  mesh: number[][];
  profiles: Record<string, { points: number[][]; mesh_params: Record<string, number | string> }>;
}

export interface ManualProbe {
  active: boolean;
  z: number | null;
  lower: number | null;
  upper: number | null;
  onAccept: ((z: number) => void) | null;
}

export interface ExcludeObjects {
  objects: Record<string, unknown>[];
  excluded: string[];
  current: string | null;
}

/** How the frame swings along an axis: frequency in Hz, damping ratio. */
export interface Resonance {
  hertz: number;
  damping: number;
}

/** What a test shakes: an axis, or a diagonal, which turns one motor of a CoreXY alone. */
export type Shaken = 'x' | 'y' | 'a' | 'b';

/** One test of one direction: square pulses of rising frequency, as TEST_RESONANCES plans them. */
export interface Sweep {
  axis: Shaken;
  startSeconds: number;
  endSeconds: number;
  fromHertz: number;
  hertzPerSecond: number;
  /** Acceleration of the pulses per hertz, mm/s² per Hz. */
  accelPerHertz: number;
}
