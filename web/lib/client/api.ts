import { said } from '#lib/said/said.ts';
import { sentence } from './format.ts';

/** What the server says when something cannot be done. */
export interface Problem {
  cause: string;
  remedy: string;
}

/** Thrown by `api`: carries words for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly remedy: string;

  constructor(status: number, problem: Problem) {
    super(problem.cause);
    this.name = 'ApiError';
    this.status = status;
    this.remedy = problem.remedy;
  }

  /** Cause and remedy, as one says them. */
  get words(): string {
    return `${sentence(this.message)} ${this.remedy}`.trim();
  }
}

/** For what is tried again by itself: the server's answer may fail, our own mistakes may not pass. */
export function onlyApi(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}

/** What Kit answers for an error that no endpoint has caught. */
function ofKit(body: unknown): Partial<Problem> | undefined {
  const { message, remedy } = (body ?? {}) as { message?: string; remedy?: string };
  return message === undefined ? undefined : { cause: message, ...(remedy !== undefined && { remedy }) };
}

/** Reads the server's own words from a failed answer, or says which answer came. */
export async function problemOf(response: Response, offline: Problem): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const { error = ofKit(body) } = (body ?? {}) as { error?: Partial<Problem> };
  return {
    cause: error?.cause === undefined ? `${offline.cause} (${response.status})` : said(error.cause),
    remedy: error?.remedy === undefined ? offline.remedy : said(error.remedy),
  };
}

/**
 * Calls the server and parses its JSON.
 * @param words what to say when no answer, or one without words, comes back
 * @throws ApiError
 */
export async function api<T>(
  path: string,
  words: Problem,
  init: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(path, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: init.body === undefined ? {} : { 'content-type': 'application/json' },
    body: init.body === undefined ? undefined : JSON.stringify(init.body),
    signal: init.signal,
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, words);
  });
  if (!response.ok) throw new ApiError(response.status, await problemOf(response, words));
  return (response.status === 204 ? null : await response.json()) as T;
}
