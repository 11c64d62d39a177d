import { describe, expect, it } from 'vitest';
import { manualClock } from '../clock.ts';
import type { Printer } from '../printer.ts';
import type { HubFrame } from './hub.ts';
import { createHub } from './hub.ts';

/** Only what the hub uses of a printer. */
function stub(id: string) {
  const listeners = new Set<() => void>();
  let value = 0;
  const printer = {
    id,
    snapshot: () => ({ printerId: id, value }),
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Printer;
  return {
    printer,
    listeners,
    set(next: number) {
      value = next;
      for (const listener of listeners) listener();
    },
  };
}

function world() {
  const clock = manualClock();
  const hub = createHub({ clock });
  const a = stub('a');
  const b = stub('b');
  hub.add(a.printer);
  hub.add(b.printer);
  const frames: { printers: { printerId: string; value: number }[]; gone: string[] }[] = [];
  const take = (json: string) => {
    const frame = JSON.parse(json) as HubFrame;
    frames.push(frame as unknown as (typeof frames)[number]);
  };
  return { clock, hub, a, b, frames, take };
}

describe('hub', () => {
  it('starts with everything, then sends one frame a tick with all that changed', () => {
    const { clock, hub, a, b, frames, take } = world();
    hub.subscribe('tab-1', ['a', 'b'], take);
    expect(frames[0]?.printers.map((each) => each.printerId)).toEqual(['a', 'b']);
    a.set(1);
    a.set(2);
    b.set(3);
    clock.advance(250);
    expect(frames).toHaveLength(2);
    expect(frames[1]?.printers).toEqual([
      { printerId: 'a', value: 2 },
      { printerId: 'b', value: 3 },
    ]);
    clock.advance(1_000);
    expect(frames).toHaveLength(2);
  });

  it('sends nobody a printer that is not theirs', () => {
    const { clock, hub, b, frames, take } = world();
    hub.subscribe('tab-1', ['a'], take);
    b.set(1);
    clock.advance(250);
    expect(frames).toHaveLength(1);
  });

  it('beats within 15 s when nothing changes', () => {
    const { clock, hub, frames, take } = world();
    hub.subscribe('tab-1', ['a'], take);
    clock.advance(15_000);
    expect(frames.length).toBeGreaterThanOrEqual(2);
    expect(frames[1]?.printers).toEqual([]);
  });

  it('gives a slow subscriber only the latest state', async () => {
    const { clock, hub, a, frames, take } = world();
    let release: () => void = () => undefined;
    hub.subscribe('slow', ['a'], (json) => {
      take(json);
      return new Promise((resolve) => {
        release = resolve;
      });
    });
    for (let value = 1; value <= 20; value += 1) {
      a.set(value);
      clock.advance(250);
    }
    expect(frames).toHaveLength(1);
    release();
    await Promise.resolve();
    await Promise.resolve();
    clock.advance(250);
    expect(frames).toHaveLength(2);
    expect(frames[1]?.printers).toEqual([{ printerId: 'a', value: 20 }]);
  });

  it('drops a subscriber whose send fails, and nobody else', () => {
    const clock = manualClock();
    const dropped: string[] = [];
    const hub = createHub({ clock, onDropped: (id) => dropped.push(id) });
    const a = stub('a');
    hub.add(a.printer);
    let count = 0;
    hub.subscribe('good', ['a'], () => {
      count += 1;
    });
    hub.subscribe('bad', ['a'], () => {
      throw new Error('closed');
    });
    a.set(1);
    clock.advance(250);
    expect(dropped).toEqual(['bad']);
    expect(count).toBe(2);
  });

  it('says which printers are gone, and takes over a new one', () => {
    const { clock, hub, frames, take } = world();
    hub.subscribe('tab-1', ['a', 'c'], take);
    expect(frames[0]?.gone).toEqual(['c']);
    hub.remove('a');
    hub.add(stub('c').printer);
    clock.advance(250);
    expect(frames[1]).toMatchObject({ printers: [{ printerId: 'c' }], gone: ['a'] });
  });

  it('leaves nothing behind', () => {
    const { clock, hub, a, b, take } = world();
    const stop = hub.subscribe('tab-1', ['a', 'b'], take);
    stop();
    clock.advance(250);
    expect(clock.pendingTimers()).toBe(0);
    hub.stop();
    expect(a.listeners.size + b.listeners.size).toBe(0);
  });
});
