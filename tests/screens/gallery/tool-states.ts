import type { ActionView } from '../../../web/lib/contracts.ts';
import {
  action,
  cancelPrint,
  file,
  idle,
  printing,
  said,
  shown,
  status,
  stubs,
  tool,
  words,
} from './fixtures.ts';
import type { ChatState } from './states.ts';

/* Answers of the tools, each card in a conversation of its own. */

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
export const LONG_NAME =
  'Väldigt_lång_filnamn_utan_mellanslag_kalibreringstorn_PETG_0.4mm_0.2mm_245C_v17_FINAL_final_2.gcode';

/** A resonance as an axis shows it: one clear peak, a smaller one, and some noise. */
export function axis(name: 'x' | 'y', hertz: number) {
  const shaper = (
    type: string,
    at: number,
    vibrations_pct: number,
    smoothing_mm: number,
    max_accel_mm_s2: number,
  ) => ({ type, hertz: at, vibrations_pct, smoothing_mm, max_accel_mm_s2 });
  const shapers = [
    shaper('zv', hertz - 0.2, 10.4, 0.058, 11_600),
    shaper('mzv', hertz, 0, 0.068, 8_800),
    shaper('ei', hertz + 13, 0.4, 0.072, 8_400),
    shaper('2hump_ei', hertz + 32.2, 0, 0.075, 8_000),
    shaper('3hump_ei', hertz + 51, 0, 0.083, 7_200),
  ];
  const peak = (at: number, centre: number, width: number) => 1 / (1 + ((at - centre) / width) ** 2);
  const thousandths = Array.from({ length: 134 }, (_, index) =>
    Math.round(
      960 * peak(index * 1.5, hertz, 4) + 160 * peak(index * 1.5, hertz * 1.7, 9) + 8 * (1 + Math.sin(index)),
    ),
  );
  return {
    axis: name,
    peak_hz: hertz,
    recommended: shapers[1],
    shapers,
    advice: `${name.toUpperCase()}: take mzv at ${hertz} Hz. It leaves 0 % of the vibration and rounds corners by 0.068 mm; max_accel at most 8800 mm/s².`,
    warnings: name === 'y' ? ['raw_data_y.csv: the time stamps jump back by 0.012 s. Record again.'] : [],
    spectrum: { step_hz: 1.5, thousandths },
  };
}

const files = [
  {
    path: 'honeycomb_tray.gcode',
    size_bytes: 17_800_000,
    modified_at: ago(40),
    estimated_s: 17_580,
    estimated_by: 'printer',
  },
  {
    path: LONG_NAME,
    size_bytes: 1_200_000,
    modified_at: ago(60 * 30),
    estimated_s: 22_020,
    estimated_by: 'slicer',
  },
  { path: '<img src=x onerror=alert(1)>.gcode', size_bytes: 12, modified_at: null, estimated_s: null },
  {
    path: 'kund/sommar \u202Eedocg.gcode',
    size_bytes: 8_400_000,
    modified_at: ago(60 * 200),
    estimated_s: 3_600,
    estimated_by: 'slicer',
  },
];
const jobs = [
  {
    job_id: '4',
    file: 'honeycomb_tray.gcode',
    outcome: 'completed',
    started_at: ago(60 * 26),
    print_s: 17_400,
  },
  { job_id: '3', file: LONG_NAME, outcome: 'cancelled', started_at: ago(60 * 50), print_s: 840 },
  { job_id: '2', file: 'calibration_cube.gcode', outcome: 'error', started_at: ago(60 * 70), print_s: 61 },
  { job_id: '1', file: 'vase_spiral.gcode', outcome: 'in_progress', started_at: ago(3), print_s: 160 },
];
const finding = (severity: string, cause: string, more = {}) => ({
  id: cause,
  severity,
  cause,
  consequence: 'Below 4.65 V it slows down and can lose the mainboard. That would end the print.',
  stillWorks: 'The print goes on, temperatures are steady, heaters are under control.',
  remedy: [
    'Now: leave it alone.',
    'After the print: another power supply, 5.1 V and 3 A, on a short, thick cable.',
    'Then restart the Pi.',
  ],
  evidence: 'get_throttled = 0x50000',
  ...more,
});

/** Names as the world writes them: long, reversed, marked up. */
export const bidi = 'Klassrum 3B \u202Elängst bort vid fönstret (den blå skrivaren som Märta lånade)';
export const hostile: ActionView = action('a-macro', {
  printerName: bidi,
  steps: [
    {
      tool: 'run_macro',
      printerId: 'workhorse',
      args: {
        name: 'CALIBRATE_EXTRUDER_PRESSURE_ADVANCE_WITH_TOWER_AND_VERY_LONG_NAME',
        params: { FILE: LONG_NAME },
      },
    },
  ],
  summary: {
    ...action('x').summary,
    title: 'Run the macro CALIBRATE_EXTRUDER_PRESSURE_ADVANCE_WITH_TOWER_AND_VERY_LONG_NAME',
    meaning: `It prints ${LONG_NAME}.`,
    hazard: 'A macro can do anything. Its text was not checked: <b>read it</b>.',
  },
});

const picture =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 640 360'%3E%3Crect width='640' height='360' fill='%2322282c'/%3E%3Cpath d='M140 280 220 120h200l80 160z' fill='%23384147'/%3E%3Cpath d='M250 230h140l18 34H234z' fill='%23d79a2b'/%3E%3C/svg%3E";

export const checklist = tool('preflight', 'Checked the file', {
  checks: [
    { id: 'a', ok: true, blocking: true, text: 'The printer is ready.' },
    { id: 'b', ok: false, blocking: false, text: 'The spool is about 6 g short.' },
    {
      id: 'c',
      ok: false,
      blocking: true,
      text: 'The file calls the macro PURGE_LINE in line 41, which is missing.',
    },
  ],
});

export const toolStates: Record<string, ChatState> = {
  'card-status': {
    ...shown(
      'is it ready?',
      words('Yes, it is cold and idle.'),
      tool('get_status', 'Read the status', status('standby', 0)),
    ),
    snapshot: idle,
  },
  'card-print': shown(
    'how is it going?',
    words('Well: 62 %, and it ends at 18:06.'),
    tool('get_status', 'Read the status', status('printing', 0)),
  ),
  'card-snapshot': {
    ...shown(
      'show me the bed',
      tool('get_snapshot', 'Took a picture', {
        camera: 'Above the bed',
        taken_at: ago(0),
        age_s: 1,
        picture: '/api/pictures/one',
      }),
    ),
    picture,
  },
  'card-file': shown('what is in the file?', tool('get_file', 'Read the file', file)),
  'card-files': shown('which files are on it?', tool('list_files', 'List files', { total: 12, files })),
  'card-history': shown(
    'what did it print lately?',
    tool('get_history', 'Read the history', {
      jobs,
      totals: { jobs: 61, print_s: 912_000, filament_mm: 1_204_000 },
    }),
  ),
  'card-checklist': shown('can I print it?', checklist),
  'card-findings': shown(
    'is something wrong?',
    tool('diagnose', 'Looked at state, log and host', {
      findings: [
        finding('danger', 'The bed heats more slowly than it should', { evidence: '' }),
        finding('warning', 'The Raspberry Pi gets too little voltage'),
        finding('info', 'The disk is 84 % full', {
          consequence: '',
          stillWorks: '',
          remedy: ['Delete old files when there is time.'],
        }),
      ],
    }),
  ),
  'card-resonance': shown(
    'how does it vibrate?',
    tool('get_resonances', 'Read the measurements', {
      axes: [axis('x', 54.8), axis('y', 37.6)],
      earlier: [{ measured_at: ago(60 * 24 * 40), axes: [axis('x', 52.6), axis('y', 39.1)] }],
    }),
  ),
  'card-outcomes': {
    ...shown('and what became of it?', ...stubs.map(({ id }) => ({ type: 'action' as const, actionId: id }))),
    actions: stubs,
  },
  'card-last-minute': {
    ...shown('stop it', { type: 'action', actionId: cancelPrint.id }),
    actions: [cancelPrint],
    doing: 'waiting',
  },
  'chat-names': {
    ...shown('print the tower', tool('list_files', 'List files', { total: 4, files }), {
      type: 'action',
      actionId: 'a-macro',
    }),
    actions: [hostile],
    doing: 'waiting',
    title: bidi,
    printerName: bidi,
    snapshot: { ...printing, name: bidi, job: { ...printing.job, path: LONG_NAME } },
  },
  'chat-stopped': {
    snapshot: idle,
    actions: [],
    doing: 'idle',
    messages: [
      said('person', 1, [words('stop!!')]),
      said('smokey', 1, [words('Stopped. Motors and heaters are off, the print is lost.')]),
    ],
  },
};
