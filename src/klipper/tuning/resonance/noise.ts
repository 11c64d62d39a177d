/** Mean density of a machine at rest, (mm/s²)²/Hz, up to which an accelerometer counts as healthy. */
const HEALTHY_NOISE = 100;

export interface NoiseVerdict {
  healthy: boolean;
  text: string;
}

/**
 * Judges the noise of an accelerometer while nothing moves (x, y, z, as RecordingSummary.axesNoise gives it): about 1
 * to 100 is usual; nothing at all is a dead axis.
 */
export function judgeAxesNoise(axesNoise: readonly [number, number, number]): NoiseVerdict {
  const named = axesNoise.map((noise, i) => ({ axis: 'xyz'[i]!, noise }));
  const dead = named.filter(({ noise }) => !(noise > 0));
  const loud = named.filter(({ noise }) => noise > HEALTHY_NOISE);
  const list = (axes: typeof named) =>
    axes.map(({ axis, noise }) => `${axis} (${Math.round(noise)})`).join(', ');
  if (dead.length > 0) {
    return { healthy: false, text: `No signal on ${list(dead)}: check the wiring of the accelerometer.` };
  }
  if (loud.length > 0) {
    const text = `Noise is high on ${list(loud)}, up to ${HEALTHY_NOISE} is usual: switch fans off, fix the sensor firmly.`;
    return { healthy: false, text };
  }
  return { healthy: true, text: `Noise is low: ${list(named)}.` };
}
