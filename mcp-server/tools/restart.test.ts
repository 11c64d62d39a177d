import { describe, expect, it } from 'vitest';
import { carryOut, printing } from '../testing/tool-test.ts';
import { ask, createWorld, page, principal, refusalOf } from '../testing/world.ts';

describe('restart', () => {
  it.each([
    ['klipper', 'printer.restart'],
    ['firmware', 'printer.firmware_restart'],
    ['klipper_service', 'machine.services.restart'],
    ['host_reboot', 'machine.reboot'],
  ])('%s sends %s', async (target, method) => {
    expect((await carryOut(createWorld(), 'restart', { target })).sent).toEqual([method]);
  });

  it('clears a shutdown, in which print_stats still says paused', async () => {
    const world = createWorld();
    world.printer.change((state) => ((state.klippy.state = 'shutdown'), (state.job.state = 'paused')));
    const { outcome } = await carryOut(world, 'restart', { target: 'firmware' });
    expect(outcome).toMatchObject({ status: 'done', result: { state: 'ready' } });
  });

  it('is refused during a print, and the host and its services while something is hot', async () => {
    const world = createWorld();
    world.printer.change((state) => (state.sensors[0]!.celsius = 180));
    for (const target of ['host_reboot', 'host_shutdown', 'klipper_service', 'moonraker'])
      expect(await refusalOf(world, 'restart', { target }), target).toBe('hot');
    printing(world);
    expect(await refusalOf(world, 'restart', { target: 'firmware' })).toBe('printing');
  });

  it('waits for an owner when an operator asks', async () => {
    const world = createWorld();
    const operator = { userId: 'op', role: 'operator' as const };
    const { id } = await ask(world, 'restart', { target: 'klipper' }, principal(operator));
    const decided = await world.gate.decide({ actionId: id, decision: 'approve', principal: page(operator) });
    expect(decided).toMatchObject({ ok: false, code: 'forbidden' });
  });
});
