import './testing/runes.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { AddressTest } from './address-test.svelte.ts';
import { Gains } from './gains.svelte.ts';

afterEach(() => vi.unstubAllGlobals());

const bytes = (lines: object[]) =>
  new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
const step = (id: string) => ({ type: 'step', id, label: id, state: 'good', detail: '' });
const file = (path: string) => ({ type: 'file', path });

/** Answers each request with a stream that the test writes; what was written stays when a request is given up. */
function streamed() {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(new ReadableStream({ start: (stream) => void streams.push(stream) }))),
  );
  return streams;
}
const settled = () => new Promise((done) => setTimeout(done));

it('lines of an address that is not tested any more are not shown for the next', async () => {
  const streams = streamed();
  const test = new AddressTest();
  void test.run('first.local');
  await settled();
  streams[0]?.enqueue(bytes([step('old-1'), step('old-2')]));
  void test.run('second.local');
  await settled();
  streams[1]?.enqueue(bytes([step('new')]));
  await vi.waitFor(() => expect(test.steps.map(({ id }) => id)).toContain('new'));
  expect(test.steps.map(({ id }) => id)).toEqual(['new']);
});

it('files of limits that were given up are not among those of the next', async () => {
  const streams = streamed();
  const gains = new Gains();
  void gains.work('p1', {});
  await settled();
  streams[0]?.enqueue(bytes([file('old.gcode')]));
  void gains.work('p1', { accel_mm_s2: 5000 });
  await settled();
  streams[1]?.enqueue(bytes([file('new.gcode')]));
  await vi.waitFor(() => expect(gains.files.map(({ path }) => path)).toContain('new.gcode'));
  expect(gains.files.map(({ path }) => path)).toEqual(['new.gcode']);
});
