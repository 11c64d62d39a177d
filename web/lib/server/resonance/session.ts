import { pendingValues } from '#mcp/calibration/pending.ts';
import { configuredShapers } from '#mcp/calibration/shapers.ts';
import { PrinterError } from '#klipper/errors.ts';
import type { Printer } from '#klipper/printer.ts';
import { canMeasure, measureNoise, noAccelerometer, type AxesNoise } from '#klipper/resonance/index.ts';
import type { TuningStart } from '#lib/contracts.ts';

/** Where a session of input shaping begins: whether this printer can measure, and what holds now. */
export function tuningStart(printer: Printer): TuningStart {
  const settings = printer.settings();
  const { toolhead } = printer.snapshot();
  const configured = settings['printer'] ?? {};
  const able = canMeasure(printer, ['x', 'y']);
  const lacking = able ? null : noAccelerometer(settings);
  const shapers = configuredShapers(printer);
  return {
    known: Object.keys(settings).length > 0,
    lacking: lacking && { cause: lacking.wrong, steps: [...lacking.tryThis] },
    belts: /corexy/.test(String(configured.kinematics ?? '')),
    shapers: { x: shapers.x ?? 'none', y: shapers.y ?? 'none' },
    accel: toolhead.maxAccelMillimetresPerSecond2,
    configuredAccel: typeof configured.max_accel === 'number' ? configured.max_accel : null,
    waiting: pendingValues(printer).filter(({ section }) => section === 'input_shaper'),
  };
}

/** Throws PrinterError where nothing can be listened to. */
export function measureNoiseOf(printer: Printer, signal: AbortSignal): Promise<AxesNoise> {
  const { openKlippyBridge } = printer;
  if (!openKlippyBridge) throw noAccelerometer(printer.settings());
  const parts = {
    settings: () => printer.settings(),
    snapshot: () => printer.snapshot(),
    openKlippyBridge: () => openKlippyBridge(),
  };
  if (printer.snapshot().job.state === 'printing') {
    throw new PrinterError({
      kind: 'in-use',
      asked: 'Check the noise',
      wrong: 'a print is running, so nothing is at rest',
      tryThis: ['Wait until it has ended.'],
    });
  }
  return measureNoise(parts, { signal });
}
