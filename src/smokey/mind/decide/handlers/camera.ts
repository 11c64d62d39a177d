import { duration, list } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { references } from '../../understand/clause.ts';
import { READS } from '../deeds.ts';
import { read, said, snapshotOf } from '../desk.ts';
import { offline } from '../guards.ts';
import type { Handlers } from './types.ts';

export const CAMERA_HANDLERS: Handlers = {
  snapshot(desk, { clause }) {
    const away = offline(desk);
    if (away) return away;
    const cameras = snapshotOf(desk)!.webcams;
    if (!cameras.length) return said(say(desk.language, 'noCamera'));
    const named = references(clause, 'camera')[0]?.id;
    const result = read(desk, READS.snapshot(named));
    if (!result) return said(say(desk.language, 'pictureFailed', { cause: '' }));
    if (result.failed) return said(say(desk.language, 'pictureFailed', { cause: result.text }));
    const camera = String(result.data.camera ?? named ?? cameras[0]!.name);
    const age = typeof result.data.age_s === 'number' ? result.data.age_s : 0;
    return said(
      say(desk.language, 'picture', { camera, age: duration(age) }),
      say(desk.language, 'cannotSeeIt'),
    );
  },
  list_cameras(desk) {
    const away = offline(desk);
    if (away) return away;
    const names = snapshotOf(desk)!.webcams.map((camera) => camera.name);
    return said(
      names.length
        ? say(desk.language, 'cameras', { names: list(names, desk.language) })
        : say(desk.language, 'noCamera'),
    );
  },
};
