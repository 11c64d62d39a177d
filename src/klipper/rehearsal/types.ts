import type { CallOptions, FileFacts, PrinterFile } from '../files/types.ts';
import type { PlannerLimits, Rehearsal } from '../tuning/index.ts';

/** Limits that a person can change by hand, mm/s and mm/s². */
export type TunableLimits = Pick<
  PlannerLimits,
  'maxVelocity' | 'maxAccel' | 'squareCornerVelocity' | 'minimumCruiseRatio'
>;

/** What would happen if this file of this printer were printed now, and how long that takes. */
export interface FileRehearsal extends Rehearsal {
  path: string;
  /** Of the content that was read; `FileFacts.fingerprint`. */
  fingerprint: string;
  sizeBytes: number;
  modifiedMs: number;
  /** The slicer's guess; null where the file has none. */
  slicerSeconds: number | null;
}

export interface RehearseOptions extends Pick<CallOptions, 'signal'> {
  /** Plans with these instead of the printer's own, to see what they would win. */
  limits?: Partial<TunableLimits>;
  /** What will be done before the file starts: then it is not asked of the file. */
  before?: { homed?: boolean; warm?: boolean };
  /** Hears how much of the file has been read, 0 to 1, while it is read for this call. */
  onProgress?(fraction: number): void;
  /** The file's facts where they were read just now: the printer is not asked for them again. */
  facts?: FileFacts;
  /** Only how long it takes counts: a rehearsal of another moment, with other findings, will do. */
  timesOnly?: boolean;
  /**
   * Rejects with a `PrinterError` of kind `timeout` this long after the reading began; it goes on in the background,
   * and a later call has its result. Without it, the call waits to the end.
   */
  withinMs?: number;
}

export type Rehearse = (path: string, options?: RehearseOptions) => Promise<FileRehearsal>;

/** A file as a list or its facts tell it: enough to say which content is meant. */
export type ListedFile = Pick<PrinterFile, 'path' | 'sizeBytes' | 'modifiedMs'>;

/** What was rehearsed before of this very file, planned with today's limits, else null. Nobody is asked. */
export type RehearsedBefore = (file: ListedFile) => FileRehearsal | null;
