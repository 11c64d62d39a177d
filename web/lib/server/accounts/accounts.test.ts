import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../crypto/secrets.ts';
import { session, user } from '../database/schema/index.ts';
import { accountsForTest, browser, PASSWORD } from '../testing/database.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const owner = { email: 'Owner@Example.com ', password: PASSWORD, setupCode: 'k7qm 2xvb' };

let world: ReturnType<typeof accountsForTest>;
beforeEach(() => {
  world = accountsForTest();
});
afterEach(() => world.close());

async function registerOwner() {
  const answer = await world.accounts.register(owner, browser);
  if (!answer.ok) throw new Error(answer.message);
  return answer;
}

describe('the first account', () => {
  it('owns the server and needs the set-up code, typed in any manner', async () => {
    const answer = await registerOwner();
    expect(answer.user).toMatchObject({ email: 'owner@example.com', name: 'owner', isServerOwner: true });
  });

  it.each([undefined, '', 'AAAA-AAAA', 'K7QM-2XV'])(
    'is refused with the set-up code %s',
    async (setupCode) => {
      const answer = await world.accounts.register({ ...owner, setupCode: setupCode as string }, browser);
      expect(answer).toMatchObject({ ok: false, field: 'setupCode' });
      expect(world.accounts.people()).toEqual([]);
    },
  );

  it('ends the need for the code for good', async () => {
    expect(world.accounts.setupCode()).toBe('K7QM-2XVB');
    await registerOwner();
    expect(world.accounts.needsSetupCode()).toBe(false);
    expect(world.accounts.setupCode()).toBeNull();
  });

  it('two people with the code at once: one owns the server, the other is refused', async () => {
    const both = await Promise.all([
      world.accounts.register(owner, browser),
      world.accounts.register({ ...owner, email: 'other@example.com' }, browser),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(world.accounts.people().filter(({ isServerOwner }) => isServerOwner)).toHaveLength(1);
  });
});

describe('registering', () => {
  it('needs an invitation unless the owner has opened it', async () => {
    const { user: first } = await registerOwner();
    const guest = { email: 'guest@example.com', password: PASSWORD };
    expect(await world.accounts.register(guest, browser)).toMatchObject({ ok: false, field: 'form' });
    const { token } = world.accounts.invites.create({ createdBy: first.id });
    expect(await world.accounts.register({ ...guest, invite: token }, browser)).toMatchObject({ ok: true });
    const again = { email: 'second@example.com', password: PASSWORD, invite: token };
    expect(await world.accounts.register(again, browser)).toMatchObject({ ok: false, field: 'invite' });
    world.accounts.setRegistration('open');
    expect(await world.accounts.register({ ...again, invite: undefined as never }, browser)).toMatchObject({
      ok: true,
    });
  });

  it('an invitation grows old', async () => {
    const { user: first } = await registerOwner();
    const { token } = world.accounts.invites.create({ createdBy: first.id });
    world.clock.advance(8 * DAY);
    const guest = { email: 'guest@example.com', password: PASSWORD, invite: token };
    expect(await world.accounts.register(guest, browser)).toMatchObject({ ok: false, field: 'invite' });
  });

  it.each([
    ['not an address', 'nobody', PASSWORD, 'email'],
    ['a short password', 'a@example.com', 'short', 'password'],
    ['a common password', 'a@example.com', 'password123', 'password'],
    ['the address as password', 'a@example.com', 'a@example.com', 'password'],
  ])('%s is refused at its field', async (_name, email, password, field) => {
    const answer = await world.accounts.register({ email, password, setupCode: 'K7QM-2XVB' }, browser);
    expect(answer).toMatchObject({ ok: false, field });
  });

  it('is limited to five a minute from one address', async () => {
    for (let count = 0; count < 5; count += 1)
      await world.accounts.register({ ...owner, email: 'x' }, browser);
    expect(await world.accounts.register(owner, browser)).toMatchObject({ retryAfterSeconds: 60 });
    expect(await world.accounts.register(owner, { ...browser, address: '198.51.100.1' })).toMatchObject({
      ok: true,
    });
  });
});

describe('logging in', () => {
  const wrong = { email: 'owner@example.com', password: 'wrong password' };
  const right = { email: 'owner@example.com', password: PASSWORD };

  it('says the same for a wrong password and an unknown person', async () => {
    await registerOwner();
    const a = await world.accounts.login(wrong, browser);
    const b = await world.accounts.login({ ...wrong, email: 'nobody@example.com' }, browser);
    expect(a).toMatchObject({ ok: false, field: 'form' });
    expect(b).toEqual(a);
  });

  it('does the same work for an unknown person', async () => {
    await registerOwner();
    const time = async (email: string) => {
      const from = performance.now();
      await world.accounts.login({ email, password: 'x' }, { ...browser, address: email });
      return performance.now() - from;
    };
    await time('warm@example.com');
    const [known, unknown] = [await time('owner@example.com'), await time('nobody@example.com')];
    expect(unknown).toBeGreaterThan(known / 10);
  });

  it('three tries a minute per account, from wherever; then the right password waits too', async () => {
    await registerOwner();
    for (let count = 0; count < 3; count += 1) {
      await world.accounts.login(wrong, { ...browser, address: `192.0.2.${count}` });
    }
    const elsewhere = { ...browser, address: '198.51.100.9' };
    expect(await world.accounts.login(right, elsewhere)).toMatchObject({ ok: false, retryAfterSeconds: 60 });
    world.clock.advance(MINUTE);
    expect(await world.accounts.login(right, elsewhere)).toMatchObject({ ok: true });
  });

  it('three tries a minute per address, for whatever account', async () => {
    await registerOwner();
    for (let count = 0; count < 3; count += 1) {
      await world.accounts.login({ ...wrong, email: `someone${count}@example.com` }, browser);
    }
    expect(await world.accounts.login(right, browser)).toMatchObject({ ok: false, retryAfterSeconds: 60 });
  });

  it('ten failures an hour per account, and parallel tries gain nothing', async () => {
    await registerOwner();
    let refused = 0;
    for (let round = 0; round < 6; round += 1) {
      const tries = [0, 1, 2].map((n) =>
        world.accounts.login(wrong, { ...browser, address: `10.0.${round}.${n}` }),
      );
      refused += (await Promise.all(tries)).filter((answer) => 'retryAfterSeconds' in answer).length;
      world.clock.advance(MINUTE);
    }
    expect(refused).toBe(18 - 10);
  });

  it('success does not count', async () => {
    await registerOwner();
    for (let count = 0; count < 12; count += 1) {
      expect((await world.accounts.login(right, browser)).ok).toBe(true);
    }
  });
});

describe('sessions', () => {
  it('the database holds no token that would sign anybody in', async () => {
    const { token } = await registerOwner();
    const rows = world.database.select().from(session).all();
    expect(rows[0]?.id).toBe(sha256(token));
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await world.accounts.sessions.validate(rows[0]?.id ?? '')).toBeNull();
    expect(world.database.select().from(user).all()[0]?.passwordHash).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
  });

  it('a revoked one is over at once, and so are all with "log out everywhere"', async () => {
    const first = await registerOwner();
    const second = await world.accounts.login({ email: 'owner@example.com', password: PASSWORD }, browser);
    if (!second.ok) throw new Error(second.message);
    const { sessions } = world.accounts;
    expect(sessions.list(first.user.id)).toHaveLength(2);
    expect(sessions.revoke(first.user.id, sha256(first.token))).toBe(true);
    expect(await sessions.validate(first.token)).toBeNull();
    expect(await sessions.validate(second.token)).not.toBeNull();
    sessions.revokeAll(first.user.id);
    expect(await sessions.validate(second.token)).toBeNull();
  });

  it("somebody else's cannot be revoked", async () => {
    const first = await registerOwner();
    expect(world.accounts.sessions.revoke('u_other', sha256(first.token))).toBe(false);
    expect(await world.accounts.sessions.validate(first.token)).not.toBeNull();
  });

  it('no use keeps one alive beyond 90 days', async () => {
    const { token } = await registerOwner();
    world.clock.advance(89 * DAY);
    expect(await world.accounts.sessions.validate(token)).not.toBeNull();
    world.clock.advance(2 * DAY);
    expect(await world.accounts.sessions.validate(token)).toBeNull();
  });

  it('a new password ends the others', async () => {
    const { user: me, token } = await registerOwner();
    const other = await world.accounts.login({ email: me.email, password: PASSWORD }, browser);
    if (!other.ok) throw new Error(other.message);
    const change = {
      userId: me.id,
      current: PASSWORD,
      next: 'a much better one',
      keepSessionId: sha256(token),
    };
    expect(await world.accounts.changePassword({ ...change, current: 'wrong' }, browser)).toMatchObject({
      ok: false,
    });
    expect(await world.accounts.changePassword(change, browser)).toEqual({ ok: true });
    expect(await world.accounts.sessions.validate(token)).not.toBeNull();
    expect(await world.accounts.sessions.validate(other.token)).toBeNull();
    expect(await world.accounts.login({ email: me.email, password: PASSWORD }, browser)).toMatchObject({
      ok: false,
    });
  });
});
