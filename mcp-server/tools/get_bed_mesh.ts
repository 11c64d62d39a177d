import { z } from 'zod';
import { meshOf } from '../calibration/mesh.ts';
import { line } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

export const getBedMesh = defineTool({
  name: 'get_bed_mesh',
  title: 'Bed mesh',
  description: 'The active bed mesh or a saved profile, in mm.',
  effect: 'reads',
  toolset: 'calibrate',
  input: z.object({ profile: line(40).optional() }),
  output: z.object({
    profile: z.string(),
    profiles: z.array(z.string()),
    range_mm: z.number().nullable(),
    matrix: z.array(z.array(z.number())),
  }),
  run({ profile }, { printer }) {
    const mesh = meshOf(printer.objects(), profile);
    const known = mesh.profiles.map((name) => visible(name, 40)).join(', ') || 'none';
    if (profile !== undefined && !mesh.profiles.includes(profile)) {
      return refuse(
        'no-profile',
        `There is no mesh profile ${visible(profile, 40)}.`,
        `Saved profiles: ${known}.`,
      );
    }
    const rows = mesh.matrix.map((row) => row.map((value) => value.toFixed(3)).join(' '));
    const head =
      mesh.range_mm === null
        ? `No mesh is active. Saved profiles: ${known}.`
        : `Mesh "${visible(mesh.profile, 40)}": ${mesh.range_mm} mm between its lowest and highest point.`;
    return { data: mesh, text: [head, ...rows].join('\n') };
  },
});
