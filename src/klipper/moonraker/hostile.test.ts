import { describe, expect, it } from 'vitest';
import { createStore, mergeStatus } from '../live/merge.ts';
import { until } from '../testing/until.ts';
import { connected } from '../testing/world.ts';

/** A printer that sends what no printer sends, beside one that is well: only the first may suffer. */
async function neighbours() {
  const [bad, good] = await Promise.all([connected(), connected()]);
  await Promise.all([bad.printer.whenReady(20_000), good.printer.whenReady(20_000)]);
  const stillWell = async (celsius: number) => {
    expect(good.fake.connections).toBe(1);
    expect(good.printer.snapshot()).toMatchObject({ stale: false, connection: { phase: 'connected' } });
    good.fake.notify('notify_status_update', [{ extruder: { temperature: celsius } }, 2]);
    await until(() => good.printer.snapshot().sensors[0]?.celsius === celsius, 'the neighbour lives on');
  };
  const status = (text: string) =>
    bad.fake.sendRaw(`{"jsonrpc":"2.0","method":"notify_status_update","params":[${text},2]}`);
  return { ...bad, status, stillWell };
}

const million = (key: (index: number) => string) =>
  `{${Array.from({ length: 1_000_000 }, (_, index) => `"${key(index)}":1`).join(',')}}`;

describe('frames that no printer sends', () => {
  it('a million keys: no frame holds them, so this connection is cut, and no other', async () => {
    const { fake, printer, status, stillWell } = await neighbours();
    status(`{"fan":${million((index) => index.toString(36))}}`);
    await until(() => fake.connections === 2, 'connected again');
    await stillWell(31);
    await until(() => !printer.snapshot().stale, 'whole again');
    expect(Object.keys(printer.objects()['fan'] ?? {}).length).toBeLessThan(100);
  });

  it('a million keys that came another way are refused by the merge, and leave what was known', () => {
    const store = createStore();
    mergeStatus(store, { fan: { speed: 0.5 } });
    const keys = JSON.parse(million((index) => `k${String(index)}`)) as Record<string, number>;
    expect(Object.keys(keys)).toHaveLength(1_000_000);
    expect(mergeStatus(store, { fan: keys })).toEqual(['fan: 1000000 fields']);
    expect(mergeStatus(store, { fan: { nested: keys } })).toEqual(['fan.nested']);
    expect(mergeStatus(store, keys)).toHaveLength(1_000_000);
    expect(store).toEqual({ fan: { speed: 0.5 } });
  });

  it('as many keys as fit into a frame: refused, and the connection stays', async () => {
    const { fake, printer, status, stillWell } = await neighbours();
    const keys = Array.from({ length: 90_000 }, (_, index) => `"k${String(index)}":1`).join(',');
    status(`{"fan":{${keys}},"extruder":{"temperature":44}}`);
    await until(() => printer.snapshot().sensors[0]?.celsius === 44, 'the rest of the frame counts');
    expect(Object.keys(printer.objects()['fan'] ?? {}).length).toBeLessThan(100);
    expect(fake.connections).toBe(1);
    await stillWell(32);
  });

  it.each(['[', '{"a":'])(
    'a quarter of a million levels of %s in a frame: refused, and the connection stays',
    async (open) => {
      const { fake, printer, status, stillWell } = await neighbours();
      const levels = Math.floor(800_000 / (open.length + 1));
      const deep = `${open.repeat(levels)}1${(open === '[' ? ']' : '}').repeat(levels)}`;
      status(`{"fan":{"speed":${deep}}}`);
      status('{"extruder":{"temperature":45}}');
      await until(() => printer.snapshot().sensors[0]?.celsius === 45, 'the next frame counts');
      expect(typeof printer.objects()['fan']?.['speed']).not.toBe('object');
      expect(fake.connections).toBe(1);
      await stillWell(33);
    },
  );

  it('an answer that nests without end is an error of that question alone', async () => {
    const { fake, printer, stillWell } = await neighbours();
    const deep = JSON.parse(`${'['.repeat(2_500)}${']'.repeat(2_500)}`) as unknown;
    fake.on('server.info', () => ({ klippy_state: 'ready', deep }));
    await expect(printer.query('server.info')).rejects.toThrow(/nested too deeply/);
    expect(fake.connections).toBe(1);
    await stillWell(36);
  });

  it('__proto__, as an object, a field and deeper: refused, and nothing anywhere is changed', async () => {
    const { fake, printer, status, stillWell } = await neighbours();
    status(
      '{"__proto__":{"celsius":1},"constructor":{"prototype":{"celsius":1}},"fan":{"__proto__":{"celsius":1},' +
        '"deep":{"__proto__":{"celsius":1}}},"extruder":{"temperature":46}}',
    );
    await until(() => printer.snapshot().sensors[0]?.celsius === 46, 'the rest of the frame counts');
    expect(({} as { celsius?: number }).celsius).toBeUndefined();
    expect(Object.getPrototypeOf(printer.objects())).toBeNull();
    expect(fake.connections).toBe(1);
    await stillWell(34);
  });

  it('frames over 1 MiB again and again: this printer alone comes and goes, never faster than once a second', async () => {
    const { fake, status, stillWell } = await neighbours();
    const startedAt = performance.now();
    for (let turn = 2; turn <= 4; turn += 1) {
      status(`{"fan":{"speed":"${'x'.repeat(1_100_000)}"}}`);
      await until(() => fake.connections === turn && fake.sockets() === 1, 'connected again');
    }
    expect((performance.now() - startedAt) / 1000).toBeGreaterThan(1);
    await stillWell(35);
  });
});
