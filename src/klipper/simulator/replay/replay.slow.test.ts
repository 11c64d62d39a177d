import { describe, expect, it, vi } from 'vitest';
import { excludedClasses, exceptions, socketExceptions } from './exceptions.ts';
import { replayHttp } from './http-replay.ts';
import { playedOrder, recordedOrder } from './notice-order.ts';
import { readRecordings } from './recordings.ts';
import { acts } from './situations.ts';
import { replaySocket } from './socket-replay.ts';

vi.setConfig({ testTimeout: 20_000 });
const { http, ws } = readRecordings();
const isExcluded = (name: string): boolean => excludedClasses.some(([pattern]) => pattern.test(name));

describe('recorded HTTP exchanges', () => {
  const played = http.filter(({ name }) => !isExcluded(name));

  it.each(played.map((recording) => [recording.name, recording] as const))('%s', async (name, recording) => {
    const difference = await replayHttp(recording);
    if (name in exceptions) expect(difference, `${name} agrees now: take its exception away`).not.toBeNull();
    else expect(difference).toBeNull();
  });

  it('at least 95 % of those that count agree', () => {
    const agreeing = played.filter(({ name }) => !(name in exceptions)).length;
    expect(agreeing / played.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe('recorded sockets', () => {
  const played = ws.filter(({ name }) => !(name in socketExceptions));

  it.each(played.map((recording) => [recording.name, recording] as const))(
    '%s: each answer',
    async (_name, recording) => {
      expect(await replaySocket(recording)).toBeNull();
    },
  );

  it.each(Object.keys(acts))('%s: the order of the notices', async (name) => {
    const recording = ws.find((one) => one.name === name);
    expect(recording).toBeDefined();
    if (recording) expect(await playedOrder(name)).toEqual(recordedOrder(recording));
  });
});
