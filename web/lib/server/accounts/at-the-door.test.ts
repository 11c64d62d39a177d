import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillLocals } from '../http/locals.ts';
import { type Site, startSite } from '../testing/site.ts';
import { PASSWORD } from '../testing/database.ts';
import { signIn, signOut, signOutEverywhere, signUp } from './at-the-door.ts';
import { safeNext } from '../paths.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

interface SetCookie {
  value: string;
  options: { secure?: boolean; httpOnly?: boolean; sameSite?: string };
}

/** An event with cookies that can be looked at. */
function visitor(address: string, origin = 'http://pi.local:3000') {
  const jar = new Map<string, SetCookie>();
  const event = {
    url: new URL(origin),
    request: new Request(origin),
    locals: {},
    route: { id: '/' },
    getClientAddress: () => address,
    cookies: {
      get: (name: string) => jar.get(name)?.value,
      set: (name: string, value: string, options: SetCookie['options']) =>
        void jar.set(name, { value, options }),
      delete: (name: string) => void jar.delete(name),
    },
  } as unknown as RequestEvent;
  return { event, jar };
}

const owner = { email: 'owner@example.com', password: PASSWORD };

describe('at the door', () => {
  it('plain HTTP in the house gets a cookie that the browser keeps; https a Secure one', async () => {
    const home = visitor('192.168.1.5');
    await fillLocals(home.event);
    expect(await signUp(home.event, { ...owner, setupCode: 'TEST-CODE' })).toMatchObject({ ok: true });
    expect(home.jar.get('cp_session')?.options).toMatchObject({
      secure: false,
      httpOnly: true,
      sameSite: 'lax',
    });
    const away = visitor('203.0.113.5', 'https://print.example.com');
    await fillLocals(away.event);
    await signIn(away.event, owner);
    expect(away.jar.get('cp_session')?.options.secure).toBe(true);
  });

  it('signing in again is a new session, and the old one is over', async () => {
    const { event, jar } = visitor('192.168.1.6');
    await fillLocals(event);
    await signIn(event, owner);
    const before = jar.get('cp_session')?.value ?? '';
    await fillLocals(event);
    await signIn(event, owner);
    expect(jar.get('cp_session')?.value).not.toBe(before);
    expect(await site.app.accounts.sessions.validate(before)).toBeNull();
  });

  it('a session that the browser brought along is never taken over', async () => {
    const { event, jar } = visitor('192.168.1.7');
    jar.set('cp_session', { value: 'chosen-by-an-attacker', options: {} });
    await fillLocals(event);
    expect(event.locals.user).toBeNull();
    await signIn(event, owner);
    expect(jar.get('cp_session')?.value).not.toBe('chosen-by-an-attacker');
  });

  it('a wrong password sets nothing', async () => {
    const { event, jar } = visitor('192.168.1.8');
    await fillLocals(event);
    expect(await signIn(event, { ...owner, password: 'wrong' })).toMatchObject({ ok: false });
    expect(jar.size).toBe(0);
  });

  it('signing out ends this session, everywhere ends all', async () => {
    const [one, two] = [visitor('192.168.1.9'), visitor('192.168.1.10')];
    for (const { event } of [one, two]) {
      await fillLocals(event);
      await signIn(event, owner);
      await fillLocals(event);
    }
    const [first, second] = [one.jar.get('cp_session')?.value ?? '', two.jar.get('cp_session')?.value ?? ''];
    signOut(one.event);
    expect(one.jar.size).toBe(0);
    expect(await site.app.accounts.sessions.validate(first)).toBeNull();
    expect(await site.app.accounts.sessions.validate(second)).not.toBeNull();
    expect(signOutEverywhere(two.event)).toBeGreaterThanOrEqual(1);
    expect(await site.app.accounts.sessions.validate(second)).toBeNull();
  });

  it.each([
    ['/chat?printer=1', '/chat?printer=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
    [null, '/'],
  ])('leads on only to this server: %s', (next, path) => expect(safeNext(next)).toBe(path));
});
