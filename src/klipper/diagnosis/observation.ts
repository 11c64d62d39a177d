import type { z } from 'zod';
import type { FieldValues } from '../live/merge.ts';
import type { PrinterInfo, ProcStats, ServerInfo, SystemInfo } from '../moonraker/schemas.ts';
import type { Finding } from './finding.ts';
import type { ConnectionProblem } from '../snapshot.ts';

/** Everything the doctor looked at; the rules are pure functions of it. What could not be read is null. */
export interface Observation {
  /** How the printer is called in sentences: its name or its address. */
  target: string;
  /** Why there is no connection, or null when there is one. */
  problem: ConnectionProblem | null;
  /** The computer accepts TCP connections; null when not tried. */
  acceptsTcp: boolean | null;
  /** `/access/info`, which answers without permission too. */
  access: { loginRequired: boolean; trusted: boolean } | null;
  /** The WebSocket could be opened; null when not tried. */
  socketOpens: boolean | null;
  /** How long the first question took, in milliseconds; null when not measured. */
  answeredInMs: number | null;
  /** A browser's page of another origin is not let in; null when not tried. */
  corsOff: boolean | null;
  /** Connections lost in the last hour; null for an address. */
  interruptions: number | null;
  serverInfo: z.infer<typeof ServerInfo> | null;
  printerInfo: z.infer<typeof PrinterInfo> | null;
  objects: Record<string, FieldValues | undefined>;
  procStats: z.infer<typeof ProcStats> | null;
  systemInfo: z.infer<typeof SystemInfo> | null;
  disk: { totalBytes: number; freeBytes: number } | null;
  /** What Moonraker's update manager finds broken: local edits, an interrupted update; empty without one. */
  brokenUpdates: { name: string; why: string }[];
  powerDevices: { name: string; status: string; boundToKlipper: boolean }[];
  cameras: CameraObservation[] | null;
  temperatures: Record<string, { celsius: (number | null)[]; targets: (number | null)[] }>;
  /** The console's lines of the last ten minutes. */
  console: string[];
  /** The end of klippy.log, without secrets. */
  logTail: string[];
  /** The end of moonraker.log, without secrets; read only where Klipper is not there. */
  moonrakerLogTail: string[];
  /** The same host has a Moonraker on this port, while the one that was asked has none; null when not seen. */
  moonrakerOnPort: number | null;
  /** Parts of the printer's answers that were refused as harmful or absurd. */
  refused: string[];
  /** What the record of the last hour says of a stop; null without a record or a stop. */
  stopped: Finding | null;
  nowMs: number;
}

export interface CameraObservation {
  name: string;
  enabled: boolean;
  /** Null when the picture came. */
  trouble: string | null;
}

export function emptyObservation(target: string, nowMs: number): Observation {
  return {
    target,
    problem: null,
    acceptsTcp: null,
    access: null,
    socketOpens: null,
    answeredInMs: null,
    corsOff: null,
    interruptions: null,
    serverInfo: null,
    printerInfo: null,
    objects: {},
    procStats: null,
    systemInfo: null,
    disk: null,
    brokenUpdates: [],
    powerDevices: [],
    cameras: null,
    temperatures: {},
    console: [],
    logTail: [],
    moonrakerLogTail: [],
    moonrakerOnPort: null,
    refused: [],
    stopped: null,
    nowMs,
  };
}
