/**
 * What travels between the server and the page. Types only, so both sides may import it.
 * Live data goes over one stream per tab: GET /api/live?conversation=ID (server-sent events, see LiveEvents).
 */
import type { FileGain } from '../../mcp-server/facts/gain.ts';
import type { PendingAction } from '../../mcp-server/gate/types.ts';
import type { PrinterSnapshot } from '../../src/klipper/snapshot.ts';

export type { PendingAction, PrinterSnapshot };

/** Event name → data of the live stream. The page folds over it. */
export interface LiveEvents {
  /** All of the person's printers, at most 4 times a second; whole snapshots. */
  printers: {
    atMs: number;
    printers: PrinterSnapshot[];
    /** Ids of printers that are no longer there. */ gone?: string[];
  };
  /** A pending action appeared or moved on. `waiting` counts what this person may decide now. */
  action: { action: ActionView; waiting: number };
  /** How many actions this person may decide, at the start of a connection. */
  waiting: { waiting: number };
  /**
   * A whole message: at its beginning and its end, and the newest at the start of a connection. Then with the ids of
   * the last ones, because what was said between the making of the page and this connection was told to nobody.
   */
  message: { message: ChatMessage; lastIds?: string[] };
  /** More text for a part of the message being written, after its first `at` characters. */
  delta: { conversationId: string; messageId: string; partIndex: number; at: number; text: string };
  /** A part of the message being written was added or replaced. */
  part: { conversationId: string; messageId: string; partIndex: number; part: ChatPart };
  /** What is ticked off: all of it at the start of a connection, then the lists that changed. */
  ticks: { conversationId: string; ticks: Tick[] };
  /** What Smokey is doing in this conversation. */
  turn: { conversationId: string; state: 'idle' | 'working' | 'waiting' };
  /** A title was given, a conversation was added, renamed or deleted. */
  conversation: { conversation: ConversationSummary | null; deletedId: string | null };
  /** An upload moved on, on its way to the printer. */
  upload: { upload: UploadView };
}

/** A pending action as this person sees it. */
export interface ActionView extends PendingAction {
  /** Whether this person may decide it. */
  mayDecide: boolean;
  /** The server's clock, so that a countdown does not trust the browser's. */
  serverNowMs: number;
  /** How far it is while it is being carried out; `detail` is what the tool draws on the way. */
  progress?: { text: string; fraction: number | null; detail: unknown } | null;
}

/** One item of a list in a conversation, ticked off or not, and since when. */
export interface Tick {
  list: string;
  item: string;
  on: boolean;
  atMs: number;
}

export interface ConversationSummary {
  id: string;
  title: string;
  printerIds: string[];
  createdAtMs: number;
  updatedAtMs: number;
}

export interface ChatMessage {
  id: string;
  conversationId: string;
  role: 'person' | 'smokey';
  createdAtMs: number;
  parts: ChatPart[];
  status: 'streaming' | 'done' | 'stopped' | 'failed';
  /** Why it failed and what to do; what was said before stays. */
  error: { cause: string; remedy: string } | null;
}

export type ChatPart =
  | { type: 'text'; text: string }
  /** One tool call: a collapsed line, and a card where the tool has one (chosen by `name`). */
  | {
      type: 'tool';
      callId: string;
      name: string;
      title: string;
      args: unknown;
      /** The printer the conversation was about then; the arguments may name another. */
      printerId?: string | null;
      state: 'running' | 'done' | 'failed';
      durationMs: number | null;
      /** The tool's structured content; pictures are replaced by `/api/pictures/ID` addresses. */
      result: unknown;
      text: string;
    }
  /** An approval card, then its stub; drawn from the action with this id. */
  | { type: 'action'; actionId: string }
  | {
      type: 'attachment';
      name: string;
      kind: 'gcode' | 'image' | 'model' | 'csv' | 'other';
      sizeBytes: number;
      /** Where it landed on the printer. */
      path: string | null;
      /** `/api/pictures/ID` for pictures. */
      url: string | null;
    }
  /** Topics the answer rests on; `safety` where their steps can hurt and the text does not say it. */
  | { type: 'sources'; topics: { id: string; title: string; safety?: string }[] }
  /** What a model that costs something used for this message. */
  | {
      type: 'usage';
      steps: number;
      inputTokens: number;
      outputTokens: number;
      /** US dollars, null where no price is known. */
      costDollars: number | null;
    }
  | { type: 'notice'; severity: 'info' | 'warning' | 'danger'; text: string; remedy: string | null };

/** POST /api/chat/CONVERSATION (use `new` as the id for a new one) → 202 { conversationId, messageId }. */
export interface SendMessage {
  /** Chosen by the sender: what comes twice, because an answer got lost, is kept once. */
  id?: string;
  /** How long it has waited for a connection. */
  waitedSeconds?: number;
  text: string;
  printerId: string | null;
  /** Finished uploads and pictures to attach. */
  uploadIds: string[];
  pictureIds: string[];
  /** 3D models: they stay where they are, Smokey hears of them. */
  models?: { name: string; sizeBytes: number }[];
  /** The language of the page, as a tag such as `sv`. */
  language?: string;
}

export interface UploadView {
  id: string;
  printerId: string;
  fileName: string;
  /** Where it is or will be on the printer. */
  path: string;
  sizeBytes: number;
  /** Browser → here, then here → printer. */
  phase: 'receiving' | 'checking' | 'sending' | 'done' | 'failed' | 'cancelled';
  receivedBytes: number;
  sentBytes: number;
  error: { cause: string; remedy: string } | null;
}

/** Lines of POST /api/address/test (newline-delimited JSON): the ladder of the add-a-printer page. */
export type AddressTestLine =
  | {
      type: 'step';
      id: string;
      label: string;
      state: 'running' | 'good' | 'bad' | 'skipped';
      detail: string;
    }
  | {
      type: 'end';
      ok: boolean;
      /** Set when it failed: what is wrong and what to do. */
      problem: { id: string; title: string; cause: string; remedy: string[]; evidence: string } | null;
      /** The address as it will be stored, and what answered. */
      address: string | null;
      printerName: string | null;
      moonrakerVersion: string | null;
    };

export interface PrinterSummary {
  id: string;
  name: string;
  address: string;
  role: 'viewer' | 'operator' | 'owner';
  practice: boolean;
}

/** Which mind answers and what this person may still use of it today. */
export interface ChatStatus {
  mind: { kind: 'builtin' | 'provider'; name: string; canSee: boolean };
  budget: {
    /** False for a model that costs nothing: then only the steps of a turn are bounded. */
    counts: boolean;
    usedTokens: number;
    dayTokens: number;
    usedDollars: number | null;
    dayDollars: number | null;
    stepsPerTurn: number;
    turnTokens: number;
  };
}

/** Where a session of input shaping begins. */
export interface TuningStart {
  /** False while the printer has not told its settings. */
  known: boolean;
  /** Why this printer cannot measure itself and what to do about it; null where it can. */
  lacking: { cause: string; steps: string[] } | null;
  /** Whether belts can be compared (CoreXY). */
  belts: boolean;
  /** As configured: `mzv@53.2` or `none`. */
  shapers: { x: string; y: string };
  /** Acceleration limit of now and of the configuration, mm/s². */
  accel: number | null;
  configuredAccel: number | null;
  /** What SAVE_CONFIG would write of the shapers now. */
  waiting: { section: string; option: string; before: string | null; after: string | null }[];
}

/** Lines of POST /api/printers/ID/gains. Seconds. */
export type GainLine =
  | { type: 'progress'; path: string; fraction: number }
  | ({ type: 'file'; path: string; slicer_s: number | null } & FileGain)
  | { type: 'failed'; path: string; why: string }
  | { type: 'end'; files: number };
