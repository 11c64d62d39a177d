import { describe, expect, it } from 'vitest';
import { approve, ask, createWorld, page, principal, refusalOf } from '../testing/world.ts';
import { verifyChain } from './audit.ts';
import { createMemoryStore } from './memory-store.ts';
import type { GateStore } from './types.ts';

const HEAT = ['set_temperature', { heater: 'nozzle', target_c: 200 }] as const;

describe('the gate', () => {
  it('sends nothing before a person has decided, and exactly the stored arguments after', async () => {
    const world = createWorld();
    const action = await ask(world, ...HEAT);
    expect(world.printer.calls).toEqual([]);
    expect(action.summary.title).toBe('Set the nozzle to 200 °C');
    const ended = await approve(world, action.id);
    expect(ended.status).toBe('done');
    expect(world.printer.effects()).toEqual(['SET_HEATER_TEMPERATURE HEATER=extruder TARGET=200']);
  });

  it('is decided once: two tabs at the same moment give one effect', async () => {
    const world = createWorld();
    const { id } = await ask(world, ...HEAT);
    const both = await Promise.all([
      world.gate.decide({ actionId: id, decision: 'approve', principal: page() }),
      world.gate.decide({ actionId: id, decision: 'approve', principal: page({ via: 'session-2' }) }),
    ]);
    expect(both.filter((decided) => decided.ok)).toHaveLength(1);
    for (const decided of both) if (decided.ok) await decided.settled;
    expect(world.printer.effects()).toHaveLength(1);
  });

  it('declines with a reason and does not ask the same again in this turn', async () => {
    const world = createWorld();
    const { id } = await ask(world, ...HEAT);
    await world.gate.decide({ actionId: id, decision: 'decline', reason: 'not now', principal: page() });
    expect(await refusalOf(world, ...HEAT)).toBe('declined');
    expect((await ask(world, ...HEAT, principal({ turnId: 't2' }))).status).toBe('pending');
    expect(world.printer.calls).toEqual([]);
  });

  it('shows the waiting card again instead of a second one', async () => {
    const world = createWorld();
    const first = await ask(world, ...HEAT);
    expect((await ask(world, ...HEAT)).id).toBe(first.id);
  });

  it('expires after five minutes', async () => {
    const world = createWorld();
    const { id } = await ask(world, ...HEAT);
    world.clock.advance(5 * 60_000);
    const late = await world.gate.decide({ actionId: id, decision: 'approve', principal: page() });
    expect(late).toMatchObject({ ok: false, code: 'expired' });
    expect(world.gate.get(id)?.status).toBe('expired');
    expect(world.printer.calls).toEqual([]);
  });

  it('is void when what it depends on has changed', async () => {
    const world = createWorld();
    const { id } = await ask(world, 'start_print', { path: 'cube.gcode' });
    world.printer.fileFacts.get('cube.gcode')!.fingerprint = 'uploaded again';
    const ended = await approve(world, id);
    expect(ended.status).toBe('void');
    expect(ended.outcome?.text).toContain('has changed since it was asked: the file is another one');
    expect(world.printer.calls).toEqual([]);
  });

  it('checks bounds again after the approval', async () => {
    const world = createWorld();
    const { id } = await ask(world, ...HEAT);
    world.printer.change((state) => (state.sensors[0]!.maxCelsius = 180));
    const ended = await approve(world, id);
    expect(ended.status).toBe('refused');
    expect(world.printer.calls).toEqual([]);
  });

  it('runs nothing when the audit trail cannot be written', async () => {
    const real = createMemoryStore();
    let broken = false;
    const store: GateStore = {
      ...real,
      audit(entry) {
        if (broken && entry.event === 'executing') throw new Error('disk full');
        real.audit(entry);
      },
    };
    const world = createWorld({ store });
    const { id } = await ask(world, ...HEAT);
    broken = true;
    const ended = await approve(world, id);
    expect(ended.outcome?.text).toContain('audit trail');
    expect(world.printer.calls).toEqual([]);
    expect(world.errors).toHaveLength(1);
  });

  it('never decides for a token or an assistant', async () => {
    const world = createWorld();
    const { id } = await ask(world, ...HEAT);
    for (const door of ['mcp-http', 'mcp-stdio', 'api', 'system'] as const) {
      const decided = await world.gate.decide({
        actionId: id,
        decision: 'approve',
        principal: principal({ door }),
      });
      expect(decided).toMatchObject({ ok: false, code: 'forbidden' });
    }
    expect(world.printer.calls).toEqual([]);
  });

  it('lets a student ask and the teacher decide in classroom mode', async () => {
    const world = createWorld();
    world.classrooms.add('p1');
    const student = { userId: 'sam', userName: 'Sam', role: 'operator' as const };
    const { id } = await ask(world, ...HEAT, principal(student));
    const own = await world.gate.decide({ actionId: id, decision: 'approve', principal: page(student) });
    expect(own).toMatchObject({ ok: false, code: 'forbidden' });
    const clicked = await world.gate.perform(page(student), {
      printerId: 'p1',
      tool: HEAT[0],
      args: HEAT[1],
    });
    expect(clicked.ok).toBe('waiting');
    expect(world.printer.calls).toEqual([]);
    expect((await approve(world, id, page({ userId: 'teacher' }))).status).toBe('done');
  });

  it('takes a click on the page as the decision, with the same bounds', async () => {
    const world = createWorld();
    const clicked = await world.gate.perform(page(), { printerId: 'p1', tool: HEAT[0], args: HEAT[1] });
    expect(clicked.ok).toBe(true);
    if (clicked.ok === true) expect((await clicked.settled).status).toBe('done');
    const tooHot = await world.gate.perform(page(), {
      printerId: 'p1',
      tool: 'set_temperature',
      args: { heater: 'nozzle', target_c: 300 },
    });
    expect(tooHot).toMatchObject({ ok: false, code: 'refused' });
    expect(
      await world.gate.perform(principal(), { printerId: 'p1', tool: HEAT[0], args: HEAT[1] }),
    ).toMatchObject({
      ok: false,
      code: 'forbidden',
    });
    expect(world.printer.effects()).toHaveLength(1);
  });

  it('keeps pending actions over a restart and closes those left in the middle as unknown', async () => {
    const world = createWorld();
    const waiting = await ask(world, ...HEAT);
    const { id } = await ask(world, 'start_print', { path: 'cube.gcode' });
    world.printer.hold = new Promise(() => undefined);
    await world.gate.decide({ actionId: id, decision: 'approve', principal: page() });
    world.restart().sweep();
    expect(world.gate.get(id)?.status).toBe('unknown');
    expect(world.gate.get(waiting.id)?.status).toBe('pending');
  });

  it('runs a plan as one action, each step checked, and stops at the first refusal', async () => {
    const world = createWorld();
    const plan = await world.gate.propose({
      principal: principal(),
      printerId: 'p1',
      steps: [
        { tool: 'set_temperature', args: { heater: 'bed', target_c: 60 } },
        { tool: 'set_temperature', args: { heater: 'nozzle', target_c: 200 } },
      ],
    });
    if ('refused' in plan) throw new Error(plan.refused.message);
    expect(plan.summary.facts.map((fact) => fact.value)).toContain('Set the nozzle to 200 °C');
    world.printer.answerNext({ status: 'refused', message: 'no', code: 400, responses: [] });
    const ended = await approve(world, plan.id);
    expect(ended.status).toBe('refused');
    expect(world.printer.effects()).toHaveLength(1);
  });

  it('lets the heaters be switched off while a plan waits for heat, and then ends the plan', async () => {
    const world = createWorld();
    const plan = await world.gate.propose({
      principal: principal(),
      printerId: 'p1',
      steps: [
        { tool: 'set_temperature', args: { heater: 'bed', target_c: 60, wait: true } },
        { tool: 'calibrate', args: { routine: 'bed_mesh' } },
      ],
    });
    if ('refused' in plan) throw new Error(plan.refused.message);
    const decided = await world.gate.decide({ actionId: plan.id, decision: 'approve', principal: page() });
    if (!decided.ok) throw new Error('it was to be approved');
    await world.clock.advance(10_000);
    const off = await ask(world, 'set_temperature', { heater: 'all', target_c: 0 });
    expect((await approve(world, off.id)).status).toBe('done');
    const ended = await decided.settled;
    expect(ended.outcome?.text).toMatch(/something else while waiting/);
    expect(world.printer.effects()).toEqual([
      'SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=60',
      'TURN_OFF_HEATERS',
    ]);
  });

  it('stops at once, and writes it down afterwards', async () => {
    const world = createWorld();
    const outcome = await world.gate.emergencyStop(principal(), 'p1');
    expect(outcome).toMatchObject({ status: 'stopped' });
    expect(world.store.readAudit({ printerIds: ['p1'] })[0]?.event).toBe('stop');
  });

  it('writes a trail whose chain holds, and notices a changed row', async () => {
    const world = createWorld();
    await approve(world, (await ask(world, ...HEAT)).id);
    const trail = world.store.readAudit({ printerIds: ['p1'] }).reverse();
    expect(trail.map((row) => row.event)).toEqual(['proposed', 'approved', 'executing', 'executed']);
    expect(verifyChain(trail)).toEqual({ ok: true, rows: 4 });
    trail[1]!.detail = 'something else';
    expect(verifyChain(trail)).toMatchObject({ ok: false, brokenAtId: 2 });
    expect(verifyChain(trail.toSpliced(2, 1))).toMatchObject({ ok: false });
  });

  it('writes down what was sent, step by step, and what the printer answered', async () => {
    const world = createWorld();
    const steps = [
      { tool: 'home', args: {} },
      { tool: 'set_temperature', args: { heater: 'bed', target_c: 60 } },
    ];
    const action = await world.gate.propose({ principal: principal(), printerId: 'p1', steps });
    if ('refused' in action) throw new Error(action.refused.message);
    world.printer.answerNext({ status: 'done', result: 'ok', responses: ['// homed', 'ok B:24'] });
    await approve(world, action.id);
    const told = (event: string) =>
      world.store.readAudit({ printerIds: ['p1'] }).find((row) => row.event === event)?.sent;
    expect(told('executed')?.[0]).toEqual({ what: 'G28', answer: '// homed | ok B:24' });
    const again = await ask(world, 'home', { axes: 'off' });
    world.printer.answerNext({ status: 'refused', message: 'Must home\nfirst', code: 400, responses: [] });
    await approve(world, again.id);
    expect(told('refused')).toEqual([{ what: 'M84', answer: 'refused: Must home first' }]);
  });
});
