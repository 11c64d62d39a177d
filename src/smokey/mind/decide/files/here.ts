import { say } from '../../answer/say.ts';
import type { Desk } from '../desk.ts';

const MOST_NAMES = 8;

/** The files that are there, or that there are none. */
export const filesHere = (desk: Desk, paths: readonly string[]): string =>
  paths.length
    ? say(desk.language, 'fileHere', { names: paths.slice(0, MOST_NAMES).join(', ') })
    : say(desk.language, 'noFiles');
