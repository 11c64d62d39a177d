import type { PrinterSnapshot } from '#lib/contracts.ts';
import { isPrinting } from './machine.ts';

const CLOUD = 'M9 26.5a6.6 6.6 0 0 1-1.3-13.1 8.9 8.9 0 0 1 16.6-1.9 7.6 7.6 0 0 1-.9 15z';

/** A favicon that shows how far the print is: a ring round the cloud. */
export function progressIcon(fraction: number, paused: boolean): string {
  const ring = 2 * Math.PI * 14;
  const colour = paused ? '#b9770e' : '#00807c';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke-width="4">` +
    `<circle cx="16" cy="16" r="14" stroke="#9aa8aa" opacity=".45"/>` +
    `<circle cx="16" cy="16" r="14" stroke="${colour}" stroke-dasharray="${(ring * fraction).toFixed(1)} ${ring.toFixed(1)}" transform="rotate(-90 16 16)"/></g>` +
    `<g transform="translate(6.5 6.5) scale(.59)"><path d="${CLOUD}" fill="${colour}"/></g></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** What the tab's title leads with while something prints: "62 % Workhorse". */
export function progressTitle(snapshots: PrinterSnapshot[]): { title: string; icon: string } | null {
  const printing = snapshots.find((snapshot) => isPrinting(snapshot) && !snapshot.stale);
  if (!printing) return null;
  const fraction = printing.job.progress ?? 0;
  return {
    title: `${Math.floor(fraction * 100)} % ${printing.name}`,
    icon: progressIcon(fraction, printing.job.state === 'paused'),
  };
}
