import './testing/runes.ts';
import { describe, expect, it, vi } from 'vitest';
import { Picture, troubleOf } from './camera.svelte.ts';

describe('a camera that gives no picture', () => {
  it('has a cause and a remedy in our words; the raw message is evidence', () => {
    const raw = 'Take a picture with bed: 127.0.0.1:8080: connect ECONNREFUSED.';
    const trouble = troubleOf(502, raw);
    expect(trouble.cause).toBe('The camera does not answer.');
    expect(trouble.remedy).toMatch(/cable/);
    expect(trouble.evidence).toBe(raw);
  });

  it('tells apart what has different remedies', () => {
    const causes = [null, 404, 502, 504].map((status) => troubleOf(status, '').cause);
    expect(new Set(causes).size).toBe(4);
  });

  it('keeps the picture it has', async () => {
    const answer = Response.json({ error: { cause: 'HTTP 503' } }, { status: 502 });
    vi.stubGlobal('fetch', () => Promise.resolve(answer));
    const picture = new Picture('p', 'bed');
    picture.url = 'blob:earlier';
    expect(await picture.take()).toBe(false);
    expect(picture).toMatchObject({ url: 'blob:earlier', trouble: { evidence: 'HTTP 503' } });
    vi.unstubAllGlobals();
  });

  it('is asked again as soon as the network is back', async () => {
    const page = new EventTarget();
    vi.stubGlobal('window', page);
    vi.stubGlobal('document', { visibilityState: 'visible', cookie: '' });
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
          queueMicrotask(() => seen([{ isIntersecting: true }]));
        }
        observe() {}
        disconnect() {}
      },
    );
    const fetch = vi.fn(() => Promise.reject(new TypeError('no network')));
    vi.stubGlobal('fetch', fetch);
    const picture = new Picture('p', 'bed');
    const stop = picture.watch({} as Element);
    await vi.waitFor(() => expect(picture.trouble?.cause).toBe(troubleOf(null, '').cause));
    fetch.mockImplementation(() => Promise.resolve(new Response('picture')) as never);
    page.dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(picture.trouble).toBeNull());
    expect(fetch).toHaveBeenCalledTimes(2);
    stop();
    vi.unstubAllGlobals();
  });
});
