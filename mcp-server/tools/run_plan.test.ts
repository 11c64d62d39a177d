import { describe, expect, it } from 'vitest';
import { call } from '../testing/tool-test.ts';
import { approve, createWorld } from '../testing/world.ts';

describe('run_plan', () => {
  it('is one card that lists each exact action, decided as a whole', async () => {
    const world = createWorld();
    const steps = [
      { tool: 'home', args: {} },
      { tool: 'move', args: { z_mm: 10, absolute: true } },
    ];
    const { data, text } = await call(world, 'run_plan', { steps });
    expect(data.status).toBe('approval_required');
    expect(text).toContain('Move Z to 10 mm');
    const action = world.gate.get(String(data.action_id))!;
    expect(action.steps.map((step) => step.tool)).toEqual(['home', 'move']);
    // The second step is allowed because the first one homes; its bounds are checked when it runs.
    world.printer.change((state) => (state.toolhead.positionMillimetres = { x: 100, y: 100, z: 5 }));
    expect((await approve(world, action.id)).status).toBe('done');
  });

  it('takes no reads, no stops, no plans and nothing unknown', async () => {
    for (const tool of ['get_status', 'emergency_stop', 'run_plan', 'constructor']) {
      expect((await call(createWorld(), 'run_plan', { steps: [{ tool, args: {} }] })).isError, tool).toBe(
        true,
      );
    }
  });
});
