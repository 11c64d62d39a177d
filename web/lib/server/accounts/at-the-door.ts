import type { RequestEvent } from '@sveltejs/kit';
import { app } from '../app.ts';
import type { SessionUser } from '../auth/sessions.ts';
import { clientOf } from '../http/client.ts';
import { clearSessionCookie, writeSessionCookie } from '../http/session-cookie.ts';
import type { RegisterInput } from './accounts.ts';
import type { FieldProblem } from './rules.ts';

/*
 * What form actions call: sign up, sign in, sign out. Each sets or clears the cookie; a session is always new,
 * never one that the browser brought along.
 */

type Answer = { ok: true; user: SessionUser } | FieldProblem;

export async function signUp(event: RequestEvent, input: RegisterInput): Promise<Answer> {
  const answer = await app().accounts.register(input, clientOf(event));
  return answer.ok ? welcome(event, answer) : answer;
}

export async function signIn(
  event: RequestEvent,
  input: { email: string; password: string },
): Promise<Answer> {
  const answer = await app().accounts.login(input, clientOf(event));
  return answer.ok ? welcome(event, answer) : answer;
}

export function signOut(event: RequestEvent): void {
  const { user, session } = event.locals;
  if (user && session) {
    app().accounts.logout(user.id, session.id);
    app().endStreamsOf(user.id, session.id);
  }
  clearSessionCookie(event, app().settings);
}

/** Ends all sessions of the person, this one included where that is wanted. */
export function signOutEverywhere(event: RequestEvent, options: { keepThis?: boolean } = {}): number {
  const { user, session } = event.locals;
  if (!user || !session) return 0;
  const ended = app().accounts.sessions.revokeAll(user.id, options.keepThis ? session.id : undefined);
  app().endStreamsOf(user.id);
  if (!options.keepThis) clearSessionCookie(event, app().settings);
  return ended;
}

function welcome(event: RequestEvent, { user, token }: { user: SessionUser; token: string }): Answer {
  const { session, user: before } = event.locals;
  if (before && session) app().accounts.logout(before.id, session.id);
  writeSessionCookie(event, token, app().settings);
  return { ok: true, user };
}
