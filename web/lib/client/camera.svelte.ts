import { m } from '#lib/paraglide/messages.js';
import { problemOf } from './api.ts';
import { visible } from './format.ts';

const EVERY_MS = 3_000;
const AFTER_FAILURE_MS = 15_000;

/** Why there is no picture, in our words; what the camera or the network said stays as evidence. */
export interface CameraTrouble {
  cause: string;
  remedy: string;
  evidence: string;
}

/** By the status with which the server passes on what went wrong; null is no answer at all. */
export function troubleOf(status: number | null, evidence: string): CameraTrouble {
  if (status === null) return { cause: m.camera_no_server(), remedy: m.camera_no_server_remedy(), evidence };
  if (status === 404) return { cause: m.camera_unknown(), remedy: m.camera_unknown_remedy(), evidence };
  if (status === 504) return { cause: m.camera_slow(), remedy: m.camera_slow_remedy(), evidence };
  return { cause: m.camera_failed(), remedy: m.camera_failed_remedy(), evidence };
}

/** One picture of a camera with the time it was taken, renewed while somebody looks. */
export class Picture {
  url = $state<string | null>(null);
  takenAtMs = $state<number | null>(null);
  trouble = $state.raw<CameraTrouble | null>(null);
  readonly #path: string;

  constructor(printerId: string, camera: string) {
    this.#path = `/api/printers/${encodeURIComponent(printerId)}/camera?name=${encodeURIComponent(camera)}`;
  }

  /** Fetches one picture; the old one stays until the new one is there. */
  async take(signal?: AbortSignal): Promise<boolean> {
    const response = await fetch(this.#path, { signal }).catch(() => null);
    if (signal?.aborted) return false;
    if (!response?.ok) {
      const told = response && (await problemOf(response, { cause: '', remedy: '' }));
      this.trouble = troubleOf(response?.status ?? null, visible(told?.cause ?? ''));
      return false;
    }
    const taken = response.headers.get('x-taken-at');
    const blob = await response.blob().catch(() => null);
    if (!blob || signal?.aborted) return false;
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = URL.createObjectURL(blob);
    this.takenAtMs = taken ? (Number.isNaN(Number(taken)) ? Date.parse(taken) : Number(taken)) : Date.now();
    this.trouble = null;
    return true;
  }

  /** Keeps the picture fresh while the element is on screen in a visible tab; returns its stop. */
  watch(element: Element): () => void {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = false;
    const round = async () => {
      let pause = EVERY_MS;
      if (seen && document.visibilityState === 'visible') {
        pause = (await this.take(stop.signal)) ? EVERY_MS : AFTER_FAILURE_MS;
      }
      clearTimeout(timer);
      if (!stop.signal.aborted) timer = setTimeout(round, pause);
    };
    const now = () => {
      clearTimeout(timer);
      void round();
    };
    const observer = new IntersectionObserver(([entry]) => {
      const appeared = entry?.isIntersecting === true && !seen;
      seen = entry?.isIntersecting === true;
      if (appeared) now();
    });
    observer.observe(element);
    // What failed without a network need not wait as long as a camera that is broken.
    window.addEventListener('online', now, { signal: stop.signal });
    return () => {
      stop.abort();
      observer.disconnect();
      clearTimeout(timer);
      if (this.url) URL.revokeObjectURL(this.url);
      this.url = null;
    };
  }
}
