import { describe, expect, it } from 'vitest';
import { excludedClasses, exceptions } from './exceptions.ts';
import { replayHttp } from './http-replay.ts';
import { readRecordings } from './recordings.ts';

const { http } = readRecordings();
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
