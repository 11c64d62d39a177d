import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('get_snapshot', () => {
  it('gives a picture as an image block with its time', async () => {
    const { data, text } = await call(createWorld(), 'get_snapshot');
    expect(data).toMatchObject({ camera: 'bed', age_s: 0, taken_at: expect.any(String) });
    expect(text).toContain('[image]');
  });

  it('names the cameras there are when another is asked for', async () => {
    expect((await call(createWorld(), 'get_snapshot', { camera: 'roof' })).text).toContain('bed');
  });
});
