import { afterAll, describe, expect, it } from 'vitest';
import { startWorkshop } from '../testing/printers.ts';
import type { Visitor } from '../testing/site.ts';
import { createStreams } from './streams.ts';

const { site, owner, machine, stop } = await startWorkshop();
afterAll(stop);

/** Reads events of a stream until one fits. */
function listen(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  return {
    cancel: () => reader.cancel(),
    async until<T>(name: string, fits: (data: T) => boolean = () => true): Promise<T> {
      for (;;) {
        for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          const [, event, data] = /^event: (\S+)\ndata: (.*)$/.exec(block) ?? [];
          if (event === name && fits(JSON.parse(data ?? '') as T)) return JSON.parse(data ?? '') as T;
        }
        const { done, value } = await reader.read();
        if (done) throw new Error(`The stream ended before ${name}.`);
        text += new TextDecoder().decode(value);
      }
    },
    /** All that came up to this event, as it came. */
    async textUntil(name: string): Promise<string> {
      while (!text.includes(`event: ${name}`)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`The stream ended before ${name}.`);
        text += new TextDecoder().decode(value);
      }
      return text;
    },
    async end(): Promise<void> {
      while (!(await reader.read()).done);
    },
  };
}

const open = async (who: Visitor, query = '') => listen(await site.visit(who, `/api/live${query}`));

describe('the live stream', () => {
  it('begins with all printers and follows them', async () => {
    const response = await site.visit(owner, '/api/live');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    const live = listen(response);
    type Frame = { printers: { printerId: string; sensors: { id: string; targetCelsius: number }[] }[] };
    expect((await live.until<Frame>('printers')).printers[0]?.printerId).toBe(machine.id);
    await site.visit(owner, `${machine.path}/act`, {
      body: { tool: 'set_temperature', args: { heater: 'extruder', target_c: 60 } },
    });
    await live.until<Frame>('printers', ({ printers }) =>
      printers.some(({ sensors }) =>
        sensors.some(({ id, targetCelsius }) => id === 'extruder' && targetCelsius === 60),
      ),
    );
    await live.cancel();
  });

  it('tells each person of an action with what they may do', async () => {
    const viewer = await site.register('viewer@example.com');
    site.app.printers.members.setRole(machine.id, viewer.userId, 'viewer');
    const [mine, theirs] = [await open(owner), await open(viewer)];
    const principal = {
      ...site.app.tokens.verify(
        site.app.tokens.create({
          userId: owner.userId,
          name: 't',
          scopes: ['control'],
          printerIds: null,
          expiresInDays: 1,
        }).secret,
      )!.principal,
    };
    await site.app.gate.propose({
      principal,
      printerId: machine.id,
      steps: [{ tool: 'set_temperature', args: { heater: 'extruder', target_c: 70 } }],
    });
    type Told = { action: { id: string; mayDecide: boolean }; waiting: number };
    const [told, seen] = [await mine.until<Told>('action'), await theirs.until<Told>('action')];
    expect(told).toMatchObject({ action: { mayDecide: true }, waiting: 1 });
    expect(seen).toMatchObject({ action: { id: told.action.id, mayDecide: false }, waiting: 0 });
    await mine.cancel();
    await theirs.cancel();
  });

  it('carries a conversation only to those who have it open', async () => {
    const [there, elsewhere] = [await open(owner, '?conversation=c1'), await open(owner)];
    const turn = { conversationId: 'c1', state: 'working' as const };
    site.app.live.publish('turn', turn, { userIds: [owner.userId], conversationId: 'c1' });
    site.app.live.publish(
      'conversation',
      { conversation: null, deletedId: 'x' },
      { userIds: [owner.userId] },
    );
    expect(await there.until('turn')).toEqual(turn);
    // Streams keep their order: had the turn been told here, it would have come first.
    expect(await elsewhere.textUntil('conversation')).not.toContain('event: turn');
    await there.cancel();
    await elsewhere.cancel();
  });

  it('ends at once when the session is revoked', async () => {
    const guest = await site.register('guest@example.com');
    const live = await open(guest);
    site.app.endStreamsOf(guest.userId);
    await live.end();
    expect(site.app.live.count()).toBe(0);
  });

  it('shows a printer that was added meanwhile, and no longer one that was taken away', async () => {
    const guest = await site.register('guest2@example.com');
    const live = await open(guest);
    site.app.printers.members.setRole(machine.id, guest.userId, 'viewer');
    await live.until<{ printers: { printerId: string }[] }>('printers', ({ printers }) =>
      printers.some(({ printerId }) => printerId === machine.id),
    );
    site.app.printers.members.remove(machine.id, guest.userId);
    const mine = await open(owner);
    await site.visit(owner, `${machine.path}/act`, {
      body: { tool: 'set_temperature', args: { heater: 'extruder', target_c: 45 } },
    });
    type Frame = { printers: { sensors: { targetCelsius: number }[] }[] };
    const heats = ({ printers }: Frame) =>
      printers.some(({ sensors }) => sensors.some(({ targetCelsius }) => targetCelsius === 45));
    await mine.until<Frame>('printers', heats);
    site.app.live.publish(
      'conversation',
      { conversation: null, deletedId: 'x' },
      { userIds: [guest.userId] },
    );
    expect(await live.textUntil('conversation')).not.toContain('"targetCelsius":45');
    await mine.cancel();
    await live.cancel();
  });
});

describe('streams', () => {
  const owner = { userId: 'u', sessionId: 's', address: '192.0.2.1', conversationId: null };
  const nothing = () => {};

  it('let a browser go that does not read, before a megabyte waits for it', () => {
    const streams = createStreams();
    let closed = 0;
    streams.open(owner, nothing, () => (closed += 1));
    const data = 'x'.repeat(100_000);
    let sent = 0;
    for (; sent < 50 && streams.count() > 0; sent += 1) streams.publish('turn', data, { userIds: ['u'] });
    expect(sent).toBeLessThanOrEqual(10);
    expect(closed).toBe(1);
  });

  it('hold a slow browser back before that, and go on when it reads', async () => {
    const streams = createStreams();
    let held: void | Promise<void> = undefined;
    const body = streams.open(
      owner,
      (stream) => (held = stream.sendJson('printers', `"${'x'.repeat(300_000)}"`)),
      nothing,
    );
    if (typeof body === 'string') throw new Error(body);
    expect(held).toBeInstanceOf(Promise);
    const reader = body.getReader();
    await reader.read();
    await reader.read();
    await held;
    await reader.cancel();
    expect(streams.count()).toBe(0);
  });

  it('are limited per session and per address, and refused while stopping', () => {
    const streams = createStreams();
    const opened = Array.from({ length: 13 }, () => streams.open(owner, nothing, nothing));
    expect(opened.filter((each) => each === 'too-many')).toHaveLength(1);
    for (let n = 0; n < 120; n += 1) streams.open({ ...owner, sessionId: `s${n}` }, nothing, nothing);
    expect(streams.count()).toBe(100);
    streams.endAll();
    expect(streams.count()).toBe(0);
    expect(streams.open(owner, nothing, nothing)).toBe('stopping');
  });
});
