import Activity from '../../../web/routes/(app)/activity/+page.svelte';
import Approval from '../../../web/routes/(app)/approvals/[id]/+page.svelte';
import Approvals from '../../../web/routes/(app)/approvals/+page.svelte';
import Invitation from '../../../web/routes/(app)/invite/[token]/+page.svelte';
import PrinterPeople from '../../../web/routes/(app)/printers/[id]/people/+page.svelte';
import Tuning from '../../../web/routes/(app)/printers/[id]/tuning/+page.svelte';
import People from '../../../web/routes/(app)/settings/people/+page.svelte';
import Settings from '../../../web/routes/(app)/settings/+page.svelte';
import { action, printer, startPrint, stubs } from './fixtures.ts';
import { axis, bidi, hostile, LONG_NAME } from './tool-states.ts';

/* Whole pages, with as much in them as a workshop gathers in months. */

const day = 86_400_000;
const before = (days) => Date.now() - days * day;
const iso = (days) => new Date(before(days)).toISOString();
const secret = 'cp_7Yw2nQk4Zr8XvB1mJt6LdFhG3sUaPeC9oRiTqNxVbMz';

const audit = (event, more = {}) => ({
  id: Math.random(),
  atMs: before(0.01),
  event,
  printer: 'Workhorse',
  userName: 'Anna',
  door: 'chat',
  via: 'chat',
  tool: 'set_temperature',
  args: '{"heater":"extruder","target_c":200}',
  sent: [],
  detail: 'Set the nozzle to 200 °C',
  ...more,
});
const entries = [
  audit('executed', { sent: [{ what: 'M104 S200', answer: 'ok' }] }),
  audit('approved'),
  audit('proposed'),
  audit('refused', {
    tool: 'home',
    args: '{}',
    detail: 'The printer refused: "No trigger on x after full movement".',
  }),
  audit('stop', {
    tool: 'emergency_stop',
    args: '{}',
    detail: 'Stopped: Klipper was seen in shutdown after 0.3 s.',
  }),
  audit('declined', {
    tool: 'start_print',
    args: JSON.stringify({ path: LONG_NAME }),
    detail: `Print ${LONG_NAME}`,
    printer: bidi,
    userName: 'Märta Andersdotter-Wahlström',
  }),
  audit('expired', {
    detail: 'Nobody decided within 5 minutes.',
    via: 'Claude Desktop, key "workshop laptop"',
  }),
  audit('forged', { args: '', detail: 'An answer that no person gave was refused.', tool: null }),
  audit('auto-denied', { args: '', detail: 'This key may only read.' }),
];
const invites = [
  {
    id: 'i1',
    printerName: 'Workhorse',
    role: 'operator',
    note: 'Ben, Tuesdays',
    expiresAtMs: before(-6),
    state: 'open',
  },
  { id: 'i2', printerName: null, role: null, note: '', expiresAtMs: before(-2), state: 'used' },
  { id: 'i3', printerName: bidi, role: 'viewer', note: '', expiresAtMs: before(3), state: 'over' },
];
const members = [
  { userId: 'u', name: 'Anna', email: 'anna@example.org', role: 'owner', you: true },
  { userId: 'b', name: 'Ben', email: 'ben@example.org', role: 'operator', you: false },
  {
    userId: 'm',
    name: 'Märta Andersdotter-Wahlström',
    email: 'marta.andersdotter-wahlstrom@kommunala-gymnasiet.example.se',
    role: 'viewer',
    you: false,
  },
];
const token = (id, name, more = {}) => ({
  id,
  name,
  scopes: ['read', 'control'],
  printerIds: null,
  toolsets: null,
  createdAtMs: before(40),
  expiresAtMs: before(-50),
  lastUsedMs: before(0.1),
  ...more,
});
const session = (id, userAgent, more = {}) => ({
  id,
  lastSeenMs: before(0.02),
  userAgent,
  address: '192.168.1.20',
  current: false,
  ...more,
});
const CHROME =
  'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';
const settings = {
  user: { id: 'u', name: 'Anna' },
  email: 'anna@example.org',
  isServerOwner: true,
  printers: [
    printer,
    {
      ...printer,
      id: 'bidi',
      name: bidi,
      address: 'https://a-very-long-name-of-a-tunnel.some-provider.example.com:7125/moonraker',
      role: 'viewer',
    },
  ],
  mind: {
    mind: { kind: 'provider', name: 'api.example.com', canSee: true },
    budget: {
      counts: true,
      usedTokens: 412_000,
      dayTokens: 1_000_000,
      usedDollars: 1.24,
      dayDollars: 5,
      stepsPerTurn: 12,
    },
  },
  tokens: [
    token('t1', 'Claude on the laptop'),
    token('t2', 'Home Assistant', {
      scopes: ['read'],
      printerIds: ['workhorse'],
      lastUsedMs: null,
      expiresAtMs: null,
    }),
  ],
  toolsets: ['core', 'files', 'calibration', 'config'].map((name) => ({ name, usual: name !== 'config' })),
  mcpUrl: 'http://192.168.1.5:3000/mcp',
  sessions: [
    session('s1', CHROME, { current: true }),
    session(
      's2',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1',
      { lastSeenMs: before(4) },
    ),
  ],
};

const axes = [axis('x', 54.8), axis('y', 37.6)];
const kept = [
  {
    action_id: 'k4',
    kind: 'saved',
    measured_at: iso(0.01),
    diff: [
      { section: 'input_shaper', option: 'shaper_freq_x', before: '52.6', after: '54.8' },
      { section: 'input_shaper', option: 'shaper_type_x', before: 'ei', after: 'mzv' },
    ],
    backup: 'printer-20261122_1530.cfg',
  },
  {
    action_id: 'k3',
    kind: 'applied',
    measured_at: iso(0.02),
    shapers_now: { x: 'mzv@54.8', y: 'mzv@37.6' },
    previous: { x: 'ei@52.6', y: 'mzv@38.6' },
  },
  {
    action_id: 'k2',
    kind: 'measured',
    measured_at: iso(0.03),
    axes,
    previous: { x: 'ei@52.6', y: 'mzv@38.6' },
  },
  {
    action_id: 'k1',
    kind: 'measured',
    measured_at: iso(40),
    axes: [axis('x', 52.6), axis('y', 39.1)],
    previous: {},
  },
];
const tuning = {
  printerId: 'workhorse',
  printerName: 'Workhorse',
  mayAct: true,
  start: {
    known: true,
    lacking: null,
    belts: false,
    shapers: { x: 'ei@52.6', y: 'mzv@38.6' },
    accel: 5000,
    configuredAccel: 5000,
    waiting: [],
  },
  kept: [],
};
const lacking = {
  cause: 'This printer has no accelerometer',
  steps: [
    'Fasten an ADXL345 to the head, or to the bed of a printer whose bed moves.',
    'Add [adxl345] and [resonance_tester] to printer.cfg.',
    'Restart Klipper, then come back here.',
  ],
};
const people = {
  registration: 'invite',
  people: members.map(({ userId, name, email }, index) => ({
    id: userId,
    name,
    email,
    isServerOwner: index === 0,
    createdAtMs: before(90 - index),
  })),
  invites,
  owned: [printer],
};
const members_ = { printerName: 'Workhorse', members, classroom: true, invites };

/** By name of the state: the page, what it was loaded with, and what its form has answered. */
export const pageStates = {
  'page-activity': { page: Activity, data: { ...settings, entries, before: null, next: 400 } },
  'page-activity-empty': { page: Activity, data: { ...settings, entries: [], before: null, next: null } },
  'page-approvals': { page: Approvals, data: { actions: [startPrint, hostile, ...stubs] } },
  'page-approvals-empty': { page: Approvals, data: { actions: [] }, nothingWaits: true },
  'page-approval': { page: Approval, data: { action: startPrint } },
  'page-approval-done': { page: Approval, data: { action: stubs[0] } },
  'page-approval-not-yours': {
    page: Approval,
    data: {
      action: action('a-other', {
        mayDecide: false,
        requestedBy: { userId: 'b', userName: 'Ben', door: 'mcp', via: 'Claude Desktop' },
      }),
    },
  },
  'page-invitation': { page: Invitation, data: { printerName: bidi, role: 'operator' } },
  'page-people': { page: People, data: people },
  'page-people-link': {
    page: People,
    data: people,
    form: { about: 'invite', link: `http://192.168.1.5:3000/register?invite=${secret}` },
  },
  'page-printer-people': { page: PrinterPeople, data: members_, form: { about: 'role' } },
  'page-printer-people-problem': {
    page: PrinterPeople,
    data: { ...members_, members: members.slice(0, 1), invites: [], classroom: false },
    form: { about: 'members', problem: 'A printer always has an owner.' },
  },
  'page-settings': { page: Settings, data: settings },
  'page-settings-token': {
    page: Settings,
    data: settings,
    form: { about: 'tokens', secret, name: 'workshop' },
  },
  'page-settings-problem': {
    page: Settings,
    data: settings,
    form: { about: 'password', problem: { field: 'form', message: 'The present password is not right.' } },
  },
  'page-tuning-first': { page: Tuning, data: tuning },
  'page-tuning': {
    page: Tuning,
    data: { ...tuning, kept, start: { ...tuning.start, waiting: kept[0].diff } },
  },
  'page-tuning-lacking': { page: Tuning, data: { ...tuning, start: { ...tuning.start, lacking } } },
};
