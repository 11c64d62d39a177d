import { startSimulator, type Simulator, type SimulatorOptions } from '../index.ts';
import { replayFile } from './files.ts';
import { ownErrorScript, recordedWorld } from './recorded-world.ts';

export const recordedKey = '0123456789abcdef0123456789abcdef';

type Preparation = (simulator: Simulator) => Promise<void>;

async function call(
  simulator: Simulator,
  path: string,
  body: unknown = {},
  method = 'POST',
): Promise<Response> {
  return through(
    simulator,
    fetch(`${simulator.url}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/** Lets machine time pass until the answer is there (at most twenty minutes of it). */
export async function through<T>(simulator: Simulator, answer: Promise<T>): Promise<T> {
  let done = false;
  const settled = (): void => void (done = true);
  answer.then(settled, settled);
  for (let tries = 0; tries < 40 && !done; tries++) await new Promise((resolve) => setTimeout(resolve, 1));
  for (let second = 0; second < 1200 && !done; second++) {
    await simulator.advance(1);
    if (second % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return answer;
}

export const script =
  (line: string): Preparation =>
  async (simulator) =>
    void (await call(simulator, '/printer/gcode/script', { script: line }));
const post =
  (path: string, body: unknown = {}): Preparation =>
  async (simulator) =>
    void (await call(simulator, path, body));
const pass =
  (seconds: number): Preparation =>
  (simulator) =>
    simulator.advance(seconds);
const fault =
  (name: string): Preparation =>
  async (simulator) =>
    simulator.faults.set(name);
const all =
  (...steps: Preparation[]): Preparation =>
  async (simulator) => {
    for (const step of steps) await step(simulator);
  };

export const upload =
  (name: string, fields: Record<string, string> = {}): Preparation =>
  async (simulator) => {
    const form = new FormData();
    const slash = name.lastIndexOf('/');
    for (const [key, value] of Object.entries(fields)) form.append(key, value);
    if (slash >= 0) form.append('path', name.slice(0, slash));
    form.append('file', new Blob([new Uint8Array(replayFile(name))]), name.slice(slash + 1));
    await fetch(`${simulator.url}/server/files/upload`, { method: 'POST', body: form });
  };

const files = all(
  ...[
    'two_cubes.gcode',
    'plate.gcode',
    'plate2.gcode',
    'mini_tile.gcode',
    'projects/plates/plate.gcode',
    'tiny1.gcode',
    'tiny2.gcode',
    'notes.txt',
    'empty.gcode',
    'bad_move.gcode',
    'long.gcode',
    'odd.gcode',
  ].map((name) => upload(name)),
);
const homed = script('G28');
const start = (filename: string): Preparation => post('/printer/print/start', { filename });
const printing = all(files, script('M117 hello'), start('two_cubes.gcode'), pass(160));
const heating = all(files, script('M117 first'), start('two_cubes.gcode'), pass(2));
const paused = all(printing, post('/printer/print/pause'));
const complete = all(
  files,
  script('M117 hello'),
  start('tiny1.gcode'),
  pass(1),
  start('tiny1.gcode'),
  pass(1),
  start('tiny1.gcode'),
  pass(1),
  start('mini_tile.gcode'),
  pass(900),
);
const stopped = all(homed, post('/printer/emergency_stop'), pass(1));
const away = all(files, fault('klippy-disconnected'), pass(1));
const brokenConfig: Preparation = async (simulator) => {
  simulator.faults.set('config-unknown-option');
  await simulator.advance(2);
};
const folder = post('/server/files/directory', { path: 'gcodes/archive' });
const queued = all(files, post('/server/job_queue/job', { filenames: ['two_cubes.gcode', 'plate.gcode'] }));
const nothing: Preparation = async () => undefined;

/** Which state each recording was made in: the first pattern that fits its name. */
const situations: [RegExp, Preparation, Partial<SimulatorOptions>?][] = [
  [/print-resume$/, all(paused, start('plate.gcode'))],
  [/client-timeout/, script('M117 after timeout')],
  [/^untrusted/, files, { apiKey: recordedKey }],
  [/never-connected/, fault('klippy-never-seen')],
  [/host-restart/, all(stopped, post('/printer/restart'), pass(5))],
  [/mcu-missing/, fault('mcu-missing')],
  [/missing-include/, fault('config-include')],
  [/config-syntax-error/, fault('config-syntax')],
  [/bad-config/, brokenConfig],
  [/startup-[01]$/, away],
  [/startup/, fault('klippy-startup')],
  [/disconnected/, away],
  [/mcu-lost/, all(fault('mcu-lost'), pass(6))],
  [/thermistor-fault|fault-after|fault-present|after-fault/, all(fault('thermistor-open'), pass(3))],
  [/m112$/, all(script('M112'), pass(1))],
  [
    /emergency-stop-printing|history-after-emergency/,
    all(printing, post('/printer/emergency_stop'), pass(1)),
  ],
  [/shutdown|m112-again|emergency-restart/, all(files, stopped)],
  [
    /delete-printing|move-printing|upload-to-printing|start-while-printing|while-printing|history-list-printing|^exclude-object|query-printing$|query-exclude-object|other-while|print-pause$|print-cancel$/,
    printing,
  ],
  [/printing-heating|^print-cancel-during-heatup/, heating],
  [/delete-paused|query-paused|resume-ok|start-while-paused|pause-twice/, paused],
  [/query-resumed/, all(paused, post('/printer/print/resume'), pass(3))],
  [/query-after-cancel-during-heatup/, all(heating, post('/printer/print/cancel'), pass(1))],
  [/query-cancelled|cancel-twice|cancelled-file/, all(printing, post('/printer/print/cancel'), pass(1))],
  [/complete|after-print|history-job$|history-list$|history-totals$|history-list-after/, complete],
  [/print-error|after-error/, all(files, start('bad_move.gcode'), pass(40))],
  [/query-runout/, all(files, start('long.gcode'), pass(30), fault('filament-runout'), pass(1))],
  [/resume-idle-after-pause|query-pause-idle|query-resume-idle/, post('/printer/print/pause')],
  [/must-home|cold-extrude|older-tornado/, nothing],
  [/gcode-extrude-too-long/, script('M109 S205')],
  [/home-no-trigger/, fault('endstop-dead')],
  [/out-of-range|query-homed|move-ok|m400|gcode-z-offset|query-endstops-homed|gcode-home-while/, homed],
  [/query-heating/, all(script('M104 S200\nM140 S60'), pass(40))],
  [
    /bed-mesh-save|configfile-pending|query-bed-mesh$|save-config/,
    all(homed, script('BED_MESH_CALIBRATE\nSET_GCODE_OFFSET Z_ADJUST=0.05\nZ_OFFSET_APPLY_PROBE')),
  ],
  [/query-screws-tilt-adjust/, all(homed, script('SCREWS_TILT_CALCULATE'))],
  [
    /bed-mesh-after-save|configfile-after-save|config-after-save/,
    all(homed, script('BED_MESH_CALIBRATE'), script('SAVE_CONFIG'), pass(4)),
  ],
  [/query-macro-variable/, script('SET_GCODE_VARIABLE MACRO=LOAD_FILAMENT VARIABLE=last_length VALUE=20.0')],
  [/gcode-store-after|gcode-store-final|store-prompt/, script('SHOW_PROMPT')],
  [/temperature-store/, pass(20)],
  [/^query-configfile$/, nothing, ownErrorScript],
  [/gcode-set-something-to-save/, fault('homing-timeout')],
  [/directory-create-exists|directory-delete-force|directory-delete-missing$/, nothing],
  [/job-queue-add-missing|job-queue-status-empty/, files],
  [/job-queue/, queued],
  [/history-totals-empty|history-list-empty|files-list-empty/, nothing],
  [/proc-stats/, pass(15)],
];

const extra: [RegExp, Preparation][] = [
  [/directory-create-exists|directory-delete-force/, folder],
  [/directory-delete-not-empty|file-move$/, all(folder, upload('archive/plate_old.gcode'))],
  [/file-copy/, all(folder, upload('archive/plate_old.gcode'))],
  [/webcam-delete/, post('/server/webcams/item', { name: 'nozzle', stream_url: '/a', snapshot_url: '/b' })],
  [/power-get|power-off/, post('/machine/device_power/device?device=case_light&action=on')],
  [/config-delete/, upload('note.cfg', { root: 'config' })],
];

const socketSituations: Record<string, [Preparation, Partial<SimulatorOptions>?]> = {
  'emergency-stop-and-restart': [homed],
  'emergency-stop-while-printing': [all(upload('long.gcode'), start('long.gcode'), pass(30))],
  'filament-runout': [upload('long.gcode')],
  'job-queue-run': [all(upload('tiny1.gcode'), upload('tiny2.gcode'))],
  'print-error': [upload('bad_move.gcode')],
  'print-unknown-command': [all(upload('odd.gcode'), script('M117 hello'))],
  'print-stream-cancelled': [script('M117 hello')],
  'upload-print-then-cancel': [
    all(script('M117 hello'), upload('mini_tile.gcode'), start('mini_tile.gcode'), pass(400)),
  ],
  'print-stream-complete': [
    all(script('M117 hello'), upload('mini_tile.gcode'), start('mini_tile.gcode'), pass(400)),
  ],
  'never-connected': [fault('klippy-never-seen')],
  'klippy-killed-and-back': [nothing],
  untrusted: [nothing, { apiKey: recordedKey }],
  'untrusted-silent': [nothing, { apiKey: recordedKey }],
  'untrusted-key-header': [nothing, { apiKey: recordedKey }],
  'untrusted-oneshot-token': [nothing, { apiKey: recordedKey }],
};

/** The state before a recorded socket opened. */
export async function prepareSituation(name: string): Promise<Simulator> {
  const [prepare, options] = socketSituations[name.replace('ws-', '')] ?? [nothing];
  const simulator = await startSimulator({
    port: 0,
    clock: 'manual',
    preset: { world: recordedWorld, preset: {} },
    ...options,
  });
  await prepare(simulator);
  return simulator;
}

/** What happened while a sent message still waited for its answer. */
export const meanwhile: Record<string, (simulator: Simulator, sent: unknown) => void> = {
  'klippy-killed-and-back': (simulator, sent) => {
    if (JSON.stringify(sent).includes('G4 P8000')) simulator.faults.set('klippy-disconnected');
  },
};

const stopThere = post('/printer/emergency_stop');
const firmwareRestart = all(post('/printer/firmware_restart'), pass(4));

/** What was done, mostly over HTTP, while a recorded socket listened. */
export const acts: Record<string, Preparation> = {
  'emergency-stop-and-restart': all(
    stopThere,
    pass(1),
    script('G28'),
    script('G28'),
    post('/printer/restart'),
    pass(5),
    firmwareRestart,
  ),
  'emergency-stop-while-printing': all(stopThere, pass(2), firmwareRestart),
  restart: all(post('/printer/restart'), pass(4)),
  'filament-runout': all(start('long.gcode'), pass(20), fault('filament-runout')),
  'print-error': all(start('bad_move.gcode'), pass(40)),
  'print-unknown-command': all(start('odd.gcode'), pass(3)),
  'job-queue-run': all(
    post('/server/job_queue/job', { filenames: ['tiny1.gcode', 'tiny2.gcode'] }),
    post('/server/job_queue/start'),
    pass(2),
  ),
  'mcu-lost': all(fault('mcu-lost'), pass(7)),
  'mesh-and-save-config': all(
    script('G28\nBED_MESH_CALIBRATE'),
    script('BED_MESH_PROFILE SAVE=default'),
    script('SET_GCODE_OFFSET Z_ADJUST=0.05 MOVE=1\nZ_OFFSET_APPLY_PROBE'),
    script('SAVE_CONFIG'),
    pass(4),
  ),
};

/** Cases that need the recorded files to lie there. */
const touchesFiles =
  /file|director|download|meta|upload|print-|history|thumb|config|webcam|octoprint|not-modified/;

/** Starts the recorded printer in the state in which the named exchange was recorded. */
export async function startSituation(name: string): Promise<Simulator> {
  const found = situations.find(([pattern]) => pattern.test(name));
  const simulator = await startSimulator({
    port: 0,
    clock: 'manual',
    preset: { world: recordedWorld, preset: {} },
    ...found?.[2],
  });
  await (found?.[1] ?? (touchesFiles.test(name) ? files : nothing))(simulator);
  for (const [pattern, prepare] of extra) if (pattern.test(name)) await prepare(simulator);
  return simulator;
}
