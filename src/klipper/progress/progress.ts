import type { EtaMethod } from '../snapshot.ts';

/**
 * How far a print is, 0..1: bytes read between the file's first and last G-code byte. Klipper's own figure
 * counts the thumbnails in the file's head as printed; it is used only where those bytes are not known.
 */
export function fileProgress(
  filePosition: number | null,
  startByte: number | null,
  endByte: number | null,
  fallback: number | null,
): number | null {
  if (filePosition === null || startByte === null || endByte === null || endByte <= startByte) {
    return fallback === null ? null : clamp(fallback);
  }
  return clamp((filePosition - startByte) / (endByte - startByte));
}

export interface EtaInput {
  progress: number | null;
  /** Printing time so far without pauses; 0 before the first extrusion. */
  printSeconds: number;
  slicerSeconds: number | null;
  /** 1 is 100 %. The slicer's estimate is for 100 %. */
  speedFactor: number | null;
}

export interface Eta {
  remainingSeconds: number | null;
  method: EtaMethod;
}

/** Below this the file's position says nothing yet. */
const POSITION_FROM_PROGRESS = 0.03;
const POSITION_FROM_SECONDS = 60;

/**
 * Remaining time. At first the slicer's estimate alone; then it is blended with what position and time so far
 * say (`elapsed × (1 − p) / p`), the weight of the latter growing with the progress.
 */
export function remainingTime(input: EtaInput): Eta {
  const bySlicer = slicerRemaining(input);
  const byPosition = positionRemaining(input);
  if (bySlicer !== null && byPosition !== null && input.progress !== null) {
    const weight = Math.min(1, input.progress * 1.5);
    const remainingSeconds = byPosition * weight + bySlicer * (1 - weight);
    return { remainingSeconds: Math.max(0, remainingSeconds), method: 'blend' };
  }
  if (bySlicer !== null) return { remainingSeconds: bySlicer, method: 'slicer' };
  if (byPosition !== null) return { remainingSeconds: byPosition, method: 'file-position' };
  return { remainingSeconds: null, method: 'none' };
}

/** What is left of the slicer's plan, by the share of the file when known, else by the clock. */
function slicerRemaining({ slicerSeconds, progress, printSeconds, speedFactor }: EtaInput): number | null {
  if (slicerSeconds === null || slicerSeconds <= 0) return null;
  const byClock = Math.max(0, slicerSeconds - printSeconds);
  const byShare = progress === null ? byClock : slicerSeconds * (1 - progress);
  // A changed speed makes the clock useless; the share of the file still holds.
  const changedSpeed = speedFactor !== null && Math.abs(speedFactor - 1) > 0.02;
  return changedSpeed ? byShare / Math.max(0.05, speedFactor) : (byClock + byShare) / 2;
}

function positionRemaining({ progress, printSeconds }: EtaInput): number | null {
  if (progress === null || progress < POSITION_FROM_PROGRESS || printSeconds < POSITION_FROM_SECONDS)
    return null;
  return (printSeconds * (1 - progress)) / progress;
}

export interface LayerInput {
  heightMillimetres: number | null;
  firstLayerMillimetres: number | null;
  layerMillimetres: number | null;
  layerCount: number | null;
}

/** The layer that lies at a nozzle height, counted from 1, by the slicer's layer heights. */
export function layerAtHeight(input: LayerInput): number | null {
  const { heightMillimetres: height, layerMillimetres: layer } = input;
  if (height === null || layer === null || layer <= 0) return null;
  const first = input.firstLayerMillimetres ?? layer;
  const count = Math.max(1, Math.round((height - first) / layer) + 1);
  return input.layerCount === null ? count : Math.min(count, input.layerCount);
}

/** The number of layers, by the object's height. */
export function layerCountOf(
  objectHeight: number | null,
  firstLayer: number | null,
  layer: number | null,
): number | null {
  if (objectHeight === null || layer === null || layer <= 0) return null;
  return Math.max(1, Math.round((objectHeight - (firstLayer ?? layer)) / layer) + 1);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
