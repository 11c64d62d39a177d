import type { Frame } from '../../understand/frames.ts';
import type { Desk, Outcome } from '../desk.ts';

/** Decisions by intent. */
export type Handler = (desk: Desk, frame: Frame) => Outcome;
export type Handlers = Record<string, Handler>;
