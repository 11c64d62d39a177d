import type {
  ActionView,
  ChatMessage,
  ChatPart,
  ConversationSummary,
  PrinterSnapshot,
  PrinterSummary,
} from '../../../web/lib/contracts.ts';
import type { ChatState } from './states.ts';

/* Made-up data for the gallery: one printer in several states, and things said about it. */

const now = Date.now();
const minutes = (count: number) => count * 60_000;

export const printer: PrinterSummary = {
  id: 'workhorse',
  name: 'Workhorse',
  address: 'http://192.168.1.50:7125',
  role: 'owner',
  practice: false,
};

const sensor = (
  id: string,
  label: string,
  kind: 'nozzle' | 'bed' | 'chamber' | 'host' | 'mcu',
  celsius: number,
  target: number | null,
) => ({
  id,
  label,
  kind,
  celsius,
  targetCelsius: target,
  power: target ? 0.4 : null,
  canHeat: target !== null,
  minCelsius: 0,
  maxCelsius: kind === 'nozzle' ? 260 : 120,
});

/** A healthy printer in the middle of a print. */
export const printing: PrinterSnapshot = {
  printerId: 'workhorse',
  name: 'Workhorse',
  observedAtMs: now,
  stale: false,
  connection: {
    phase: 'connected',
    sinceMs: now - minutes(300),
    lastHeardMs: now,
    attempts: 0,
    problem: null,
  },
  klippy: { state: 'ready', message: '' },
  job: {
    state: 'printing',
    path: 'honeycomb_tray.gcode',
    message: '',
    progress: 0.6251,
    layer: 25,
    layerCount: 40,
    heightMillimetres: 5,
    printSeconds: 10_930,
    totalSeconds: 11_200,
    filamentUsedMillimetres: 9_250,
    filamentTotalMillimetres: 14_800,
    remainingSeconds: 6_720,
    endsAtMs: now + 6_720_000,
    etaMethod: 'blend',
    slicerEstimateSeconds: 22_020,
    planSeconds: null,
    objects: [],
    excludedObjects: [],
    currentObject: null,
    hasThumbnail: true,
  },
  sensors: [
    sensor('extruder', 'Nozzle', 'nozzle', 204.8, 205),
    sensor('heater_bed', 'Bed', 'bed', 60.1, 60),
    sensor('temperature_sensor chamber', 'Chamber', 'chamber', 34.2, null),
    sensor('temperature_sensor raspberry_pi', 'Raspberry Pi', 'host', 61.8, null),
    sensor('temperature_sensor mcu', 'Mainboard', 'mcu', 44, null),
  ],
  toolhead: {
    homedAxes: 'xyz',
    positionMillimetres: { x: 128.4, y: 104, z: 5 },
    axisMinimumMillimetres: { x: 0, y: 0, z: 0 },
    axisMaximumMillimetres: { x: 235, y: 235, z: 250 },
    maxVelocityMillimetresPerSecond: 300,
    maxAccelMillimetresPerSecond2: 5_000,
    squareCornerVelocityMillimetresPerSecond: 5,
    activeExtruder: 'extruder',
    speedFactor: 1,
    flowFactor: 1,
    zOffsetMillimetres: 0,
    pressureAdvance: 0.04,
  },
  outputs: [{ id: 'fan', label: 'Part fan', kind: 'part-fan', value: 1, rpm: null, canSet: true }],
  filamentSensors: [],
  host: {
    cpuPercent: 38,
    load: 0.6,
    memoryUsedBytes: 410_000_000,
    memoryTotalBytes: 1_000_000_000,
    celsius: 61.8,
    diskFreeBytes: 19_400_000_000,
    diskTotalBytes: 31_000_000_000,
    throttled: [],
    warnings: [
      {
        id: 'under-voltage',
        severity: 'warning',
        cause: 'Low voltage at 14:31.',
        remedy:
          'Leave it alone while it prints. Then use another power supply: 5.1 V and 3 A on a short, thick cable.',
      },
    ],
  },
  webcams: [
    { name: 'Above the bed', rotation: 0, flipHorizontal: false, flipVertical: false, available: true },
  ],
  limits: {
    nozzleDiameterMillimetres: 0.4,
    filamentDiameterMillimetres: 1.75,
    minExtrudeCelsius: 170,
    maxExtrudeOnlyMillimetres: 50,
    kinematics: 'cartesian',
    hasBedMesh: true,
    hasProbe: true,
    hasAccelerometer: false,
  },
  boards: [{ id: 'mcu', name: 'mcu', load: 0.021, sentAgain: 0 }],
  mesh: { profileName: 'default', profiles: ['default'], rangeMillimetres: 0.25 },
  macros: [],
  powerDevices: [],
  displayMessage: null,
  moonrakerWarnings: [],
  versions: { moonraker: '0.11.0', klipper: '0.13.0', host: null },
};

const noJob = {
  ...printing.job,
  state: 'standby' as const,
  path: null,
  progress: null,
  layer: null,
  remainingSeconds: null,
  endsAtMs: null,
};

/** Ready, cold, nothing said. */
export const idle: PrinterSnapshot = {
  ...printing,
  job: noJob,
  host: { ...printing.host, warnings: [] },
  toolhead: { ...printing.toolhead, homedAxes: '' },
  sensors: printing.sensors.map((one, index) => ({
    ...one,
    celsius: index === 0 ? 24.6 : index === 1 ? 23.9 : one.celsius,
    targetCelsius: one.canHeat ? 0 : null,
  })),
};

/** The mainboard was lost in the middle of the print. */
export const shutdown: PrinterSnapshot = {
  ...printing,
  host: { ...printing.host, warnings: [] },
  klippy: {
    state: 'shutdown',
    message:
      'Lost communication with MCU \'mcu\'\nOnce the underlying issue is corrected, use the\n"FIRMWARE_RESTART" command to reset the firmware,\nreload the config, and restart the host software.',
  },
  job: { ...printing.job, state: 'error' },
};

/** The whole printer has gone silent. */
export const stale: PrinterSnapshot = {
  ...printing,
  observedAtMs: now - 48_000,
  stale: true,
  host: { ...printing.host, warnings: [] },
  connection: {
    phase: 'reconnecting',
    sinceMs: now - 38_000,
    lastHeardMs: now - 48_000,
    attempts: 5,
    problem: {
      id: 'unreachable',
      cause: 'Nobody answers at 192.168.1.50.',
      remedy: [
        'Wait a moment: Wi-Fi often returns within a minute.',
        "Is the Pi's light on? No light: power. Light: look at the router.",
      ],
      evidence: 'connect timed out after 5 s',
    },
  },
};

export const conversations: ConversationSummary[] = [
  ['Is it going well?', 2],
  ['First layer rough on the left', 290],
  ['Calibration cube', 330],
  ['Which shaper for X?', 60 * 48],
  ['PETG for the garden hooks', 60 * 72],
  ['Bracket came loose', 60 * 96],
].map(([title, ago], index) => ({
  id: `c${index}`,
  title: String(title),
  printerIds: ['workhorse'],
  createdAtMs: now - minutes(Number(ago)),
  updatedAtMs: now - minutes(Number(ago)),
}));

let serial = 0;
export const said = (
  role: 'person' | 'smokey',
  ago: number,
  parts: ChatPart[],
  more: Partial<ChatMessage> = {},
): ChatMessage => ({
  id: `m${++serial}`,
  conversationId: 'c0',
  role,
  createdAtMs: now - minutes(ago),
  parts,
  status: 'done',
  error: null,
  ...more,
});
export const words = (text: string): ChatPart => ({ type: 'text', text });
export const tool = (name: string, title: string, result: unknown, text = ''): ChatPart => ({
  type: 'tool',
  callId: `call${++serial}`,
  name,
  title,
  args: { printer: 'workhorse' },
  state: 'done',
  durationMs: 4,
  result,
  text,
});

/** A question and its answer, as the newest of a conversation. */
export const shown = (question: string, ...parts: ChatPart[]): ChatState => ({
  snapshot: printing,
  actions: [],
  doing: 'idle',
  messages: [said('person', 4, [words(question)]), said('smokey', 4, parts)],
});

export function action(id: string, more: Partial<ActionView> = {}): ActionView {
  return {
    id,
    printerId: 'workhorse',
    printerName: 'Workhorse',
    steps: [{ tool: 'set_temperature', printerId: 'workhorse', args: { heater: 'extruder', target_c: 200 } }],
    hash: 'x',
    summary: {
      title: 'Set the nozzle to 200 °C',
      meaning: 'Now 204.8 °C, target 205. The print goes on. It takes about 20 seconds.',
      hazard: 'Weaker layers. If the print starts to split or the extruder clicks, go back to 205.',
      irreversible: false,
      facts: [],
      rechecked: 'the same print, at most 260 °C.',
    },
    fingerprint: {},
    requestedBy: { userId: 'u', userName: 'Anna', door: 'chat', via: 'conversation c0' },
    conversationId: 'c0',
    toolCallId: null,
    turnId: null,
    deciders: { users: [], role: 'operator' },
    status: 'pending',
    createdAtMs: now - 48_000,
    expiresAtMs: now + 252_000,
    decidedAtMs: null,
    decidedBy: null,
    reason: null,
    outcome: null,
    mayDecide: true,
    serverNowMs: now,
    ...more,
  };
}

const ended = (
  status: 'done' | 'refused' | 'expired' | 'void' | 'declined',
  title: string,
  text: string,
  more: Partial<ActionView> = {},
) =>
  action(`a-${status}`, {
    status,
    summary: { ...action('x').summary, title },
    decidedAtMs: now - 60_000,
    decidedBy: { userId: 'u', userName: 'Anna' },
    mayDecide: false,
    outcome: { status, text, result: null, finishedAtMs: now - 57_000 },
    ...more,
  });

export const startPrint = action('a-start', {
  steps: [{ tool: 'start_print', printerId: 'workhorse', args: { path: 'honeycomb_tray.gcode' } }],
  summary: {
    title: 'Print honeycomb_tray.gcode on Workhorse',
    meaning: 'The printer heats up, homes and prints for about 4 h 53 min. Make sure that the bed is clear.',
    hazard: 'The hot end and the bed get hot and the head moves.',
    irreversible: false,
    facts: [
      { label: 'Time', value: '4 h 53 min' },
      { label: 'Filament', value: '44.0 g, 14.8 m, PLA' },
      { label: 'Nozzle', value: '205 °C' },
      { label: 'Bed', value: '60 °C' },
    ],
    rechecked: 'The printer is idle and the file is still the same.',
    filePath: 'honeycomb_tray.gcode',
  },
});
export const cancelPrint = action('a-cancel', {
  steps: [{ tool: 'cancel_print', printerId: 'workhorse', args: {} }],
  expiresAtMs: now + 41_000,
  summary: {
    ...action('x').summary,
    title: 'Cancel the print on Workhorse',
    meaning: 'honeycomb_tray.gcode ends at 62 % and cannot be continued.',
    hazard: null,
    irreversible: true,
  },
});
export const stubs: ActionView[] = [
  ended('done', 'Print honeycomb_tray.gcode on Workhorse', 'honeycomb_tray.gcode is printing.'),
  ended('declined', 'Home all axes', '', { reason: 'The old part is still on the bed.' }),
  ended('expired', 'Print honeycomb_tray.gcode on Workhorse', ''),
  ended('refused', 'Home all axes', 'The printer refused: "No trigger on x after full movement".'),
  ended(
    'void',
    'Print honeycomb_tray.gcode on Workhorse',
    'Another print has started since. Nothing was sent.',
  ),
];

export const status = (state: string, ago: number) => ({
  printer: 'Workhorse',
  state,
  state_message: '',
  job:
    state === 'printing'
      ? {
          file: 'honeycomb_tray.gcode',
          progress_pct: 62.5,
          layer: 25,
          layers: 40,
          printing_s: 10_930,
          remaining_s: 6_720,
          eta_method: 'blend',
          slicer_s: 22_020,
          message: '',
        }
      : {
          file: null,
          progress_pct: null,
          layer: null,
          layers: null,
          printing_s: 0,
          remaining_s: null,
          message: '',
        },
  temps_c: {
    extruder: { now: state === 'printing' ? 204.8 : 24.6, target: state === 'printing' ? 205 : 0 },
    heater_bed: { now: 23.9, target: 0 },
  },
  position_mm: { x: 1, y: 1, z: 5 },
  homed: '',
  warnings: [],
  observed_at: new Date(now - minutes(ago)).toISOString(),
  stale: false,
});
export const file = {
  path: 'honeycomb_tray.gcode',
  size_bytes: 17_800_000,
  modified_at: new Date(now).toISOString(),
  fingerprint: 'f',
  slicer: 'PrusaSlicer 2.8.0',
  est_time_s: 22_020,
  printer_time_s: 17_580,
  not_counted: ['heating', 'homing'],
  limited_by: {
    'acceleration and corners': 9_410,
    'speeds the slicer wrote': 7_240,
    'Z moves and hops': 930,
  },
  with_limits: {
    now_s: 17_580,
    then_s: 14_100,
    saved_s: 3_480,
    saved_pct: 19.8,
    limited_by: {
      'speeds the slicer wrote': 8_120,
      'acceleration and corners': 5_050,
      'Z moves and hops': 930,
    },
    advice: 'From here, slicing with higher speeds wins more than other limits.',
  },
  filament_mm: 14_800,
  filament_g: 44,
  filament_type: 'PLA',
  max_nozzle_c: 205,
  max_bed_c: 60,
  layer_mm: 0.2,
  layers: 40,
  height_mm: 8,
  nozzle_mm: 0.4,
};
