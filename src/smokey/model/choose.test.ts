import { describe, expect, it } from 'vitest';
import { APICallError } from '@ai-sdk/provider';
import { chooseModel } from './choose.ts';
import { failureFromError } from './failures.ts';
import { seesPictures } from './vision.ts';

const builtin = () => ({ modelId: 'smokey', provider: 'cloud-print' }) as never;

describe('the model', () => {
  it('is the built-in one without any settings', () => {
    expect(chooseModel({}, { builtin })).toMatchObject({
      kind: 'builtin',
      name: 'Built-in Smokey',
      free: true,
    });
  });

  it('of OpenAI uses responses, one behind a base URL chat completions', () => {
    const openai = chooseModel({ apiKey: 'k' }, { builtin });
    expect(openai.model.provider).toBe('openai.responses');
    expect(openai.name).toContain('api.openai.com');
    const local = chooseModel({ baseUrl: 'http://localhost:11434/v1/', model: 'llava' }, { builtin });
    expect(local.model.provider).toBe('openai.chat');
    expect(local).toMatchObject({ name: 'llava at localhost:11434', canSee: true, free: false });
    const forced = chooseModel(
      { baseUrl: 'http://x/v1', model: 'm', api: 'responses', vision: true },
      { builtin },
    );
    expect(forced.model.provider).toBe('openai.responses');
    expect(forced.canSee).toBe(true);
  });

  it('behind a base URL must be named, and the address must be one', () => {
    expect(() => chooseModel({ baseUrl: 'http://x/v1' }, { builtin })).toThrow(/OPENAI_MODEL/);
    expect(() => chooseModel({ baseUrl: 'localhost', model: 'm' }, { builtin })).toThrow(/OPENAI_BASE_URL/);
  });

  it.each(['gpt-5-mini', 'gpt-4o', 'o3', 'llava:13b', 'qwen2.5-vl:7b', 'gemma3:12b', 'claude-sonnet-4'])(
    'called %s sees pictures',
    (name) => expect(seesPictures(name)).toBe(true),
  );
  it.each(['llama3.1:8b', 'qwen3:8b', 'mistral', 'gpt-3.5-turbo', 'o3-mini', 'deepseek-v3', 'phi4'])(
    'called %s does not',
    (name) => expect(seesPictures(name)).toBe(false),
  );
});

describe('a failure', () => {
  const error = (statusCode: number, responseBody = '', responseHeaders: Record<string, string> = {}) =>
    new APICallError({
      message: 'x',
      url: 'u',
      requestBodyValues: {},
      statusCode,
      responseBody,
      responseHeaders,
    });

  it.each([
    [error(401), 'key-refused'],
    [error(402), 'quota-used-up'],
    [error(404), 'model-not-found'],
    [error(400, 'maximum context length is 8192 tokens'), 'too-long'],
    [error(400, 'this model does not support image input'), 'no-pictures'],
    [error(400, '{"error":{"code":"content_filter"}}'), 'filtered'],
    [error(504), 'no-answer'],
    [Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }), 'unreachable'],
    [new TypeError('terminated'), 'cut-off'],
    [new SyntaxError('Unexpected token < in JSON'), 'garbled'],
    ['something else', 'provider-error'],
  ])('%s is %s', (given, id) => {
    expect(failureFromError(given)).toMatchObject({ id });
  });

  it('knows how long to wait', () => {
    expect(failureFromError(error(429, '', { 'retry-after': '7' })).retryAfterMs).toBe(7_000);
    expect(failureFromError(error(429, '', { 'retry-after-ms': '50' })).retryAfterMs).toBe(50);
    expect(failureFromError(error(429, '', { 'retry-after': 'Wed, 21 Oct' })).retryAfterMs).toBeNull();
    const date = 'Wed, 21 Oct 2026 07:28:00 GMT';
    const dated = { date, 'retry-after': 'Wed, 21 Oct 2026 07:28:09 GMT' };
    expect(failureFromError(error(429, '', dated)).retryAfterMs).toBe(9_000);
  });
});
