/** A layer counts as slowed down where everything on it is printed slower than this share of the usual. */
const SLOWED_BELOW = 0.9;
/** The usual speed of a kind of line: that of this share of the layers is no higher. */
const USUAL = 0.9;

/** One kind of line on one layer. */
export interface LayerLines {
  layer: number;
  phase: number;
  /** Fastest the file asks for there, mm/s; 0 where nothing was extruded. */
  fastestMillimetresPerSecond: number;
  /** Time of extruding at the speed that the file asks for. */
  seconds: number;
}

/**
 * Time of extruding in layers that the slicer slowed down as a whole, so that they cool: all kinds of lines on them are
 * slower than on other layers. The first layer is slow for another reason.
 */
export function coolingSeconds(lines: readonly LayerLines[]): number {
  const usual = usualSpeeds(lines);
  const layers = new Map<number, { share: number; seconds: number }>();
  for (const { layer, phase, fastestMillimetresPerSecond: fastest, seconds } of lines) {
    if (layer <= 1 || fastest === 0) continue;
    const known = layers.get(layer) ?? { share: 0, seconds: 0 };
    known.share = Math.max(known.share, fastest / usual.get(phase)!);
    known.seconds += seconds;
    layers.set(layer, known);
  }
  let cooling = 0;
  for (const { share, seconds } of layers.values()) if (share < SLOWED_BELOW) cooling += seconds;
  return cooling;
}

/** Kind of line → its usual speed. */
function usualSpeeds(lines: readonly LayerLines[]): Map<number, number> {
  const speeds = new Map<number, Map<number, number>>();
  for (const { layer, phase, fastestMillimetresPerSecond: fastest } of lines) {
    if (layer <= 1 || fastest === 0) continue;
    const byLayer = speeds.get(phase) ?? new Map<number, number>();
    byLayer.set(layer, Math.max(fastest, byLayer.get(layer) ?? 0));
    speeds.set(phase, byLayer);
  }
  return new Map(
    [...speeds].map(([phase, byLayer]) => {
      const sorted = [...byLayer.values()].sort((a, b) => a - b);
      return [phase, sorted[Math.min(sorted.length - 1, Math.floor(USUAL * sorted.length))]!];
    }),
  );
}
