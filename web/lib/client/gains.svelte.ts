import type { GainLine } from '#lib/contracts.ts';
import { m } from '#lib/paraglide/messages.js';
import { said } from '#lib/said/said.ts';
import { ApiError, problemOf } from './api.ts';
import { ndjsonLines } from './ndjson.ts';

export type FileGainLine = Extract<GainLine, { type: 'file' }>;

export interface GainWish {
  accel_mm_s2?: number;
  velocity_mm_s?: number;
  corner_velocity_mm_s?: number;
}

/** What other limits win for the printer's own files, as it is worked out; it can be stopped at any time. */
export class Gains {
  files = $state.raw<FileGainLine[]>([]);
  failed = $state.raw<{ path: string; why: string }[]>([]);
  /** 0 to 1 while it runs, else null. */
  fraction = $state<number | null>(null);
  path = $state('');
  problem = $state('');
  /** Whether anything has been worked out. */
  asked = $state(false);
  #running: AbortController | null = null;

  async work(printerId: string, wish: GainWish): Promise<void> {
    this.stop();
    const running = (this.#running = new AbortController());
    [this.files, this.failed, this.problem, this.fraction, this.asked] = [[], [], '', 0, true];
    const words = { cause: m.error_no_answer(), remedy: m.error_no_answer_remedy() };
    try {
      const response = await fetch(`/api/printers/${encodeURIComponent(printerId)}/gains`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wish),
        signal: running.signal,
      });
      if (!response.ok || !response.body)
        throw new ApiError(response.status, await problemOf(response, words));
      for await (const line of ndjsonLines<GainLine>(response.body)) {
        // Lines that had arrived already are not of what is asked now.
        if (running.signal.aborted) return;
        this.#take(line);
      }
    } catch (error) {
      if (running.signal.aborted) return;
      this.problem = error instanceof ApiError ? error.words : words.cause;
    } finally {
      if (this.#running === running) this.fraction = null;
    }
  }

  stop(): void {
    this.#running?.abort();
    this.#running = null;
    this.fraction = null;
  }

  #take(line: GainLine): void {
    if (line.type === 'progress') [this.fraction, this.path] = [line.fraction, line.path];
    else if (line.type === 'file') this.files = [...this.files, line];
    else if (line.type === 'failed') this.failed = [...this.failed, { path: line.path, why: said(line.why) }];
  }
}
