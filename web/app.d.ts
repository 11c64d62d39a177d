import type { Door, Principal } from '../mcp-server/gate/types.ts';
import type { SessionUser, SessionView } from './lib/server/auth/sessions.ts';
import type { VerifiedToken } from './lib/server/tokens/tokens.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** What the person can do about it. */
      remedy?: string;
    }
    interface Locals {
      /** The signed-in person, null for a visitor. */
      user: SessionUser | null;
      session: SessionView | null;
      /** A valid personal token, on the route for other assistants only. */
      token: VerifiedToken | null;
      /** The person as the gate knows them; throws for a visitor. */
      principal(
        options?: Partial<Pick<Principal, 'conversationId' | 'toolCallId' | 'turnId'>> & { door?: Door },
      ): Principal;
    }
  }
}
export {};
