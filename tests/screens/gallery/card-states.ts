import { action, said, shown, tool, words } from './fixtures.ts';
import { heatingSeries } from './series.ts';
import type { ChatState } from './states.ts';

/* Single cards, each in a conversation of its own. */

/** A bed that falls from the back right to the left, with a little shape of its own. */
const matrix = Array.from({ length: 7 }, (_, row) =>
  Array.from({ length: 7 }, (_, column) =>
    Number((-0.12 + column * 0.03 + row * 0.008 + 0.02 * Math.sin(row + column * 1.3)).toFixed(4)),
  ),
);

/** An action as it waits, and as it ended with a result. */
const decided = (id: string, title: string, text: string, result: unknown, args = {}) =>
  action(id, {
    status: 'done',
    steps: [{ tool: 'calibrate', printerId: 'workhorse', args }],
    summary: { ...action('x').summary, title },
    decidedAtMs: Date.now() - 260_000,
    decidedBy: { userId: 'u', userName: 'Anna' },
    mayDecide: false,
    outcome: { status: 'done', text, result, finishedAtMs: Date.now() - 240_000 },
  });
const withAction = (question: string, ...actions: ReturnType<typeof action>[]): ChatState => ({
  ...shown(question, ...actions.map(({ id }) => ({ type: 'action' as const, actionId: id }))),
  actions,
});
const screw = (name: string, x_mm: number, y_mm: number, sign: string, adjust: string) => ({
  name,
  x_mm,
  y_mm,
  sign,
  adjust,
  is_base: adjust === '',
  z: 1,
});
const screws = {
  screw1: screw('front left screw', 30, 30, 'CW', ''),
  screw2: screw('front right screw', 205, 30, 'CCW', '00:15'),
  screw3: screw('rear right screw', 205, 200, 'CW', '01:20'),
  screw4: screw('rear left screw', 30, 200, 'CW', '00:03'),
};
const diff = [
  { section: 'extruder', option: 'pressure_advance', before: '0.04', after: '0.052' },
  { section: 'printer', option: 'max_accel', before: '3000', after: '8000' },
  {
    section: 'gcode_macro PARK',
    option: 'gcode',
    before: 'G91\nG1 Z10 F600',
    after: 'G91\nG1 Z10 F600\nG90\nG1 X10 Y10 F6000',
  },
  {
    section: 'bed_mesh default',
    option: 'points',
    before: null,
    after:
      '0.090000, 0.057500, 0.047500, 0.050000, 0.080000, 0.037500, 0.090000, 0.057500, 0.047500, 0.050000\n0.057500, 0.047500',
  },
  { section: 'printer', option: 'max_z_accel', before: '100', after: null },
];

export const cardStates: Record<string, ChatState> = {
  'card-screws': withAction(
    'which screws must I turn?',
    decided('a-screws', 'Measure the bed screws', 'Turn the screws.', {
      routine: 'screws_tilt',
      result: { screws },
      save_proposal: [],
    }),
  ),
  'card-diff': withAction(
    'raise the acceleration',
    action('a-diff', {
      steps: [
        {
          tool: 'edit_config',
          printerId: 'workhorse',
          args: {
            file: 'printer.cfg',
            section: 'printer',
            set: { max_accel: 8000 },
            base_sha256: '9f2c41ab',
          },
        },
      ],
      summary: {
        ...action('x').summary,
        title: 'Change [printer] in printer.cfg',
        meaning: '4 options. It takes effect when Klipper restarts.',
        hazard: 'A mistake in the configuration keeps Klipper from starting.',
        diff,
      },
    }),
    decided('a-saved', 'Save 4 values and restart Klipper', 'Saved, and Klipper is ready again.', {
      state: 'ready',
      diff,
      backup: 'printer-20261122_1530.cfg',
    }),
  ),
  'card-temperatures': shown(
    'is it warm?',
    words('Yes, both have reached their targets.'),
    tool('get_temperatures', 'Read temperatures', { sensors: heatingSeries }),
  ),
  'card-temperatures-then': {
    ...shown(
      'is it warm?',
      words('Yes, both have reached their targets.'),
      tool('get_temperatures', 'Read temperatures', { sensors: heatingSeries }),
    ),
    messages: [
      said('smokey', 190, [tool('get_temperatures', 'Read temperatures', { sensors: heatingSeries })]),
      said('person', 1, [words('thanks')]),
    ],
  },
  'card-mesh': shown(
    'how flat is the bed?',
    words('The bed is 0.25 mm from its lowest to its highest point.'),
    tool('get_bed_mesh', 'Read the bed mesh', {
      profile: 'default',
      profiles: ['default'],
      range_mm: 0.25,
      matrix,
    }),
  ),
};
