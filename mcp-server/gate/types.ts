/**
 * The words of the gate. Storage is an interface: tests use memory, the web app its database. Nothing here
 * knows of HTTP, cookies or a model.
 */

export type Role = 'viewer' | 'operator' | 'owner';

/** Through what a request came in. Only a signed-in session may decide. */
export type Door = 'chat' | 'page' | 'mcp-http' | 'mcp-stdio' | 'api' | 'system';

/** Who asks. Made by the outermost ring, trusted inside. */
export interface Principal {
  userId: string;
  /** Shown on cards and in the audit trail. */
  userName: string;
  door: Door;
  /** The session, token or conversation it came from, for the audit trail. */
  via: string;
  /** Role per printer id; a printer that is not in here does not exist for this principal. */
  roles: ReadonlyMap<string, Role>;
  /** Scopes of a personal token; sessions have all of them. */
  scopes: ReadonlySet<'read' | 'control' | 'config'>;
  /** The conversation a pending action belongs to, when it came from the chat. */
  conversationId?: string;
  /** The model's call that asked, so that the outcome finds its way back. */
  toolCallId?: string;
  /** The turn in which it was asked; the same wish declined in this turn is not asked again. */
  turnId?: string;
}

export type ActionStatus =
  | 'pending'
  | 'approved' /** decided, being carried out */
  | 'done'
  | 'refused' /** approved, but bounds, changed state or the printer said no */
  | 'unknown' /** sent, the answer was lost */
  | 'declined'
  | 'expired'
  | 'void'; /** the state it depended on changed, the server restarted in the middle, or who asked took it back */

/** One exact thing to do: a tool with canonical arguments on one printer. */
export interface ActionStep {
  tool: string;
  printerId: string;
  /** Parsed by the tool's schema, keys sorted. */
  args: Record<string, unknown>;
}

/** What a person sees before deciding. Made by code from the arguments, never by a model. */
export interface ActionSummary {
  /** One sentence with the number in it: "Set the nozzle to 200 °C". */
  title: string;
  /** What it means now: "Now 24.1 °C, off. It takes about a minute." */
  meaning: string;
  /** The one hazard to know, or null. */
  hazard: string | null;
  /** True when there is no way back. */
  irreversible: boolean;
  /** Facts for the card, such as the file's time and filament. */
  facts: { label: string; value: string }[];
  /** What is checked again before it runs. */
  rechecked: string;
  /** A file of the printer this is about, so that the card can show its thumbnail. */
  filePath?: string;
  /** The camera with which the card shows how the bed looks while it asks. */
  camera?: string;
  /** Options of the configuration that change, for a card that draws a difference; `facts` has them as sentences. */
  diff?: ConfigChange[];
}

/** One option before and after; null where it is not set. */
export interface ConfigChange {
  section: string;
  option: string;
  before: string | null;
  after: string | null;
}

export interface PendingAction {
  id: string;
  printerId: string;
  printerName: string;
  steps: ActionStep[];
  /** SHA-256 over printer, tools and canonical arguments. */
  hash: string;
  summary: ActionSummary;
  /** What its safety depends on, as each tool declares it; compared again before it runs. */
  fingerprint: Record<string, string | number | boolean | null>;
  requestedBy: { userId: string; userName: string; door: Door; via: string };
  conversationId: string | null;
  toolCallId: string | null;
  turnId: string | null;
  /** Who may decide, as data: ids of users, or a role on this printer. */
  deciders: { users: string[]; role: Role | null };
  status: ActionStatus;
  createdAtMs: number;
  expiresAtMs: number;
  decidedAtMs: number | null;
  decidedBy: { userId: string; userName: string } | null;
  /** Why it was declined, in the person's words. */
  reason: string | null;
  outcome: ActionOutcome | null;
}

export interface ActionOutcome {
  status: Exclude<ActionStatus, 'pending' | 'approved'>;
  /** One sentence for people: what the printer confirmed, or why nothing was sent. */
  text: string;
  /** The tool's structured result, when it ran. */
  result: unknown;
  finishedAtMs: number;
}

/** One thing that was sent: G-code lines, a method with its parameters, or a file. */
export interface SentCall {
  what: string;
  answer: string;
}

/** One row of the append-only trail. `previousHash` and `hash` chain the rows. */
export interface AuditEntry {
  id: number;
  atMs: number;
  event:
    | 'proposed'
    | 'approved'
    | 'declined'
    | 'expired'
    | 'voided'
    | 'refused'
    | 'executing'
    | 'executed'
    | 'stop'
    | 'auto-denied'
    | 'forged';
  actionId: string | null;
  printerId: string | null;
  userId: string | null;
  userName: string | null;
  door: Door | null;
  via: string | null;
  tool: string | null;
  args: unknown;
  detail: string;
  stateBefore: unknown;
  stateAfter: unknown;
  /** What went to the printer and what it answered; on the row that ends an approved action. */
  sent?: SentCall[];
  previousHash: string;
  hash: string;
}

export type NewAuditEntry = Omit<AuditEntry, 'id' | 'hash' | 'previousHash'>;

/** Where pending actions and the audit trail live. All methods are synchronous and throw when they cannot write. */
export interface GateStore {
  insert(action: PendingAction): void;
  get(id: string): PendingAction | null;
  /** Pending and recent actions on these printers, newest first. */
  list(filter: {
    printerIds: string[];
    conversationId?: string;
    status?: ActionStatus[];
    limit?: number;
  }): PendingAction[];
  /**
   * Moves a pending action on, once: in one transaction, only when it is still `pending`. Returns the action as
   * it is now, or null when somebody else was first.
   */
  consume(
    id: string,
    decision: {
      status: 'approved' | 'declined' | 'expired' | 'void';
      by: { userId: string; userName: string } | null;
      reason: string | null;
      atMs: number;
    },
    audit: NewAuditEntry,
  ): PendingAction | null;
  /** Stores the end of an approved action. */
  finish(id: string, outcome: ActionOutcome, audit: NewAuditEntry): void;
  audit(entry: NewAuditEntry): void;
  readAudit(filter: { printerIds: string[]; beforeId?: number; limit?: number }): AuditEntry[];
}
