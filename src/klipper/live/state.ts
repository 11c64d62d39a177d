import type { z } from 'zod';
import type { MetadataAnswer, ServerInfo, WebcamAnswer } from '../moonraker/schemas.ts';
import type { KlippyReport, KlippyState } from '../snapshot.ts';
import type { PrintPlan } from '../progress/plan.ts';
import { createHost } from './host.ts';
import type { HostFacts } from './host.ts';
import { createStore, mergeStatus } from './merge.ts';
import type { FieldValues, ObjectStore } from './merge.ts';
import { num, str } from './read.ts';

/** Everything known of one printer at this moment. Plain data; who follows the printer writes, the snapshot reads. */
export interface LiveState {
  objects: ObjectStore;
  /** Names of all objects this Klipper has, in its own letter case. */
  objectNames: string[];
  /** True from the answer of a subscription until Klipper or the socket goes away. */
  subscribed: boolean;
  klippy: KlippyReport;
  serverInfo: z.infer<typeof ServerInfo> | null;
  klipperVersion: string | null;
  settings: ObjectStore;
  commands: ReadonlyMap<string, string>;
  webcams: WebcamAnswer[];
  powerDevices: { name: string; on: boolean | null }[];
  host: HostFacts;
  /** Facts of the loaded file, and which file they belong to. */
  metadata: MetadataAnswer | null;
  metadataPath: string | null;
  /** How the running print should go, by position in its file; null while that is not known. */
  plan: PrintPlan | null;
  /** Nozzle height at which plastic was last laid, for the layer. */
  printingZMillimetres: number | null;
  /** Klipper's own clock at the last update; only ever compared with itself. */
  eventTimeSeconds: number | null;
  /** Objects or fields refused by the merge, newest last, bounded. */
  refused: string[];
  /** Grows with each change. */
  revision: number;
}

export function createState(): LiveState {
  return {
    objects: createStore(),
    objectNames: [],
    subscribed: false,
    klippy: { state: 'unknown', message: '' },
    serverInfo: null,
    klipperVersion: null,
    settings: createStore(),
    commands: new Map(),
    webcams: [],
    powerDevices: [],
    host: createHost(),
    metadata: null,
    metadataPath: null,
    plan: null,
    printingZMillimetres: null,
    eventTimeSeconds: null,
    refused: [],
    revision: 0,
  };
}

/** Replaces all objects by the answer of a subscription: what is not in it does not exist any more. */
export function replaceStatus(state: LiveState, status: unknown, eventTime: number): void {
  state.objects = createStore();
  state.printingZMillimetres = null;
  applyStatus(state, status, eventTime);
}

/** Merges one update. */
export function applyStatus(state: LiveState, status: unknown, eventTime: number | null): void {
  const refused = mergeStatus(state.objects, status);
  if (refused.length > 0) state.refused = [...state.refused, ...refused].slice(-20);
  if (eventTime !== null) state.eventTimeSeconds = eventTime;
  const webhooks = state.objects['webhooks'];
  if (webhooks) state.klippy = klippyOf(webhooks, state.klippy);
  followNozzleHeight(state);
  state.revision += 1;
}

/** Heights count only while plastic flows: hops and travels would show wrong layers. */
function followNozzleHeight(state: LiveState): void {
  const flow = num(state.objects['motion_report'], 'live_extruder_velocity');
  if (flow === null || flow <= 0) return;
  const position = state.objects['gcode_move']?.['gcode_position'];
  const z: unknown = Array.isArray(position) ? position[2] : undefined;
  if (typeof z === 'number') state.printingZMillimetres = z;
}

const KLIPPY_STATES = new Set<string>(['ready', 'startup', 'shutdown', 'error', 'disconnected']);

export function toKlippyState(word: string | null): KlippyState {
  return word !== null && KLIPPY_STATES.has(word) ? (word as KlippyState) : 'unknown';
}

function klippyOf(webhooks: FieldValues, before: KlippyReport): KlippyReport {
  const state = toKlippyState(str(webhooks, 'state'));
  if (state === 'unknown') return before;
  return { state, message: state === 'ready' ? '' : (str(webhooks, 'state_message') ?? '').trim() };
}
