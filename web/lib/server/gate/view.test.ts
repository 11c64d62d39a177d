import { describe, expect, it } from 'vitest';
import type { PendingAction } from '../../../../mcp-server/gate/types.ts';
import { viewOf } from './view.ts';

describe('an action as a person sees it', () => {
  const action = {
    ...{ id: 'a1', printerId: 'p1', status: 'pending', expiresAtMs: 1_000 },
    deciders: { users: ['student'], role: 'owner' },
  } as unknown as PendingAction;
  const student = { userId: 'student', roles: new Map([['p1', 'operator']] as const) };
  const teacher = { userId: 'teacher', roles: new Map([['p1', 'owner']] as const) };

  it('a student who may decide about it no longer may once classroom mode is on', () => {
    expect(viewOf(action, student, 0, false).mayDecide).toBe(true);
    expect(viewOf(action, student, 0, true).mayDecide).toBe(false);
    expect(viewOf(action, teacher, 0, true).mayDecide).toBe(true);
    expect(viewOf(action, teacher, 1_000, true).mayDecide).toBe(false);
  });
});
