import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWorkshop, type Workshop } from '../testing/printers.ts';
import type { Visitor } from '../testing/site.ts';

let workshop: Workshop;
beforeEach(async () => {
  workshop = await startWorkshop();
});
afterEach(() => workshop.stop());

function stop(who: Visitor) {
  const { site, machine } = workshop;
  return site.visit(who, `${machine.path}/stop`, { method: 'POST' });
}

describe('the emergency stop', () => {
  it('answers once Klipper is seen in shutdown, and is written down', async () => {
    const { site, owner, machine } = workshop;
    expect(await (await stop(owner)).json()).toMatchObject({ status: 'stopped' });
    expect(machine.printer.snapshot().klippy.state).toBe('shutdown');
    expect(site.app.audit.ofAction('none')).toEqual([]);
    const rows = site.app.audit.readOwn({ printerIds: [machine.id], userId: owner.userId });
    expect(rows[0]).toMatchObject({ event: 'stop', userName: 'owner', tool: 'emergency_stop' });
  });

  it('reaches the printer while another program holds the database', async () => {
    const { site, owner } = workshop;
    const other = new SqliteDatabase(join(site.app.settings.dataDirectory, 'cloud-print.sqlite'));
    site.app.database.$client.pragma('busy_timeout = 50');
    const told = vi.spyOn(console, 'error').mockReturnValue();
    other.exec('BEGIN IMMEDIATE');
    expect(await (await stop(owner)).json()).toMatchObject({ status: 'stopped' });
    other.exec('ROLLBACK');
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
    other.close();
  });

  it('reaches the printer when the trail cannot be written', async () => {
    const { site, owner } = workshop;
    const told = vi.spyOn(console, 'error').mockReturnValue();
    site.app.database.$client.exec('ALTER TABLE audit RENAME TO audit_gone');
    expect(await (await stop(owner)).json()).toMatchObject({ status: 'stopped' });
    site.app.database.$client.exec('ALTER TABLE audit_gone RENAME TO audit');
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });

  it('says so when it did not get through', async () => {
    const { owner, machine } = workshop;
    await machine.simulator.stop();
    const outcome = (await (await stop(owner)).json()) as { status: string };
    expect(outcome.status).toBe('not-confirmed');
  }, 20_000);

  it('has no rate limit, and is never sent for a stranger or from another site', async () => {
    const { site, owner, machine } = workshop;
    const stranger = await site.register('stranger@example.com');
    expect((await stop(stranger)).status).toBe(404);
    const foreign = await site.visit(owner, `${machine.path}/stop`, {
      method: 'POST',
      origin: 'http://evil.example',
    });
    expect(foreign.status).toBe(403);
    expect(machine.printer.snapshot().klippy.state).toBe('ready');
    for (let count = 0; count < 30; count += 1) expect((await stop(owner)).status).toBe(200);
  });
});
