import type { Clock } from '../../klipper/clock.ts';
import type { Limits } from '../limits.ts';

export type Lateness = 'no-answer' | 'went-silent' | 'too-slow';

export interface StepWatch {
  /** Aborts when the person stops the turn or the model is too late. */
  signal: AbortSignal;
  /** Something arrived. */
  heard(): void;
  /** Why it was given up, null while all is well. */
  lateness(): Lateness | null;
  stop(): void;
}

/** Watches one answer of the model: until the first word, between two words, and as a whole. */
export function watchStep(
  clock: Clock,
  limits: Pick<Limits, 'firstWordMs' | 'silenceMs' | 'stepMs'>,
  turnSignal: AbortSignal,
): StepWatch {
  const late = new AbortController();
  let why: Lateness | null = null;
  const giveUp = (reason: Lateness) => () => {
    why ??= reason;
    late.abort();
  };
  let cancelSilence = clock.after(limits.firstWordMs, giveUp('no-answer'));
  const cancelWhole = clock.after(limits.stepMs, giveUp('too-slow'));
  return {
    signal: AbortSignal.any([turnSignal, late.signal]),
    heard() {
      cancelSilence();
      cancelSilence = clock.after(limits.silenceMs, giveUp('went-silent'));
    },
    lateness: () => why,
    stop() {
      cancelSilence();
      cancelWhole();
    },
  };
}

/** Resolves after the time, or at once when the signal aborts. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(milliseconds, done);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
