import { expect, it } from 'vitest';
import { diagnose, type Diagnosis } from '#klipper';
import { addSimulated } from '../testing/printers.ts';
import { startSite } from '../testing/site.ts';
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

it('the overview and the rail get the doctor’s first finding with its remedy, as the command line does', async () => {
  const site = await startSite({ ALLOW_LOOPBACK_PRINTERS: 'on' });
  const owner = await site.register('owner@example.com');
  const { simulator, printer, path } = await addSimulated(site, owner);
  try {
    simulator.faults.set('mcu-missing');
    await expect.poll(() => printer.snapshot().klippy.state, { timeout: 10_000 }).toBe('error');
    const seen = (await (await site.visit(owner, `${path}/findings`)).json()) as Diagnosis;
    expect(seen.findings[0]).toMatchObject({ id: 'mcu.unable_to_connect', severity: 'error' });
    expect(seen.findings[0]?.remedy.length).toBeGreaterThan(1);
    expect(seen.findings[0]).toEqual((await diagnose({ printer })).findings[0]);
    const stranger = await site.register('other@example.com');
    expect((await site.visit(stranger, `${path}/findings`)).status).toBe(404);
  } finally {
    await site.stop();
    await simulator.stop();
  }
}, 60_000);
