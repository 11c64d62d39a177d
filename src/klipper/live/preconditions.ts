import type { MoonrakerApi } from '../moonraker/api.ts';
import { record, str } from './read.ts';
import type { LiveState } from './state.ts';

/**
 * Moonraker answers `ok` to things that then do harm: `print.start` while a print is paused drops that print,
 * and a pause with nothing printing marks the printer as paused. Null when the command may go.
 */
export function reasonAgainstCommand(method: string, printState: string): string | null {
  if (method === 'printer.print.start' && printState === 'paused') {
    return 'A print is paused, and starting another one would drop it. Resume or cancel it first.';
  }
  if (method === 'printer.print.start' && printState === 'printing') {
    return 'A print is under way already. Wait for its end, or cancel it first.';
  }
  if (method === 'printer.print.pause' && printState !== 'printing')
    return 'Nothing is printing, so there is nothing to pause.';
  if (method === 'printer.print.resume' && printState !== 'paused')
    return 'No print is paused, so there is nothing to resume.';
  return null;
}

/**
 * Judges by the live state; before refusing, the printer is asked once, since the live state may be a quarter
 * of a second behind.
 */
export async function checkPreconditions(
  api: MoonrakerApi,
  state: LiveState,
  method: string,
): Promise<string | null> {
  if (!state.subscribed || state.klippy.state !== 'ready') return null;
  const live = str(state.objects['print_stats'], 'state') ?? '';
  if (reasonAgainstCommand(method, live) === null) return null;
  try {
    const answer = await api.read(
      'printer.objects.query',
      { objects: { print_stats: ['state'] } },
      { timeoutMs: 3_000 },
    );
    return reasonAgainstCommand(method, str(record(answer.status, 'print_stats'), 'state') ?? live);
  } catch {
    // Not to be asked at the moment: what was last known has to do, which is the careful side.
    return reasonAgainstCommand(method, live);
  }
}
