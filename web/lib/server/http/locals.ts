import type { RequestEvent } from '@sveltejs/kit';
import type { Door, Principal } from '../../../../mcp-server/gate/types.ts';
import { app } from '../app.ts';
import { isBearerRoute } from './guards.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Nothing is written on the way to the emergency stop. */
const STOP_ROUTE = '/api/printers/[id]/stop';

const ALL_SCOPES = new Set(['read', 'control', 'config'] as const);

/** Puts on the event who asks: a session from the cookie, or a personal token on the route for assistants. */
export async function fillLocals(event: RequestEvent): Promise<void> {
  const { locals, cookies, request, route } = event;
  const cookie = readSessionCookie(cookies);
  const { sessions } = app().accounts;
  const look = route.id === STOP_ROUTE ? sessions.peek : sessions.validate;
  const found = cookie ? await look(cookie) : null;
  locals.user = found?.user ?? null;
  locals.session = found?.session ?? null;
  locals.token = isBearerRoute(route.id) ? bearerOf(request) : null;
  locals.principal = (options = {}) => sessionPrincipal(event, options);
}

function bearerOf(request: Request) {
  const header = request.headers.get('authorization') ?? '';
  const secret = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  return secret ? app().tokens.verify(secret) : null;
}

/** The signed-in person as the gate knows them. Throws for a visitor: declare the route's access. */
function sessionPrincipal(
  { locals }: RequestEvent,
  options: Partial<Pick<Principal, 'conversationId' | 'toolCallId' | 'turnId'>> & { door?: Door },
): Principal {
  const { user, session } = locals;
  if (!user || !session) throw new Error('There is no principal without a session.');
  const { door = 'page', ...rest } = options;
  return {
    userId: user.id,
    userName: user.name,
    door,
    via: `session ${session.id.slice(0, 8)}`,
    roles: app().printers.rolesOf(user.id),
    scopes: ALL_SCOPES,
    ...rest,
  };
}
