import { has } from '../understand/clause.ts';
import type { Frame } from '../understand/frames.ts';
import type { Situation } from './follow-up.ts';
import { intentOf } from './merge.ts';

const ABOUT_MESH: ReadonlySet<string> = new Set(
  'mesh_state bed_mesh mesh_load mesh_clear mesh_save check_flat'.split(' '),
);
const A_NEW_ONE =
  /^(?:(?:ok|then|so|and|well|please|can you|could you|let us|just) )*(?:make|do|run|create|measure|take|get|record|probe) (?:me )?(?:a (?:new|fresh)|another)(?: one)?(?: (?:please|then|now))*$/;

/** "the mesh is off since I moved it, do a new one": what is new stands in the same message. */
export const withNewMesh = (frames: Frame[]): Frame[] =>
  frames.map((frame, index) =>
    A_NEW_ONE.test(frame.clause.folded) && frames.slice(0, index).some(({ clause }) => has(clause, 'mesh'))
      ? {
          ...frame,
          role: 'do',
          intent: intentOf('bed_mesh'),
          score: PLAIN,
          clause: { ...frame.clause, polite: true },
        }
      : frame,
  );

const PLAIN = 4;

/** "is there a mesh" – "make a new one": a mesh, and no file. */
export const ofMesh = (frame: Frame, { before }: Situation): Frame | null =>
  ABOUT_MESH.has(before.intent?.id ?? '') && A_NEW_ONE.test(frame.clause.folded)
    ? { ...frame, role: 'do', intent: intentOf('bed_mesh') }
    : null;
