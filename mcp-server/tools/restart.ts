import { z } from 'zod';
import type { Printer } from '../../src/klipper/printer.ts';
import { card } from '../card.ts';
import { hotHeaters } from '../facts/heaters.ts';
import { jobPhase, stateWord } from '../facts/job.ts';
import { waitForRestart } from '../facts/restart.ts';
import { sendCommand } from '../facts/send.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { celsiusText, visible } from '../text.ts';
import { defineTool } from '../tool.ts';

const TARGETS = [
  'klipper',
  'firmware',
  'moonraker',
  'klipper_service',
  'host_reboot',
  'host_shutdown',
] as const;
type Target = (typeof TARGETS)[number];

const CALLS: Readonly<Record<Target, [method: string, params: object]>> = {
  klipper: ['printer.restart', {}],
  firmware: ['printer.firmware_restart', {}],
  moonraker: ['server.restart', {}],
  klipper_service: ['machine.services.restart', { service: 'klipper' }],
  host_reboot: ['machine.reboot', {}],
  host_shutdown: ['machine.shutdown', {}],
};
const TITLES: Readonly<Record<Target, string>> = {
  klipper: 'Restart Klipper',
  firmware: 'Restart the firmware',
  moonraker: 'Restart Moonraker',
  klipper_service: 'Restart the Klipper service',
  host_reboot: "Reboot the printer's computer",
  host_shutdown: "Shut the printer's computer down",
};

export const restart = defineTool({
  name: 'restart',
  title: 'Restart',
  description:
    'Restarts Klipper, the firmware (clears a shutdown), Moonraker, the Klipper service, or reboots or shuts down the host.',
  effect: 'changes',
  role: 'owner',
  toolset: 'config',
  scope: 'config',
  alters: ['klippy', 'job', 'homed', 'position', 'targets', 'mesh', 'offset'],
  input: z.object({ target: z.enum(TARGETS) }),
  output: z.object({ target: z.string(), state: z.string() }),

  check: ({ target }, { printer }) => refuseRestart(printer, target),

  summarise({ target }, { printer }) {
    const hot = hotHeaters(printer.snapshot()).map(
      (heater) => `${heater.label} ${celsiusText(heater.celsius)}`,
    );
    return card({
      title: `${TITLES[target]} of ${printer.name}`,
      meaning: `Now: ${stateWord(printer.snapshot())}. Homing, offsets and an unsaved mesh are lost.`,
      hazard: hot.length > 0 ? `Heaters go off; still hot: ${hot.join(', ')}.` : null,
      irreversible: target === 'host_shutdown',
      rechecked: 'No print runs and Klipper is in the same state.',
    });
  },

  depends: (_args, { printer }) => ({ klippy: printer.snapshot().klippy.state, job: activePhase(printer) }),

  async run({ target }, context) {
    const { printer, clock } = context;
    const outcome = await sendCommand(context, CALLS[target][0], CALLS[target][1], 30_000);
    if (outcome.status === 'refused' || outcome.status === 'not-sent') {
      return {
        status: 'refused',
        text: `It was refused: ${visible(outcome.message.replaceAll('\n', ' '), 300)}`,
      };
    }
    if (target === 'host_reboot' || target === 'host_shutdown') {
      return {
        status: 'done',
        text: `${TITLES[target]}: sent. The printer will not be heard for a while.`,
        result: { target, state: 'offline' },
      };
    }
    const state =
      target === 'moonraker' ? stateWord(printer.snapshot()) : await waitForRestart(printer, clock);
    const cause = visible(printer.snapshot().klippy.message.split('\n')[0] ?? '', 200);
    const text =
      state === 'ready'
        ? 'Klipper is ready again.'
        : `Klipper is now in ${state}${cause ? `: ${cause}` : ''}.`;
    return { status: 'done', text, result: { target, state } };
  },
});

/** After a shutdown `print_stats` still says paused; only a ready Klipper prints. */
function activePhase(printer: Printer): string {
  const snapshot = printer.snapshot();
  return snapshot.klippy.state === 'ready' ? jobPhase(snapshot) : 'idle';
}

function refuseRestart(printer: Printer, target: Target): Refusal | null {
  const snapshot = printer.snapshot();
  if (snapshot.connection.phase !== 'connected')
    return refuse('offline', 'The printer is not heard at the moment.', 'See diagnose.');
  const phase = activePhase(printer);
  if (phase !== 'idle') {
    return refuse(
      phase,
      `A print is ${phase}, so nothing is restarted.`,
      'Wait until it has ended, or cancel it first.',
    );
  }
  const ofHost = target !== 'klipper' && target !== 'firmware';
  const hot = ofHost && snapshot.klippy.state === 'ready' ? hotHeaters(snapshot) : [];
  if (hot.length === 0) return null;
  const names = hot.map((heater) => `${heater.label} ${celsiusText(heater.celsius)}`).join(', ');
  return refuse(
    'hot',
    `Still hot: ${names}. Without Klipper nothing guards the heaters and the fan stops.`,
    'Turn the heaters off and wait.',
  );
}
