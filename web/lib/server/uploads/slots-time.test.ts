import { describe, expect, it } from 'vitest';
import { accountsForTest, browser, PASSWORD } from '../testing/database.ts';
import type { Uploads } from './uploads.ts';
import { createUploadSlots } from './slots.ts';

describe('upload slots', () => {
  it('expire, and are narrowed to the printers of the token', async () => {
    const { accounts, database, close } = accountsForTest();
    const anna = { email: 'anna@example.com', password: PASSWORD, setupCode: 'K7QM-2XVB' };
    const registered = await accounts.register(anna, browser);
    if (!registered.ok) throw new Error(registered.message);
    const userId = registered.user.id;
    let nowMs = 0;
    const taken: string[] = [];
    const uploads = {
      accept: async () => ({ cause: 'reached', remedy: '' }),
      cancel: async (id: string) => void taken.push(id),
      find: () => null,
    } as unknown as Uploads;
    const slots = createUploadSlots({
      database,
      uploads,
      directory: '/nowhere',
      maySend: () => true,
      origin: 'https://print.example.org',
      now: () => nowMs,
    });
    const slot = slots.open({ userId, printerId: 'p1', name: 'a.gcode', sizeBytes: 1 });
    expect(slot.url).toBe(`https://print.example.org/api/upload-slots/${slot.uploadId}`);
    const send = (printer: string) =>
      slots.receive(slot.uploadId, { userId, roles: new Map([[printer, 'owner']]) }, new Uint8Array(1), null);
    expect(await send('p2')).toMatchObject({ ok: false, status: 404 });
    expect(await send('p1')).toMatchObject({ ok: false, status: 422, problem: { cause: 'reached' } });
    nowMs = slot.expiresAtMs;
    expect(await send('p1')).toMatchObject({ ok: false, status: 404 });
    slots.open({ userId, printerId: 'p1', name: 'b.gcode', sizeBytes: 1 });
    expect(taken).toEqual([slot.uploadId]);
    close();
  });
});
