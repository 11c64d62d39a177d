import { beforeAll, describe, expect, it } from 'vitest';
import { warmBuiltinModel } from '../index.ts';
import { printingJob, sceneSnapshot, talk } from '../testing/scene.ts';

beforeAll(warmBuiltinModel);

const idle = sceneSnapshot();
const busy = sceneSnapshot({ job: printingJob });
const red = (job = printingJob) => sceneSnapshot({ printerId: 'p2', name: 'Little Red', job });

/** Each change with the printer it goes to. */
async function done(snapshot: typeof idle, others: (typeof idle)[], ...turns: string[]) {
  const { calls, text } = await talk(turns, { snapshot, others });
  return { text, deeds: calls.map(({ tool, args }) => `${tool} ${String(args.printer)}`) };
}

describe('which of several printers is meant', () => {
  it.each([
    ['cancel the job on red, leave workhorse alone', 'cancel_print p2'],
    ['slow the red one down to 70 percent', 'tune_print p2'],
    ['little red: pause', 'pause_print p2'],
    ['pause workhorse', 'pause_print p1'],
  ])('is told by its name or a part of it: %s', async (text, deed) =>
    expect((await done(busy, [red()], text)).deeds).toEqual([deed]),
  );

  it.each([
    [['what is little red up to?', 'ok pause it'], 'pause_print p2'],
    [['how long will little red take', 'and cancel that one'], 'cancel_print p2'],
    [['what is little red printing?', 'pause the print'], 'pause_print p2'],
  ])('is the one just spoken of: %s', async (turns, deed) =>
    expect((await done(idle, [red()], ...turns)).deeds).toEqual([deed]),
  );

  it('is the selected one where nothing tells another', async () => {
    expect((await done(busy, [red()], 'turn the light to red, and pause the print')).deeds).toContain(
      'pause_print p1',
    );
  });

  it.each([
    [['how long left on workhorse', 'and little red?'], /Little Red/],
    [['how hot is workhorse', 'and the other one?'], /Little Red/],
  ])('is named in the answer to a question that goes on: %s', async (turns, expected) =>
    expect((await done(busy, [red()], ...turns)).text).toMatch(expected),
  );
});
