import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { roomProblem } from './room.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'room-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('storage full is said clearly, before a byte is taken', async () => {
  const { bavail, bsize } = await statfs(folder);
  const problem = await roomProblem(join(folder, 'uploads'), bavail * bsize + 1);
  expect(problem?.cause).toMatch(/storage of this server is full: \d+ MB are left/);
  expect(problem?.remedy).toContain('Nothing was lost');
});

it('a small file fits', async () => expect(await roomProblem(folder, 1)).toBeNull());
