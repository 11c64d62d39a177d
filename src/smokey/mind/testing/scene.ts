import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { PrinterSnapshot, SensorReading } from '../../../klipper/snapshot.ts';
import { createBuiltinModel } from '../model.ts';

/** A printer for tests of the mind alone: idle, cold, with a bed, a probe and a few macros. */
export function sceneSnapshot(changes: Partial<PrinterSnapshot> = {}): PrinterSnapshot {
  return {
    printerId: 'p1',
    name: 'Workhorse',
    observedAtMs: 1_000,
    stale: false,
    connection: { phase: 'connected', sinceMs: 0, lastHeardMs: 1_000, attempts: 0, problem: null },
    klippy: { state: 'ready', message: '' },
    job: idleJob,
    sensors: [
      sensor('extruder', 'Nozzle', 'nozzle', 22.4, 0, 285),
      sensor('heater_bed', 'Bed', 'bed', 21.9, 0, 110),
    ],
    toolhead: {
      homedAxes: 'xyz',
      positionMillimetres: { x: 110, y: 110, z: 50 },
      axisMinimumMillimetres: { x: 0, y: 0, z: -2 },
      axisMaximumMillimetres: { x: 220, y: 220, z: 250 },
      maxVelocityMillimetresPerSecond: 300,
      maxAccelMillimetresPerSecond2: 3000,
      squareCornerVelocityMillimetresPerSecond: 5,
      activeExtruder: 'extruder',
      speedFactor: 1,
      flowFactor: 1,
      zOffsetMillimetres: 0,
      pressureAdvance: 0.045,
    },
    outputs: [{ id: 'fan', label: 'Part fan', kind: 'part-fan', value: 0, rpm: null, canSet: true }],
    filamentSensors: [],
    host: {
      cpuPercent: 5,
      load: 0.1,
      memoryUsedBytes: null,
      memoryTotalBytes: null,
      celsius: 48,
      diskFreeBytes: null,
      diskTotalBytes: null,
      throttled: [],
      warnings: [],
    },
    webcams: [{ name: 'Bed cam', rotation: 0, flipHorizontal: false, flipVertical: false, available: true }],
    limits: {
      nozzleDiameterMillimetres: 0.4,
      filamentDiameterMillimetres: 1.75,
      minExtrudeCelsius: 170,
      maxExtrudeOnlyMillimetres: 50,
      kinematics: 'cartesian',
      hasBedMesh: true,
      hasProbe: true,
      hasAccelerometer: true,
    },
    boards: [],
    mesh: { profileName: '', profiles: ['default'], rangeMillimetres: null },
    macros: [{ name: 'PARK', description: 'Parks the head', params: [] }],
    powerDevices: [],
    displayMessage: null,
    moonrakerWarnings: [],
    versions: { moonraker: 'v0.10', klipper: 'v0.13', host: null },
    ...changes,
  };
}

export function sensor(
  id: string,
  label: string,
  kind: SensorReading['kind'],
  celsius: number,
  target: number,
  max: number,
): SensorReading {
  return {
    id,
    label,
    kind,
    celsius,
    targetCelsius: target,
    power: 0,
    canHeat: true,
    minCelsius: 0,
    maxCelsius: max,
  };
}

const idleJob: PrinterSnapshot['job'] = {
  state: 'standby',
  path: null,
  message: '',
  progress: null,
  layer: null,
  layerCount: null,
  heightMillimetres: null,
  printSeconds: 0,
  totalSeconds: 0,
  filamentUsedMillimetres: 0,
  filamentTotalMillimetres: null,
  remainingSeconds: null,
  endsAtMs: null,
  etaMethod: 'none',
  slicerEstimateSeconds: null,
  planSeconds: null,
  objects: [],
  excludedObjects: [],
  currentObject: null,
  hasThumbnail: false,
};

export const printingJob: PrinterSnapshot['job'] = {
  ...idleJob,
  state: 'printing',
  path: 'benchy.gcode',
  progress: 0.42,
  layer: 84,
  layerCount: 240,
  heightMillimetres: 16.8,
  printSeconds: 2040,
  totalSeconds: 2112,
  filamentUsedMillimetres: 1620,
  remainingSeconds: 2820,
  etaMethod: 'blend',
};

export const ALL_TOOLS =
  'list_printers get_status get_temperatures get_snapshot list_files get_file preflight get_history get_action withdraw_action emergency_stop pause_print start_print resume_print cancel_print set_temperature tune_print exclude_object home move filament set_output get_queue manage_queue create_upload delete_file manage_file calibrate save_calibration get_bed_mesh get_config edit_config restart diagnose list_macros run_macro send_gcode manage_mesh run_plan'.split(
    ' ',
  );

export interface Said {
  /** Names of all calls of the newest turn, in their order. */
  made: string[];
  text: string;
  calls: { tool: string; args: Record<string, unknown> }[];
}

type Answers = Record<string, unknown>;

const FILES = {
  files: ['benchy.gcode', 'calibration_cube.gcode', 'phone_stand_v2.gcode', 'phone_stand_v3.gcode'].map(
    (path) => ({ path }),
  ),
};

/** Talks to the model turn by turn; reading calls get these answers, changing ones wait for a person. */
export async function talk(
  turns: (string | { text: string; outcome: string })[],
  options: {
    snapshot?: PrinterSnapshot;
    /** Printers beside the selected one. */
    others?: PrinterSnapshot[];
    answers?: Answers;
    tools?: string[];
    attachments?: unknown[];
  } = {},
): Promise<Said> {
  const model = createBuiltinModel();
  const tools = options.tools ?? ALL_TOOLS;
  const state = {
    observed_at: null,
    age_s: 0,
    stale: false,
    printers: [
      { id: 'p1', name: 'Workhorse', selected: true, snapshot: options.snapshot ?? sceneSnapshot() },
      ...(options.others ?? []).map((snapshot) => ({
        id: snapshot.printerId,
        name: snapshot.name,
        selected: false,
        snapshot,
      })),
    ],
    attachments: options.attachments ?? [],
  };
  const block = `<printer-state>${JSON.stringify(state)}</printer-state>`;
  const prompt: LanguageModelV4Prompt = [{ role: 'system', content: 'You are Smokey.' }];
  let last: Said = { text: '', calls: [], made: [] };
  for (const turn of turns) {
    const { text, outcome } = typeof turn === 'string' ? { text: turn, outcome: 'approval_required' } : turn;
    prompt.push({
      role: 'user',
      content: [
        { type: 'text', text: block },
        { type: 'text', text },
      ],
    });
    let made: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      const said = await next(model, prompt, tools);
      made = [...made, ...said.calls.map(({ tool }) => tool)];
      last = { ...said, made };
      if (!last.calls.length || last.calls.some(({ tool }) => tool === 'emergency_stop')) break;
      const isRead = last.calls.every(({ tool }) => /^(list_|get_|preflight|diagnose|withdraw_)/.test(tool));
      prompt.push({
        role: 'tool',
        content: last.calls.map(({ tool }, index) => ({
          type: 'tool-result',
          toolCallId: `${prompt.length - 1}-${index}`,
          toolName: tool,
          output: {
            type: 'json',
            value: (isRead
              ? (({ list_files: FILES, ...options.answers } as Answers)[tool] ?? {})
              : {
                  status: outcome,
                  action_id: `${prompt.length}-${index}`,
                  summary: tool,
                  text: `${tool}.`,
                }) as never,
          },
        })),
      });
      if (!isRead) break;
    }
  }
  return last;
}

async function next(
  model: ReturnType<typeof createBuiltinModel>,
  prompt: LanguageModelV4Prompt,
  tools: string[],
): Promise<Omit<Said, 'made'>> {
  const options: LanguageModelV4CallOptions = {
    prompt,
    tools: tools.map((name) => ({ type: 'function', name, description: name, inputSchema: {} })),
  };
  const { content } = await model.doGenerate(options);
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const calls = content.flatMap((part) =>
    part.type === 'tool-call'
      ? [{ tool: part.toolName, args: JSON.parse(part.input) as Record<string, unknown> }]
      : [],
  );
  prompt.push({
    role: 'assistant',
    content: [
      ...(text ? [{ type: 'text' as const, text }] : []),
      ...calls.map(({ tool, args }, index) => ({
        type: 'tool-call' as const,
        toolCallId: `${prompt.length}-${index}`,
        toolName: tool,
        input: args,
      })),
    ],
  });
  return { text, calls };
}
