import type { Door, PendingAction, Principal, Role } from './types.ts';

const RANK: Record<Role, number> = { viewer: 1, operator: 2, owner: 3 };

/** True when the role is at least the one needed. */
export function roleReaches(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && RANK[role] >= RANK[needed];
}

/** Doors behind which a signed-in person sits. A bearer token asks, it never decides. */
export const SESSION_DOORS: ReadonlySet<Door> = new Set<Door>(['page', 'chat']);

/**
 * Who may decide about an action, as data. In classroom mode an operator's action waits for an owner; otherwise
 * the requester decides where the tools allow it, and an owner always may.
 */
export function decidersFor(request: {
  userId: string;
  role: Role;
  neededRole: Role;
  classroom: boolean;
}): PendingAction['deciders'] {
  const mustWait = request.classroom && request.role !== 'owner';
  const decidesAlone = !mustWait && roleReaches(request.role, request.neededRole);
  return { users: decidesAlone ? [request.userId] : [], role: 'owner' };
}

export type DecisionProblem = 'not-found' | 'forbidden' | 'not-pending' | 'expired';
export type DecisionVerdict = { ok: true } | { ok: false; code: DecisionProblem; message: string };

/** May this person decide about this action now? A pure answer; the store makes sure it happens once. */
export function judgeDecision(
  action: PendingAction | null,
  principal: Principal,
  nowMs: number,
  {
    decidingDoors = SESSION_DOORS,
    classroom = false,
  }: { decidingDoors?: ReadonlySet<Door>; classroom?: boolean } = {},
): DecisionVerdict {
  if (!action) return no('not-found', 'There is no such action.');
  const role = principal.roles.get(action.printerId);
  if (!decidingDoors.has(principal.door)) {
    return no('forbidden', 'Only a signed-in person can decide; a token or an assistant cannot.');
  }
  if (!mayDecide(action, principal.userId, role, classroom)) {
    return no('forbidden', 'This action waits for somebody else to decide.');
  }
  if (action.status !== 'pending') return no('not-pending', `This action is already ${action.status}.`);
  if (nowMs >= action.expiresAtMs) return no('expired', 'This action has expired. Ask for it again.');
  return { ok: true };
}

/**
 * True for those named by the action whose role on the printer still allows deciding. Roles and classroom mode
 * count as they are now, not as they were when it was asked.
 */
export function mayDecide(
  action: PendingAction,
  userId: string,
  role: Role | undefined,
  classroom = false,
): boolean {
  if (!roleReaches(role, classroom ? 'owner' : 'operator')) return false;
  if (action.deciders.users.includes(userId)) return true;
  return action.deciders.role !== null && roleReaches(role, action.deciders.role);
}

function no(code: DecisionProblem, message: string): DecisionVerdict {
  return { ok: false, code, message };
}
