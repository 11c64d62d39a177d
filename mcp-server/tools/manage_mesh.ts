import { z } from 'zod';
import { meshOf } from '../calibration/mesh.ts';
import { card } from '../card.ts';
import { jobFingerprint, refuseUnlessIdle } from '../facts/job.ts';
import { failureOf, sendGcode } from '../facts/send.ts';
import { waitForState } from '../facts/wait.ts';
import { line } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineTool } from '../tool.ts';

export const manageMesh = defineTool({
  name: 'manage_mesh',
  title: 'Load, clear or save a mesh',
  description: 'Loads or removes a saved mesh profile, saves the active mesh as one, or clears it.',
  effect: 'changes',
  destructive: false,
  toolset: 'calibrate',
  alters: ['mesh', 'pending'],
  input: z.object({ action: z.enum(['load', 'clear', 'save', 'remove']), profile: line(40).optional() }),
  output: z.object({ action: z.string(), profile: z.string() }),

  check({ action, profile = 'default' }, { printer }) {
    const busy = refuseUnlessIdle(printer, 'changing the mesh');
    if (busy) return busy;
    if (!/^[\w.-]{1,40}$/.test(profile)) return refuse('profile', 'A profile name is one plain word.', '');
    const { profiles, matrix } = meshOf(printer.objects());
    const known = printer.snapshot().mesh.profiles;
    if (
      (action === 'load' || action === 'remove') &&
      !profiles.includes(profile) &&
      !known.includes(profile)
    ) {
      return refuse('no-profile', `There is no profile ${profile}.`, `Saved: ${known.join(', ') || 'none'}.`);
    }
    if (action === 'save' && matrix.length === 0)
      return refuse('no-mesh', 'No mesh is active.', 'Calibrate one first.');
    return null;
  },

  summarise({ action, profile = 'default' }) {
    const titles = {
      load: `Load the mesh ${profile}`,
      clear: 'Clear the active mesh',
      save: `Save the active mesh as ${profile}`,
      remove: `Remove the mesh profile ${profile}`,
    };
    const kept =
      action === 'save' || action === 'remove'
        ? 'It is only written by save_calibration.'
        : 'It holds until Klipper restarts.';
    return card({ title: titles[action], meaning: kept, rechecked: 'No print runs.' });
  },

  depends: (_args, { printer }) => jobFingerprint(printer),

  async run({ action, profile = 'default' }, context) {
    const { printer, clock } = context;
    const text =
      action === 'clear' ? 'BED_MESH_CLEAR' : `BED_MESH_PROFILE ${action.toUpperCase()}=${profile}`;
    const failure = failureOf(await sendGcode(context, [text]));
    if (failure) return failure;
    const wanted = action === 'clear' ? '' : profile;
    if (action === 'load' || action === 'clear') {
      const shown = await waitForState(printer, ({ mesh }) => mesh.profileName === wanted, {
        milliseconds: 5_000,
        clock,
      });
      if (!shown)
        return {
          status: 'unknown',
          text: `It was sent; the active mesh is "${printer.snapshot().mesh.profileName}".`,
        };
    }
    const done = {
      load: `The mesh ${profile} is active.`,
      clear: 'No mesh is active.',
      save: `Saved as ${profile} until the restart.`,
      remove: `${profile} is removed until the restart.`,
    };
    return { status: 'done', text: done[action], result: { action, profile: wanted } };
  },
});
