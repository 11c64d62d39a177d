import type { Role } from '../../../../mcp-server/gate/types.ts';

/** A role as a form names it, or null. */
export function parseRole(text: string): Role | null {
  return text === 'viewer' || text === 'operator' || text === 'owner' ? text : null;
}
