import { createBackground, type Background } from './background.ts';

export { createBackground, type Background, type BackgroundOptions } from './background.ts';

let shared: Background | null = null;

/** The thread that all of this process shares: a small host has few cores. */
export function background(): Background {
  return (shared ??= createBackground());
}
