import { count, eq } from 'drizzle-orm';
import { createPasswords, type Passwords } from '../auth/passwords.ts';
import { createSessions, type SessionClient, type Sessions, type SessionUser } from '../auth/sessions.ts';
import { randomId } from '../crypto/secrets.ts';
import type { Database } from '../database/open.ts';
import { user } from '../database/schema/index.ts';
import { createInvites, type Invites } from './invites.ts';
import { createAccountLimits } from './limits.ts';
import { displayName, type FieldProblem, parseEmail, passwordProblem, problem, tooMany } from './rules.ts';
import { createServerSettings, type RegistrationMode } from './server-settings.ts';
import { createSetupCode } from './setup-code.ts';

export interface RegisterInput {
  name?: string;
  email: string;
  password: string;
  setupCode?: string;
  /** The token of an invitation's link. */
  invite?: string;
}

export type SignedIn = { ok: true; user: SessionUser; token: string };
export type Accounts = ReturnType<typeof createAccounts>;

export interface AccountsOptions {
  database: Database;
  registration: RegistrationMode;
  setupCode?: string | null;
  now?: () => number;
  passwords?: Passwords;
}

/** People: registering, logging in, their sessions and invitations. Forms get typed answers, never exceptions. */
export function createAccounts(options: AccountsOptions) {
  const { database, now = Date.now, passwords = createPasswords() } = options;
  const sessions: Sessions = createSessions(database, now);
  const invites: Invites = createInvites(database, now);
  const serverSettings = createServerSettings(database, options);
  const limits = createAccountLimits(now);
  const setupCode = createSetupCode(hasAccounts, options.setupCode);

  function hasAccounts(): boolean {
    return (database.select({ total: count() }).from(user).get()?.total ?? 0) > 0;
  }

  async function register(input: RegisterInput, client: SessionClient): Promise<SignedIn | FieldProblem> {
    const waitMs = limits.takeRegistration(client.address);
    if (waitMs > 0) return tooMany(waitMs);
    const email = parseEmail(input.email);
    if (!email) return problem('email', 'This is not an e-mail address.');
    const weak = passwordProblem(input.password, email);
    if (weak) return problem('password', weak);
    const refusal = mayRegister(input);
    if (refusal) return refusal;

    const row = {
      id: randomId('u'),
      name: displayName(input.name, email),
      email,
      passwordHash: await passwords.hash(input.password),
      createdAtMs: now(),
    };
    const refused = insert(row, input);
    if (refused) return refused;
    const isServerOwner = find(row.id)?.isServerOwner ?? false;
    const { token } = await sessions.create(row.id, client);
    return { ok: true, user: { id: row.id, name: row.name, email, isServerOwner }, token };
  }

  function mayRegister(input: RegisterInput): FieldProblem | null {
    if (!hasAccounts()) {
      if (!input.setupCode)
        return problem('setupCode', 'Type the set-up code that this server printed at start.');
      if (!setupCode.matches(input.setupCode)) {
        return problem('setupCode', 'This is not the set-up code. It stands where the server was started.');
      }
      return null;
    }
    if (serverSettings.registration() === 'open') return null;
    if (input.invite === undefined) {
      return problem('form', 'New people need an invitation here. Ask the owner of this server for a link.');
    }
    return invites.valid(input.invite)
      ? null
      : problem('invite', 'This invitation is used up or too old. Ask for a new link.');
  }

  /** All in one transaction: whether it is the first account is decided where it is written. */
  function insert(
    row: Omit<typeof user.$inferInsert, 'isServerOwner'>,
    input: RegisterInput,
  ): FieldProblem | null {
    return database.transaction(
      (transaction) => {
        const refusal = mayRegister(input);
        if (refusal) return refusal;
        const taken = transaction.select().from(user).where(eq(user.email, row.email)).get();
        if (taken) return problem('email', 'There is an account with this address. Log in instead.');
        transaction
          .insert(user)
          .values({ ...row, isServerOwner: !hasAccounts() })
          .run();
        if (input.invite !== undefined) invites.accept(input.invite, row.id);
        return null;
      },
      { behavior: 'immediate' },
    );
  }

  async function login(
    input: { email: string; password: string },
    client: SessionClient,
  ): Promise<SignedIn | FieldProblem> {
    const email = input.email.trim().toLowerCase().slice(0, 254);
    const waitMs = limits.takeLogIn(email, client.address);
    if (waitMs > 0) return tooMany(waitMs);
    const row = database.select().from(user).where(eq(user.email, email)).get();
    const right = await passwords.verify(row?.passwordHash ?? null, input.password.slice(0, 1_000));
    if (!row || !right) return problem('form', 'The address or the password is wrong.');
    limits.forgiveLogIn(email, client.address);
    const { token } = await sessions.create(row.id, client);
    const { id, name, isServerOwner } = row;
    return { ok: true, user: { id, name, email, isServerOwner }, token };
  }

  /** Changes the password and ends every other session. */
  async function changePassword(
    input: { userId: string; current: string; next: string; keepSessionId?: string },
    client: SessionClient,
  ): Promise<{ ok: true } | FieldProblem> {
    const row = find(input.userId);
    if (!row) return problem('form', 'There is no such account.');
    const waitMs = limits.takeLogIn(row.email, client.address);
    if (waitMs > 0) return tooMany(waitMs);
    if (!(await passwords.verify(row.passwordHash, input.current))) {
      return problem('form', 'The present password is wrong.');
    }
    limits.forgiveLogIn(row.email, client.address);
    const weak = passwordProblem(input.next, row.email);
    if (weak) return problem('password', weak);
    const passwordHash = await passwords.hash(input.next);
    database.update(user).set({ passwordHash }).where(eq(user.id, row.id)).run();
    sessions.revokeAll(row.id, input.keepSessionId);
    return { ok: true };
  }

  function find(userId: string) {
    return database.select().from(user).where(eq(user.id, userId)).get() ?? null;
  }

  return {
    register,
    login,
    changePassword,
    /** Ends the one session that this cookie stands for. */
    logout: (userId: string, sessionId: string) => sessions.revoke(userId, sessionId),
    rename(userId: string, name: string): void {
      const row = find(userId);
      if (row)
        database
          .update(user)
          .set({ name: displayName(name, row.email) })
          .where(eq(user.id, userId))
          .run();
    },
    nameOf: (userId: string): string | null => find(userId)?.name ?? null,
    /** Everybody on this server, for its owner. */
    people: (): (SessionUser & { createdAtMs: number })[] =>
      database
        .select({
          id: user.id,
          name: user.name,
          email: user.email,
          isServerOwner: user.isServerOwner,
          createdAtMs: user.createdAtMs,
        })
        .from(user)
        .all(),
    needsSetupCode: () => setupCode.current() !== null,
    setupCode: () => setupCode.current(),
    registration: serverSettings.registration,
    setRegistration: serverSettings.setRegistration,
    sessions,
    invites,
  };
}
