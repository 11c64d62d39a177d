import type { PrinterSnapshot } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { isHot, isPrinting } from './machine.ts';

export interface Suggestion {
  icon: string;
  text: string;
}

/** What fits the printer's state right now, at most so many. */
export function suggestionsFor(snapshot: PrinterSnapshot | null, most: number): Suggestion[] {
  const camera = snapshot?.webcams.some((webcam) => webcam.available) ?? false;
  const all: (Suggestion | false)[] =
    !snapshot || snapshot.stale || snapshot.klippy.state !== 'ready'
      ? [
          { icon: 'bulb', text: m.suggest_what_happened() },
          { icon: 'eye', text: m.suggest_status() },
        ]
      : isPrinting(snapshot)
        ? [
            { icon: 'clock', text: m.suggest_progress() },
            camera && { icon: 'eye', text: m.suggest_camera() },
            snapshot.job.state === 'paused'
              ? { icon: 'play', text: m.suggest_resume() }
              : { icon: 'pause', text: m.suggest_pause() },
            { icon: 'flame', text: m.suggest_temperatures() },
          ]
        : [
            { icon: 'file', text: m.suggest_files() },
            isHot(snapshot)
              ? { icon: 'snow', text: m.suggest_cool() }
              : { icon: 'flame', text: m.suggest_preheat() },
            camera && { icon: 'eye', text: m.suggest_camera() },
            { icon: 'bulb', text: m.suggest_first_layer() },
          ];
  return all.filter((one): one is Suggestion => one !== false).slice(0, most);
}
