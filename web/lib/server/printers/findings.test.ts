import { expect, it } from 'vitest';
import type { Diagnosis } from '#klipper';
import { createFindings } from './findings.ts';
import type { Printer } from './klipper.ts';

const printer = (name: string) => ({ name }) as Printer;

it('five tabs that ask together make one look; a later question makes another', async () => {
  let nowMs = 0;
  const looked: string[] = [];
  const doctor = createFindings(
    () => nowMs,
    async ({ name }): Promise<Diagnosis> => {
      looked.push(name);
      return { reachable: true, findings: [] };
    },
  );
  const workhorse = printer('Workhorse');
  await Promise.all([1, 2, 3, 4, 5].map(() => doctor.of(workhorse)));
  expect(looked).toEqual(['Workhorse']);
  await doctor.of(printer('Other'));
  nowMs = 10_000;
  await doctor.of(workhorse);
  expect(looked).toEqual(['Workhorse', 'Other', 'Workhorse']);
});

it('a slow look is not begun twice, however long it takes', async () => {
  let nowMs = 0;
  let looks = 0;
  let finish: (seen: Diagnosis) => void = () => {};
  const doctor = createFindings(
    () => nowMs,
    () => {
      looks += 1;
      return new Promise<Diagnosis>((resolve) => (finish = resolve));
    },
  );
  const slow = printer('Slow');
  const first = doctor.of(slow);
  nowMs = 60_000;
  const second = doctor.of(slow);
  finish({ reachable: false, findings: [] });
  expect(await second).toBe(await first);
  expect(looks).toBe(1);
});
