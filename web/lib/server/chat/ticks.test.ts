import { afterAll, expect, it } from 'vitest';
import { startWorkshop } from '../testing/printers.ts';
import type { Tick } from '../../contracts.ts';

const { site, owner, machine, stop } = await startWorkshop();
afterAll(stop);

const body = { text: 'hello', printerId: machine.id, uploadIds: [], pictureIds: [] };
const begun = await site.visit(owner, '/api/chat/new', { body });
const { conversationId } = (await begun.json()) as { conversationId: string };
const path = `/api/chat/${conversationId}`;

const bed = (on: boolean, atMs: number): Tick => ({ list: 'call-1', item: 'bed', on, atMs });
async function change(...changes: Tick[]) {
  const response = await site.visit(owner, `${path}/ticks`, { method: 'PATCH', body: { changes } });
  return { status: response.status, ...((await response.json()) as { ticks: Tick[] }) };
}

it('ticks stay with the conversation: another device that opens it sees them', async () => {
  expect(await change(bed(true, 1000))).toEqual({ status: 200, ticks: [bed(true, 1000)] });
  const read = (await (await site.visit(owner, path)).json()) as { ticks: Tick[] };
  expect(read.ticks).toEqual([bed(true, 1000)]);
});

it('the later word counts, whichever device sends it last', async () => {
  await change(bed(false, 3000));
  expect((await change(bed(true, 2000))).ticks).toEqual([bed(false, 3000)]);
  expect((await change(bed(true, 4000))).ticks).toEqual([bed(true, 4000)]);
});

it('a clock that runs ahead does not hold an item for ever', async () => {
  const [{ atMs } = bed(true, NaN)] = (await change(bed(false, Date.now() + 1e9))).ticks;
  expect(atMs).toBeLessThanOrEqual(Date.now());
});

it('another tab hears of it over its stream, and a new one is told all', async () => {
  const reader = (await site.visit(owner, `/api/live?conversation=${conversationId}`)).body!.getReader();
  let text = '';
  const until = async (words: string) => {
    while (!text.includes(words)) text += new TextDecoder().decode((await reader.read()).value);
  };
  await until('event: ticks');
  text = '';
  await change({ list: 'call-2', item: 'plate', on: true, atMs: 5000 });
  await until('"list":"call-2"');
  expect(text).toContain('event: ticks');
  expect(text).not.toContain('call-1');
  await reader.cancel();
});

it('too many ticks are refused, as is what is none', async () => {
  const many = (from: number) =>
    Array.from({ length: 200 }, (_, at) => ({ ...bed(true, 1), item: String(from + at) }));
  const statuses: number[] = [];
  for (let from = 0; from < 2200; from += 200) statuses.push((await change(...many(from))).status);
  expect([statuses[0], statuses.at(-1)]).toEqual([200, 409]);
  expect((await change({ ...bed(true, 1), list: '' })).status).toBe(400);
});
