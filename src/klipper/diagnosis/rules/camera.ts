import { sourceOf } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Observation } from '../observation.ts';

const PRINTS_ON = 'Printing does not need the camera.';

/** Step 10: is there a picture? */
export function cameraRules(seen: Observation): Finding[] {
  if (!seen.cameras) return [];
  if (seen.cameras.length === 0) {
    return [
      {
        id: 'cam.none',
        severity: 'info',
        cause: 'No camera is set up.',
        sure: 'certain',
        evidence: ['Moonraker’s list of webcams is empty.'],
        remedy: [
          'Set one up with Crowsnest or another streamer, and add it in Mainsail or Fluidd, if you want one.',
        ],
        stillWorks: PRINTS_ON,
        source: sourceOf('cam.none'),
      },
    ];
  }
  return seen.cameras
    .filter((camera) => camera.enabled && camera.trouble !== null)
    .map((camera) => ({
      id: 'cam.unreachable',
      severity: 'warning' as const,
      cause: `The camera “${camera.name}” gives no picture.`,
      sure: 'certain' as const,
      evidence: [camera.trouble ?? ''],
      remedy: [
        'Check that the camera is plugged in and its program (such as Crowsnest) runs; its log names the reason.',
        'Compare its address in Mainsail or Fluidd with one that works in a browser.',
        'Check the voltage of the printer’s computer: cameras drop out first.',
      ],
      stillWorks: PRINTS_ON,
      source: sourceOf('cam.unreachable'),
    }));
}
