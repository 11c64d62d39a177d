import type { BoardReport } from '../../snapshot.ts';
import { num, record } from '../read.ts';
import type { LiveState } from '../state.ts';

/** How long one round of tasks on a board may take: the time Klipper's own graphs take for full load. */
const ROUND_SECONDS = 0.0025;
/** Fewer bytes than these say nothing about a cable: some are sent again at every start. */
const TELLING_BYTES = 10_000;

export const isBoard = (id: string): boolean => id === 'mcu' || id.startsWith('mcu ');

/**
 * The microcontrollers, from Klipper's `last_stats`. Load is reckoned as Klipper's `graphstats` does: the average
 * round of tasks and three standard deviations, as a share of the time a round may take.
 */
export function boardsOf(state: LiveState, ids: readonly string[]): BoardReport[] {
  return ids.map((id) => {
    const stats = record(state.objects[id], 'last_stats');
    const [average, deviation] = [num(stats, 'mcu_task_avg'), num(stats, 'mcu_task_stddev')];
    const [again, written] = [num(stats, 'bytes_retransmit') ?? 0, num(stats, 'bytes_write') ?? 0];
    return {
      id,
      name: id.slice(id.indexOf(' ') + 1),
      load:
        average === null || deviation === null
          ? null
          : rounded(Math.max(0, average + 3 * deviation) / ROUND_SECONDS),
      sentAgain: again < TELLING_BYTES || written === 0 ? 0 : rounded(Math.min(1, again / written)),
    };
  });
}

/** Whole per mille: finer changes would make a new snapshot of what is the same. */
const rounded = (share: number): number => Math.round(share * 1000) / 1000;
