import { afterEach, describe, expect, it } from 'vitest';
import type { FakeReply } from '../testing/fake-provider.ts';
import { personEntry } from '../smokey.ts';
import { startHarness, type Harness } from '../testing/harness.ts';

let harness: Harness;
afterEach(() => harness.stop());

const good: FakeReply = { text: 'Here I am.' };

describe.each(['chat', 'responses'] as const)('a model that sees, over the %s wire format,', (api) => {
  it('is counted the words of a prompt with a picture, not the picture’s bytes', async () => {
    const bytes = Buffer.alloc(300_000, 7);
    harness = await startHarness({
      ...{ api, vision: true, script: [{ text: 'A bed.', inputTokens: null }] },
      pictures: {
        save: () => Promise.reject(new Error('not used')),
        load: () => Promise.resolve({ bytes, mediaType: 'image/jpeg' }),
      },
    });
    const picture = { name: 'a.jpg', kind: 'image' as const, sizeBytes: bytes.length, pictureId: 'p' };
    harness.history.push(personEntry('look', [picture], 0));
    const { usage } = await harness.say('what is it?');
    expect(harness.provider.requests[0]!.text).toContain('base64');
    expect(usage.inputTokens).toBeGreaterThan(50);
    expect(usage.inputTokens).toBeLessThan(5_000);
  });

  it('is sent the four newest pictures of a conversation, not all', async () => {
    harness = await startHarness({
      ...{ api, vision: true, script: [good] },
      pictures: {
        save: () => Promise.reject(new Error('not used')),
        load: (id) => Promise.resolve({ bytes: Buffer.from(`picture ${id}`), mediaType: 'image/jpeg' }),
      },
    });
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const picture = { name: `${id}.jpg`, kind: 'image' as const, sizeBytes: 9, pictureId: id };
      harness.history.push(personEntry('look', [picture], 0));
    }
    await harness.say('which is best?');
    const sent = [...harness.provider.requests[0]!.text.matchAll(/base64,([\w+/=]+)/g)];
    const shown = sent.map(([, data]) => Buffer.from(data!, 'base64').toString());
    expect(shown).toEqual(['picture c', 'picture d', 'picture e', 'picture f']);
  });
});

it('a server that refuses pictures is asked again without them, and the person is told', async () => {
  harness = await startHarness({
    vision: true,
    script: [{ status: 400, body: { error: { message: 'image input is not supported' } } }, good],
  });
  const result = await harness.say('hello');
  expect(result.status).toBe('answered');
  expect(harness.events).toContainEqual(expect.objectContaining({ type: 'notice', severity: 'info' }));
});

it('a server that refused pictures once is not sent them again in the same turn', async () => {
  const status = { calls: [{ name: 'get_status', arguments: {} }] };
  harness = await startHarness({
    vision: true,
    script: [{ status: 400, body: { error: { message: 'image input is not supported' } } }, status, good],
  });
  expect((await harness.say('hello')).status).toBe('answered');
  expect(harness.provider.requests).toHaveLength(3);
  expect(harness.events.filter(({ type }) => type === 'notice')).toHaveLength(1);
});
