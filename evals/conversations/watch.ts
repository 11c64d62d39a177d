/** One conversation's time by the wall clock: whatever it waits for ends with it, under its own name. */
export interface Watch {
  signal: AbortSignal;
  /** The result, or an error that names what was being waited for when the time was over. */
  during<Result>(what: string, work: Promise<Result>): Promise<Result>;
  stop(): void;
}

export function startWatch(longestSeconds: number): Watch {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), longestSeconds * 1000);
  return {
    signal: over.signal,
    during: (what, work) =>
      new Promise((resolve, reject) => {
        const giveUp = () => reject(new Error(`not over after ${longestSeconds} s: it was ${what}`));
        if (over.signal.aborted) giveUp();
        over.signal.addEventListener('abort', giveUp, { once: true });
        work.then(resolve, reject).finally(() => over.signal.removeEventListener('abort', giveUp));
      }),
    stop: () => clearTimeout(timer),
  };
}
