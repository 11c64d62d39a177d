import type { Clock } from '../clock.ts';
import { every } from '../clock.ts';
import { PrinterError } from '../errors.ts';
import type { MoonrakerApi } from '../moonraker/api.ts';
import type { TemperatureSeries } from '../printer.ts';
import type { SensorReading } from '../snapshot.ts';

/** Moonraker keeps one value a second for 20 minutes. */
const KEPT_SECONDS = 1_200;
const STEP_MS = 1_000;
/** Without a reader for this long the history is dropped; it costs memory for each printer. */
const UNUSED_MS = 10 * 60_000;

interface Track {
  celsius: (number | null)[];
  targetCelsius: (number | null)[];
}

export interface TemperatureHistory {
  series(minutes: number): Promise<TemperatureSeries[]>;
  /** Forgets what is kept, for example when the connection was away and values are missing. */
  reset(): void;
  stop(): void;
}

/** History on demand: the store is fetched at the first call, then continued from the live state. */
export function createTemperatureHistory(
  api: MoonrakerApi,
  clock: Clock,
  sensors: () => SensorReading[],
  fresh: () => boolean,
): TemperatureHistory {
  let tracks = new Map<string, Track>();
  let stopSampling: (() => void) | null = null;
  let usedAt = 0;
  let sampledAtMs = 0;
  let filling: Promise<void> | null = null;

  const reset = () => {
    stopSampling?.();
    stopSampling = null;
    tracks = new Map();
  };

  const sample = () => {
    if (clock.monotonicMs() - usedAt > UNUSED_MS) {
      reset();
      return;
    }
    sampledAtMs = clock.nowMs();
    const live = fresh();
    for (const sensor of sensors()) {
      const track = tracks.get(sensor.id) ?? { celsius: [], targetCelsius: [] };
      tracks.set(sensor.id, track);
      push(track.celsius, live ? sensor.celsius : null);
      if (sensor.targetCelsius !== null) push(track.targetCelsius, live ? sensor.targetCelsius : null);
    }
  };

  const fill = async () => {
    try {
      const store = await api.read('server.temperature_store', {});
      for (const [id, { temperatures, targets }] of Object.entries(store)) {
        tracks.set(id, {
          celsius: temperatures.slice(-KEPT_SECONDS),
          targetCelsius: (targets ?? []).slice(-KEPT_SECONDS),
        });
      }
    } catch (error) {
      // Without the store the history begins now; a broken connection is told elsewhere.
      if (!(error instanceof PrinterError)) throw error;
    }
    sampledAtMs = clock.nowMs();
    stopSampling ??= every(clock, STEP_MS, sample);
  };

  return {
    reset,
    stop: reset,
    async series(minutes) {
      usedAt = clock.monotonicMs();
      if (!stopSampling) {
        filling ??= fill().finally(() => {
          filling = null;
        });
        await filling;
      }
      const count = Math.max(1, Math.min(KEPT_SECONDS, Math.round(minutes * 60)));
      return sensors().map(({ id, label, kind }) => {
        const track = tracks.get(id);
        return {
          id,
          label,
          kind,
          endsAtMs: sampledAtMs,
          stepSeconds: 1,
          celsius: track?.celsius.slice(-count) ?? [],
          targetCelsius: track?.targetCelsius.slice(-count) ?? [],
        };
      });
    },
  };
}

function push(values: (number | null)[], value: number | null): void {
  values.push(value);
  if (values.length > KEPT_SECONDS) values.shift();
}
