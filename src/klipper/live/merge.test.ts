import { describe, expect, it } from 'vitest';
import { createStore, mergeStatus } from './merge.ts';

const parse = (text: string) => JSON.parse(text) as unknown;

describe('mergeStatus', () => {
  it('merges field by field and replaces lists whole', () => {
    const store = createStore();
    mergeStatus(store, { extruder: { temperature: 20, target: 0 }, toolhead: { position: [0, 0, 0] } });
    mergeStatus(store, { extruder: { temperature: 21 }, toolhead: { position: [1, 2] } });
    expect(store['extruder']).toEqual({ temperature: 21, target: 0 });
    expect(store['toolhead']).toEqual({ position: [1, 2] });
  });

  it('has no prototype to pollute, and refuses keys that could reach one', () => {
    const store = createStore();
    const refused = mergeStatus(
      store,
      parse(
        '{"__proto__":{"a":1},"constructor":{"b":1},"fan":{"__proto__":{"c":1},"speed":1,"deep":{"x":{"__proto__":{}}}}}',
      ),
    );
    expect(refused).toEqual(['__proto__', 'constructor', 'fan.__proto__', 'fan.deep']);
    expect(Object.getPrototypeOf(store)).toBeNull();
    expect(Object.getPrototypeOf(store['fan'])).toBeNull();
    expect(store['fan']).toEqual({ speed: 1 });
    expect(({} as Record<string, unknown>)['c']).toBeUndefined();
  });

  it('refuses more keys than fit anywhere, deep nesting and too many objects', () => {
    const store = createStore();
    // As many as a frame of 1 MiB can hold.
    const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${String(index)}`, 1]));
    expect(mergeStatus(store, { fan: keys })).toHaveLength(1);
    expect(mergeStatus(store, { fan: { all: keys } })).toEqual(['fan.all']);
    expect(mergeStatus(store, { fan: { deep: parse('['.repeat(5_000) + ']'.repeat(5_000)) } })).toEqual([
      'fan.deep',
    ]);
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`o${String(index)}`, {}]));
    expect(mergeStatus(store, many)).toEqual(['too many objects']);
    expect(Object.keys(store).length).toBeLessThanOrEqual(1_000);
  });

  it.each([[null], [[]], ['text'], [7]])('refuses %j as a status', (status) => {
    expect(mergeStatus(createStore(), status)).toEqual(['status']);
  });
});
