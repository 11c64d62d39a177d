import { blobPieces, estimatePrintTime } from '../../../src/klipper/tuning/index.ts';

/* Plans a file as a browser's worker does, and says how long it took. */
const scope = self as unknown as {
  onmessage: ((event: { data: Blob }) => void) | null;
  postMessage(answer: { seconds: number; totalSeconds: number }): void;
};

scope.onmessage = async ({ data }) => {
  const start = performance.now();
  const { totalSeconds } = await estimatePrintTime(blobPieces(data));
  scope.postMessage({ seconds: (performance.now() - start) / 1000, totalSeconds });
};
