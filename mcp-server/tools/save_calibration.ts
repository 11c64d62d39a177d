import { z } from 'zod';
import { anythingPending, pendingTexts, pendingValues } from '../calibration/pending.ts';
import { card } from '../card.ts';
import { jobFingerprint, refuseUnlessIdle } from '../facts/job.ts';
import { waitForRestart } from '../facts/restart.ts';
import { sendGcode } from '../facts/send.ts';
import { hotHeaters } from '../facts/heaters.ts';
import { canonicalJson, sha256 } from '../gate/canonical.ts';
import { visible } from '../text.ts';
import { defineTool } from '../tool.ts';

const VALUE = z.object({
  section: z.string(),
  option: z.string(),
  before: z.string().nullable(),
  after: z.string(),
});

export const saveCalibration = defineTool({
  name: 'save_calibration',
  title: 'Save the calibration',
  description: 'Writes what calibrations found into printer.cfg (SAVE_CONFIG) and restarts Klipper.',
  effect: 'changes',
  toolset: 'calibrate',
  alters: ['klippy', 'homed', 'position', 'targets', 'config', 'mesh', 'offset'],
  input: z.object({}),
  output: z.object({ state: z.string(), diff: z.array(VALUE) }),

  check: (_args, { printer }) => refuseUnlessIdle(printer, 'saving, which restarts Klipper,'),

  summarise(_args, { printer }) {
    const values = pendingValues(printer);
    const nothing =
      anythingPending(printer) === false ? ' As far as the printer says, nothing waits to be saved.' : '';
    const hot = hotHeaters(printer.snapshot()).length > 0 ? ' Heaters go off.' : '';
    return card({
      title:
        values.length > 0
          ? `Save ${values.length} values and restart Klipper`
          : 'Save the calibration and restart Klipper',
      meaning: `printer.cfg is written and Klipper keeps the old one beside it.${hot}${nothing}`,
      hazard: 'Homing is lost by the restart.',
      facts: values.map((value) => ({
        label: `[${value.section}] ${value.option}`,
        value: `${value.before ?? 'not set'} → ${value.after}`,
      })),
      rechecked: 'No print runs and the same values wait.',
    });
  },

  depends: (_args, { printer }) => ({
    ...jobFingerprint(printer),
    pending: sha256(canonicalJson(pendingValues(printer))),
  }),

  async run(_args, context) {
    const { printer, clock } = context;
    const diff = pendingValues(printer);
    const outcome = await sendGcode(context, ['SAVE_CONFIG'], 30_000);
    if (outcome.status === 'not-sent')
      return { status: 'refused', text: `Nothing was sent: ${visible(outcome.message)}` };
    // The restart cuts the answer off, so only a refusal that leaves Klipper standing is one.
    if (
      outcome.status === 'refused' &&
      printer.snapshot().klippy.state === 'ready' &&
      !/disconnect|not connected/i.test(outcome.message)
    ) {
      return {
        status: 'refused',
        text: `The printer refused: ${visible(outcome.message.replaceAll('\n', ' '), 300)}`,
      };
    }
    const state = await waitForRestart(printer, clock);
    if (state !== 'ready' || anythingPending(printer) === true) {
      return { status: 'unknown', text: `SAVE_CONFIG was sent; Klipper is ${state}. Look at its state.` };
    }
    const saved = pendingTexts(diff);
    return {
      status: 'done',
      text: `Saved, and Klipper is ready again. ${saved}`.trim(),
      result: { state, diff },
    };
  },
});
