import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BoxLine } from '#klipper';
import { startRecorded } from '../../../../src/klipper/simulator/recorded/index.ts';
import { addSimulated } from '../testing/printers.ts';
import { type Site, startSite } from '../testing/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({ ALLOW_LOOPBACK_PRINTERS: 'on' });
});
afterAll(() => site.stop());

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as BoxLine);

it('the record is downloaded by the owner alone: the last hour, what was saved, and one of those to play again', async () => {
  const owner = await site.register('owner@example.com');
  const other = await site.register('viewer@example.com');
  const { simulator, id, printer, path } = await addSimulated(site, owner);
  site.app.printers.members.setRole(id, other.userId, 'operator');
  try {
    await printer.gcode(['M104 S150'], { issuedAtMs: Date.now(), origin: 'page:owner' });
    await printer.emergencyStop({ origin: 'page:owner' });
    const saved = await printer.blackBox?.save('stop');

    const hour = await site.visit(owner, `${path}/blackbox`);
    expect(hour.headers.get('content-disposition')).toBe('attachment; filename="black-box-last-hour.jsonl"');
    expect(hour.headers.get('content-type')).toContain('ndjson');
    const kinds = new Set(linesOf(await hour.text()).map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['objects', 'delta', 'command', 'klippy']));

    const list = (await (await site.visit(owner, `${path}/blackbox?list`)).json()) as { incidents: string[] };
    expect(list.incidents).toContain(saved);
    const incident = await site.visit(owner, `${path}/blackbox?incident=${saved}`);
    expect(incident.headers.get('content-disposition')).toContain(saved);
    const again = await startRecorded(linesOf(await incident.text()), { port: 0, clock: 'manual' });
    again.advance(again.lengthSeconds + 1);
    expect(await (await fetch(`${again.url}/server/info`)).json()).toMatchObject({
      result: { klippy_state: 'shutdown' },
    });
    await again.stop();

    for (const name of ['none.jsonl', '../../../etc/passwd', '%2e%2e/piece']) {
      expect((await site.visit(owner, `${path}/blackbox?incident=${name}`)).status).toBe(404);
    }
    expect((await site.visit(other, `${path}/blackbox`)).status).toBe(403);
    expect((await site.visit(site.visitor(), `${path}/blackbox`)).status).toBe(401);
  } finally {
    await simulator.stop();
  }
});
