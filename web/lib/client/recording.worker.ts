import { factsOf } from '../../../src/klipper/tuning/resonance/facts.ts';
import { analyseResonances, blobPieces, readRecording } from '../../../src/klipper/tuning/index.ts';

/* A recording is read and analysed beside the page: nothing of it leaves the browser, and the page stays alive. */

export interface RecordingQuestion {
  file: Blob;
  name: string;
  axis: 'x' | 'y' | null;
}

export type RecordingAnswer = { axes: unknown[] } | { problem: string };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<RecordingQuestion>) => void) | null;
  postMessage(answer: RecordingAnswer): void;
};

scope.onmessage = async ({ data: { file, name, axis } }) => {
  try {
    const recording = await readRecording(name, blobPieces(file));
    scope.postMessage({ axes: [factsOf(axis, analyseResonances([recording]))] });
  } catch (error) {
    scope.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
};
