import type {
  AnalysisOptions,
  Recording,
  Rehearsal,
  RehearsalOptions,
  RehearsalPrinter,
  ResonanceAnalysis,
  SampleRecording,
  Spectrum,
} from '../tuning/index.ts';

/** Work that is too long for the thread that serves people: name → what it takes and gives. */
export interface Work {
  /** A whole G-code file, streamed in after the job. */
  rehearse: {
    input: { printer: RehearsalPrinter; options: Pick<RehearsalOptions, 'filament' | 'sizeBytes'> };
    output: Rehearsal;
  };
  /** A recording as a CSV, streamed in after the job. */
  readRecording: { input: { name: string; options: AnalysisOptions }; output: ResonanceAnalysis };
  analyse: { input: { recordings: Recording[]; options: AnalysisOptions }; output: ResonanceAnalysis };
  /** The spectrum so far, normalised for drawing, of a recording that is still going on. */
  spectrum: { input: { recording: SampleRecording }; output: Spectrum | null };
}
export type WorkName = keyof Work;

export type ToWorker =
  | { type: 'job'; id: number; name: WorkName; input: Work[WorkName]['input'] }
  | { type: 'piece'; id: number; bytes: Uint8Array }
  /** All pieces are there, or (with words) the source broke off. */
  | { type: 'end'; id: number; broken: string | null }
  | { type: 'cancel'; id: number };

export type FromWorker =
  | { type: 'done'; id: number; output: unknown }
  | { type: 'failed'; id: number; kind: string; message: string }
  /** So many bytes were taken: more may be sent. */
  | { type: 'taken'; id: number; bytes: number }
  /** So many bytes of the source have been worked through. */
  | { type: 'progress'; id: number; bytes: number };
