import { describe, expect, it } from 'vitest';
import { talk } from '../testing/scene.ts';

describe('what is told of a fault or a change, without technical words', () => {
  it.each([
    ['something is rattling', '[noises]'],
    ["it's leaking", '[plastic-on-nozzle]'],
    ["it's making spaghetti", '[spaghetti]'],
    ['the wifi is gone', '[wifi-and-power-lost]'],
    ['one of the fans does not spin', '[loose-or-broken]'],
    ['the cat knocked the printer', '[something-wrong-now]'],
    ['my kid touched the nozzle', '[burns-first-aid]'],
    ['I just bought a new hotend', '[after-a-change]'],
    ['part cooling fan wont spin below 30 percent, it just hums', '[cooling-bridges-overhangs]'],
    ['petg keeps building blobs on the nozzle and drops them on my print', '[petg]'],
  ])('"%s" is answered from %s, and nothing is proposed', async (text, topic) => {
    const { text: reply, made } = await talk([text]);
    expect(reply).toContain(topic);
    expect(
      made.filter((tool) => !/^(?:search_knowledge|get_|list_|diagnose|take_snapshot)/.test(tool)),
    ).toEqual([]);
  });

  it('an order behind it stays one: "it is too hot, nozzle to 200 please"', async () => {
    const { made } = await talk(['it is too hot, nozzle to 200 please']);
    expect(made.some((tool) => /temperature/.test(tool))).toBe(true);
  });
});
