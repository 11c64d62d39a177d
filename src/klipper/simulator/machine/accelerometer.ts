import type { Machine } from './machine.ts';
import type { Resonance, Shaken, Sweep } from './parts.ts';
import { seededRandom } from './random.ts';

export const SAMPLES_PER_SECOND = 3200;
export const defaultResonances = (): Record<Shaken, Resonance> => ({
  x: { hertz: 52.4, damping: 0.06 },
  y: { hertz: 39.2, damping: 0.06 },
  a: { hertz: 61.5, damping: 0.06 },
  b: { hertz: 55.8, damping: 0.06 },
});

/** What the sensor reads at rest: gravity, and offsets of the chip. mm/s² */
const REST = { x: 60, y: -110, z: 9790 };
/** Spread of the noise, mm/s²: about 12 (mm/s²)²/Hz over the whole spectrum. */
const NOISE = 140;
const NOISY_TIMES = 12;
const CLIP = 16_000;
/** What the shaken axis passes on to the others. */
const CROSSTALK = { other: 0.12, z: 0.08 };

type Sink = (seconds: number, x: number, y: number, z: number) => void;

/** Cycles of the pulses since the sweep began. */
const cyclesAt = (sweep: Sweep, seconds: number): number => {
  const elapsed = seconds - sweep.startSeconds;
  return sweep.fromHertz * elapsed + (sweep.hertzPerSecond * elapsed * elapsed) / 2;
};

/** Planned acceleration of the sweep at a moment: + for a quarter of a cycle, − for two, + for the last. */
function pulseAt(sweep: Sweep, seconds: number): number {
  const cycles = cyclesAt(sweep, seconds);
  const hertz = sweep.fromHertz + sweep.hertzPerSecond * (seconds - sweep.startSeconds);
  const quarter = Math.floor(cycles * 4) % 4;
  return (quarter === 0 || quarter === 3 ? 1 : -1) * sweep.accelPerHertz * hertz;
}

/**
 * A damped oscillator driven through its mount: the acceleration a of the mass follows a" + 2ζω a' + ω² a = ω² u.
 * Exact for a drive that is constant between two samples.
 */
function oscillator({ hertz, damping }: Resonance): (drive: number) => number {
  const omega = 2 * Math.PI * hertz;
  const step = 1 / SAMPLES_PER_SECOND;
  const damped = omega * Math.sqrt(1 - damping * damping);
  const decay = Math.exp(-damping * omega * step);
  const cosine = Math.cos(damped * step);
  const sine = Math.sin(damped * step);
  const ratio = (damping * omega) / damped;
  let value = 0;
  let rate = 0;
  return (drive) => {
    const offset = value - drive;
    const next = decay * (offset * (cosine + ratio * sine) + (rate / damped) * sine);
    rate = decay * (rate * (cosine - ratio * sine) - (offset * omega * omega * sine) / damped);
    value = next + drive;
    return value;
  };
}

export interface Sampler {
  /** Gives every sample up to this moment of machine time to the sink, with its print time. */
  run(untilSeconds: number, sink: Sink): void;
}

/** The chip from a moment on. Samples depend on the time and the seed alone, not on how they are fetched. */
export function createSampler(machine: Machine, fromSeconds: number): Sampler {
  const random = seededRandom(machine.seed + 977);
  const { x: ofX, y: ofY, a: ofA, b: ofB } = machine.resonances;
  const swing = { x: oscillator(ofX), y: oscillator(ofY), a: oscillator(ofA), b: oscillator(ofB) };
  let index = Math.ceil(fromSeconds * SAMPLES_PER_SECOND);
  return {
    run(untilSeconds, sink) {
      const { faults, sweeps, startedSeconds } = machine;
      const noise = NOISE * (faults.has('accelerometer-noisy') ? NOISY_TIMES : 1) * Math.sqrt(12);
      const dead = faults.has('accelerometer-dead');
      const gaps = faults.has('accelerometer-gaps');
      const clip = faults.has('accelerometer-clipped') ? CLIP : Infinity;
      const bounded = (value: number) => Math.max(-clip, Math.min(clip, value));
      const end = Math.floor(untilSeconds * SAMPLES_PER_SECOND);
      for (; index <= end; index++) {
        const seconds = index / SAMPLES_PER_SECOND;
        const sweep = sweeps.find((one) => seconds >= one.startSeconds && seconds < one.endSeconds);
        const drive = sweep ? pulseAt(sweep, seconds) : 0;
        const along = (axis: Shaken) => swing[axis](sweep?.axis === axis ? drive : 0);
        const [a, b] = [along('a') * Math.SQRT1_2, along('b') * Math.SQRT1_2];
        const x = along('x') + a + b;
        const y = along('y') + a - b;
        const hiss = [random(), random(), random()].map((value) => (value - 0.5) * noise);
        if (gaps && seconds % 10 < 0.2) continue;
        if (dead) sink(seconds - startedSeconds, 0, 0, 0);
        else
          sink(
            seconds - startedSeconds,
            bounded(REST.x + x + CROSSTALK.other * y + hiss[0]!),
            bounded(REST.y + y + CROSSTALK.other * x + hiss[1]!),
            bounded(REST.z + CROSSTALK.z * (x + y) + hiss[2]!),
          );
      }
    },
  };
}

const DIRECTION: Record<Shaken, number[]> = {
  x: [1, 0, 0],
  y: [0, 1, 0],
  a: [Math.SQRT1_2, Math.SQRT1_2, 0],
  b: [Math.SQRT1_2, -Math.SQRT1_2, 0],
};

/** The planned moves that begin in a span, as `motion_report/dump_trapq` lists them: print time, duration, … */
export function plannedMoves(machine: Machine, fromSeconds: number, untilSeconds: number): unknown[][] {
  const zero = machine.startedSeconds;
  const within = (seconds: number) => seconds >= fromSeconds && seconds < untilSeconds;
  const straight = machine.toolhead.planned
    .filter(({ startSeconds }) => within(startSeconds))
    .map(({ startSeconds, endSeconds, from, to }) => {
      const delta = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
      const length = Math.hypot(...delta) || 1;
      const seconds = endSeconds - startSeconds;
      return [
        startSeconds - zero,
        seconds,
        length / seconds,
        0,
        from.slice(0, 3),
        delta.map((value) => value / length),
      ];
    });
  const pulses = machine.sweeps.flatMap((sweep) => pulsesOf(machine, sweep, fromSeconds, untilSeconds));
  return [...straight, ...pulses];
}

function pulsesOf(machine: Machine, sweep: Sweep, fromSeconds: number, untilSeconds: number): unknown[][] {
  const from = Math.max(fromSeconds, sweep.startSeconds);
  const until = Math.min(untilSeconds, sweep.endSeconds);
  if (until <= from) return [];
  const startOf = (quarter: number): number => {
    const cycles = quarter / 4;
    const root = Math.sqrt(sweep.fromHertz ** 2 + 2 * sweep.hertzPerSecond * cycles);
    return sweep.startSeconds + (root - sweep.fromHertz) / sweep.hertzPerSecond;
  };
  const rows: unknown[][] = [];
  for (let quarter = Math.ceil(cyclesAt(sweep, from) * 4 - 1e-9); startOf(quarter) < until; quarter++) {
    const start = startOf(quarter);
    const seconds = Math.min(startOf(quarter + 1), sweep.endSeconds) - start;
    const accel = pulseAt(sweep, start + seconds / 2);
    rows.push([
      start - machine.startedSeconds,
      seconds,
      0,
      accel,
      machine.toolhead.position.slice(0, 3),
      DIRECTION[sweep.axis],
    ]);
  }
  return rows;
}
