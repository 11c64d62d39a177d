import type { Role } from '../../../../mcp-server/gate/types.ts';

/**
 * What a route needs, declared by the route itself as `export const _access`. A route without a declaration is
 * refused: forgetting it must not open a door.
 */
export type Access = 'public' | 'signed-in' | Role | 'server-owner' | 'token';

export const ACCESS_WORDS: readonly Access[] = [
  'public',
  'signed-in',
  'viewer',
  'operator',
  'owner',
  'server-owner',
  'token',
];

const RANK: Record<Role, number> = { viewer: 1, operator: 2, owner: 3 };

export type AccessVerdict = 'allowed' | 'sign-in' | 'bad-token' | 'hidden' | 'forbidden' | 'undeclared';

export interface AccessQuestion {
  access: Access | undefined;
  user: { isServerOwner: boolean } | null;
  /** True for a valid bearer token, where the route takes one. */
  hasToken: boolean;
  /** The role on the printer the address names; undefined when the person has none or no printer is named. */
  role: Role | undefined;
  /** Whether the address names a printer. */
  namesPrinter: boolean;
}

/** May this request reach the route? A pure answer; hooks act on it. */
export function judgeAccess(question: AccessQuestion): AccessVerdict {
  const { access, user, hasToken, role, namesPrinter } = question;
  if (access === undefined || !ACCESS_WORDS.includes(access)) return 'undeclared';
  if (access === 'public') return 'allowed';
  if (access === 'token') return hasToken ? 'allowed' : 'bad-token';
  if (!user) return 'sign-in';
  if (access === 'signed-in') return 'allowed';
  if (access === 'server-owner') return user.isServerOwner ? 'allowed' : 'forbidden';
  if (!namesPrinter) return 'undeclared';
  if (role === undefined) return 'hidden';
  return RANK[role] >= RANK[access] ? 'allowed' : 'forbidden';
}

/** Where both a page and an endpoint live in one folder, the stricter of the two counts. */
export function stricter(a: Access | undefined, b: Access | undefined): Access | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return ACCESS_WORDS.indexOf(a) >= ACCESS_WORDS.indexOf(b) ? a : b;
}
