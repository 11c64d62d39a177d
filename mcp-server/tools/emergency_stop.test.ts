import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { createWorld } from '../testing/world.ts';

describe('emergency_stop', () => {
  it('stops at once and says so only when Klipper is in shutdown', async () => {
    const world = createWorld();
    expect((await call(world, 'emergency_stop')).data).toMatchObject({ stopped: true });
    expect(world.printer.effects()).toEqual(['EMERGENCY STOP']);
    world.printer.stopOutcome = { status: 'not-confirmed', message: 'No answer.', elapsedMs: 1 };
    const failed = await call(world, 'emergency_stop', { printer: 'all' });
    expect(failed.data.stopped).toBe(false);
    expect(failed.text).toContain('NOT');
  });
});
