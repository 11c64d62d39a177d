import { APICallError } from '@ai-sdk/provider';

export type FailureId =
  | 'key-refused'
  | 'model-not-found'
  | 'rate-limited'
  | 'quota-used-up'
  | 'provider-error'
  | 'request-refused'
  | 'too-long'
  | 'no-pictures'
  | 'unreachable'
  | 'no-answer'
  | 'went-silent'
  | 'too-slow'
  | 'cut-off'
  | 'garbled'
  | 'empty'
  | 'filtered'
  | 'tools-unavailable'
  | 'internal';

/** Why the model could not go on, for people, and whether trying again is sensible. */
export interface Failure {
  id: FailureId;
  cause: string;
  remedy: string;
  mayRetry: boolean;
  retryAfterMs: number | null;
}

const WAIT_AND_SEND = 'Send the message again in a moment.';

const TEXTS: Record<FailureId, [cause: string, remedy: string, mayRetry: boolean]> = {
  'key-refused': [
    'The language model refused the key.',
    'Check OPENAI_API_KEY in the server’s settings and start the server again.',
    false,
  ],
  'model-not-found': [
    'The language model’s server does not know this model or this address.',
    'Check OPENAI_MODEL and OPENAI_BASE_URL; for a server with chat completions only, set OPENAI_API=chat.',
    false,
  ],
  'rate-limited': [
    'The language model gets too many requests now.',
    'Wait a minute, then send it again.',
    true,
  ],
  'quota-used-up': [
    'The account of the language model has no credit left.',
    'Add credit with the provider, or remove the key to use the built-in Smokey.',
    false,
  ],
  'provider-error': ['The language model’s server failed.', WAIT_AND_SEND, true],
  'request-refused': [
    'The language model’s server refused the request.',
    'Try other words or a new conversation; the server’s log has its exact answer.',
    false,
  ],
  'too-long': ['This conversation is too long for the language model.', 'Start a new conversation.', false],
  'no-pictures': [
    'This language model cannot see pictures.',
    'Describe what is to be seen, or choose a model that can see.',
    false,
  ],
  unreachable: [
    'The language model’s server cannot be reached.',
    'Check the network and OPENAI_BASE_URL. For a local server: is it running?',
    true,
  ],
  'no-answer': ['The language model did not begin to answer in time.', WAIT_AND_SEND, true],
  'went-silent': ['The language model stopped in the middle of its answer.', WAIT_AND_SEND, true],
  'too-slow': [
    'The language model took too long for one answer.',
    `${WAIT_AND_SEND} A smaller model is faster.`,
    false,
  ],
  'cut-off': ['The answer of the language model was cut off.', WAIT_AND_SEND, true],
  garbled: ['The language model sent something that cannot be read.', WAIT_AND_SEND, true],
  empty: ['The language model answered with nothing.', 'Send it again, in other words perhaps.', true],
  filtered: [
    'The provider of the language model held this answer back.',
    'Say it in other words, or choose another model.',
    false,
  ],
  'tools-unavailable': ['The printer’s tools could not be opened.', WAIT_AND_SEND, false],
  internal: [
    'Something failed here, not at the printer.',
    'Send it again; if it stays, see the server’s log.',
    false,
  ],
};

export function failure(id: FailureId, retryAfterMs: number | null = null): Failure {
  const [cause, remedy, mayRetry] = TEXTS[id];
  return { id, cause, remedy, mayRetry, retryAfterMs };
}

/** Tells an error of a provider or of the network apart, so that each gets its own remedy. */
export function failureFromError(error: unknown): Failure {
  const call = findCallError(error);
  const status = call?.statusCode;
  // A stream that broke carries the 200 it began with; then the cause tells.
  if (call && status !== undefined && (status < 200 || status > 299)) return failureFromStatus(call, status);
  return failureFromWords(wordsOf(error));
}

function failureFromWords(words: string): Failure {
  if (/ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETIMEDOUT/.test(words))
    return failure('unreachable');
  if (/terminated|ECONNRESET|other side closed|socket hang up|premature|aborted/i.test(words))
    return failure('cut-off');
  if (/fetch failed|cannot connect/i.test(words)) return failure('unreachable');
  if (/JSON|parse|valid|schema|unexpected/i.test(words)) return failure('garbled');
  if (/rate.?limit|overloaded/i.test(words)) return failure('rate-limited');
  if (/insufficient_quota/i.test(words)) return failure('quota-used-up');
  return failure('provider-error');
}

function failureFromStatus(error: APICallError, status: number): Failure {
  const body = `${error.responseBody ?? ''} ${error.message}`;
  const retryAfterMs = retryAfter(error.responseHeaders ?? {});
  if (status === 401 || status === 403) return failure('key-refused');
  if (status === 404 || status === 405) return failure('model-not-found');
  if (status === 402 || (status === 429 && /insufficient_quota|billing/i.test(body)))
    return failure('quota-used-up');
  if (status === 429) return failure('rate-limited', retryAfterMs);
  if (status === 408 || status === 504 || status === 524) return failure('no-answer', retryAfterMs);
  if (status >= 500) return failure('provider-error', retryAfterMs);
  if (/content.?(filter|policy|management)/i.test(body)) return failure('filtered');
  if (/context.{0,20}(length|window)|maximum.{0,20}tokens|too long|too large/i.test(body))
    return failure('too-long');
  if (/image|vision|multimodal|mmproj/i.test(body)) return failure('no-pictures');
  return failure('request-refused');
}

function retryAfter(headers: Record<string, string>): number | null {
  const milliseconds = Number(headers['retry-after-ms']);
  if (headers['retry-after-ms'] && Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const value = headers['retry-after'];
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  // As a date it is measured by the provider's own clock, since ours may differ.
  const waitMs = Date.parse(value) - Date.parse(headers.date ?? '');
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}

function findCallError(error: unknown): APICallError | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    if (APICallError.isInstance(at)) return at;
    const last = (at as { lastError?: unknown }).lastError;
    if (APICallError.isInstance(last)) return last;
  }
  return null;
}

function wordsOf(error: unknown): string {
  const words: string[] = [];
  for (let at: unknown = error, depth = 0; at !== undefined && at !== null && depth < 6; depth += 1) {
    if (!(at instanceof Error)) {
      words.push(typeof at === 'string' ? at : JSON.stringify(at));
      break;
    }
    words.push(at.name, at.message, String((at as { code?: unknown }).code ?? ''));
    at = at.cause;
  }
  return words.join(' ');
}
