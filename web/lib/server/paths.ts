/** Addresses of pages that the server leads people to. */
export const SIGN_IN_PATH = '/sign-in';
export const REGISTER_PATH = '/register';

/** The link that is printed at start; it fills in the set-up code. */
export function registerLink(origin: string, setupCode: string): string {
  return `${origin}${REGISTER_PATH}?code=${setupCode}`;
}

/** Where to go after signing in: only paths of this server, never another site. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next)) return '/';
  const url = URL.parse(next, 'http://here');
  return url?.host === 'here' ? url.pathname + url.search : '/';
}

/** Where somebody with an account takes an invitation. */
export function invitePath(token: string): string {
  return `/invite/${encodeURIComponent(token)}`;
}

/** The page where a person decides about one action. */
export function approvalPath(actionId: string): string {
  return `/approvals/${encodeURIComponent(actionId)}`;
}
