import { saidName } from '#lib/said/said.ts';
import type { PrinterSnapshot } from '#lib/contracts.ts';
import type { TemperatureSeries } from '#klipper/printer.ts';

/** A line of a chart: the newest value is last, one a second. */
export interface Line {
  id: string;
  label: string;
  kind: TemperatureSeries['kind'];
  celsius: (number | null)[];
  targetCelsius: (number | null)[];
}

const SECONDS = 20 * 60;
/** Shorter gaps are drawn through; longer ones stay empty. */
const BRIDGED_SECONDS = 5;

/** After a longer gap of this page the server knows what was measured meanwhile. */
const REREAD_SECONDS = 30;

const AGAIN_MS = 1_500;
const ATTEMPTS = 20;

const clip = (values: (number | null)[]): (number | null)[] => values.slice(-SECONDS);

/** Null when it cannot be read, also when nobody waits for it any more. */
async function read(path: string, signal: AbortSignal): Promise<TemperatureSeries[] | null> {
  try {
    const response = await fetch(path, { signal });
    return response.ok ? ((await response.json()) as TemperatureSeries[]) : null;
  } catch (error) {
    if (signal.aborted || error instanceof TypeError) return null;
    throw error;
  }
}

/** The last 20 minutes of one printer: read once from its store, continued from the live state. */
export class Temperatures {
  lines = $state.raw<Line[]>([]);
  endsAtMs = $state(0);
  failed = $state(false);
  readonly printerId: string;
  /** The end that a reading after a gap began from: what the server does not know either stays empty. */
  #rereadFrom: number | null = null;
  #signal: AbortSignal | null = null;

  constructor(printerId: string) {
    this.printerId = printerId;
  }

  async load(signal: AbortSignal): Promise<void> {
    this.#signal = signal;
    const path = `/api/printers/${encodeURIComponent(this.printerId)}/temperatures?minutes=20`;
    let series = await read(path, signal);
    // A printer that was just added has nothing to tell yet.
    for (let left = ATTEMPTS; series?.length === 0 && left > 0 && !signal.aborted; left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      series = await read(path, signal);
    }
    if (signal.aborted) return;
    this.failed = series === null;
    if (series === null) return;
    this.lines = series.map(({ id, label, kind, celsius, targetCelsius }) => ({
      id,
      label: saidName(label),
      kind,
      celsius: clip(celsius),
      targetCelsius: clip(targetCelsius),
    }));
    this.endsAtMs = series[0]?.endsAtMs ?? Date.now();
  }

  /** Goes on with the live state; after a gap of this page with what the server has kept meanwhile. */
  take(snapshot: PrinterSnapshot, nowMs: number): void {
    if (snapshot.printerId !== this.printerId || this.lines.length === 0 || snapshot.stale) return;
    const behind = nowMs - this.endsAtMs > REREAD_SECONDS * 1000;
    if (!behind || !this.#signal || this.#rereadFrom === this.endsAtMs) return this.#add(snapshot, nowMs);
    this.#rereadFrom = this.endsAtMs;
    void this.load(this.#signal);
  }

  /** Adds the second that has passed. A value without contact is not drawn on: the line ends. */
  #add(snapshot: PrinterSnapshot, nowMs: number): void {
    const steps = Math.min(SECONDS, Math.floor((nowMs - this.endsAtMs) / 1000));
    if (steps < 1) return;
    this.endsAtMs += steps * 1000;
    this.lines = this.lines.map((line) => {
      const sensor = snapshot.sensors.find((one) => one.id === line.id);
      const step = (value: number | null | undefined) => {
        const now = value ?? null;
        return [...Array<number | null>(steps - 1).fill(steps <= BRIDGED_SECONDS ? now : null), now];
      };
      return {
        ...line,
        celsius: clip([...line.celsius, ...step(sensor?.celsius)]),
        targetCelsius:
          line.targetCelsius.length === 0
            ? []
            : clip([...line.targetCelsius, ...step(sensor?.targetCelsius)]),
      };
    });
  }
}
