import { bytes, duration, list, number, percent } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import { has, references } from '../../understand/clause.ts';
import { READS } from '../deeds.ts';
import { read, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import { activeNozzle, nozzles } from '../heaters.ts';
import { fanOf } from './tune.ts';
import { asksForShape, extremesOf } from '../mesh-shape.ts';
import { nozzleSizes, shaperInConfig } from '../tool-config.ts';
import { statusText } from './progress.ts';
import { TROUBLE_HANDLERS } from './trouble.ts';
import { reading } from './temperatures.ts';
import type { Handler, Handlers } from './types.ts';

/** Answers only while the printer can be reached. */
const online =
  (tell: (desk: Desk, frame: Parameters<Handler>[1]) => Outcome): Handler =>
  (desk, frame) =>
    offline(desk) ?? tell(desk, frame);

export const READING_HANDLERS: Handlers = {
  position: online((desk) => {
    const { positionMillimetres: at, homedAxes } = snapshotOf(desk)!.toolhead;
    if (!at) return said(say(desk.language, 'homedNo'));
    const text = (value: number): string => number(value, desk.language, 2);
    const homed = homedAxes.length >= 3 ? '' : say(desk.language, 'positionUnsure');
    return said(say(desk.language, 'position', { x: text(at.x), y: text(at.y), z: text(at.z), homed }));
  }),
  homed: online((desk) => {
    const axes = snapshotOf(desk)!.toolhead.homedAxes;
    if (axes.length >= 3) return said(say(desk.language, 'homedYes'));
    return said(
      axes ? say(desk.language, 'homedSome', { axes: axes.toUpperCase() }) : say(desk.language, 'homedNo'),
    );
  }),
  speed_flow: online((desk, frame) => {
    const { speedFactor, flowFactor } = snapshotOf(desk)!.toolhead;
    const live = has(frame.clause, 'babystep', 'zoffset')
      ? READING_HANDLERS.z_offset_value!(desk, frame).say
      : [];
    return said(
      say(desk.language, 'speed', { speed: percent(speedFactor ?? 1), flow: percent(flowFactor ?? 1) }),
      ...live,
    );
  }),
  fan_state: online((desk, { clause }) => {
    const { outputs } = snapshotOf(desk)!;
    const own = has(clause, 'hotendfan')
      ? outputs.find((item) => item.kind === 'heater-fan' || item.kind === 'controller-fan')
      : null;
    const fan = own ?? fanOf(desk, clause);
    if (!fan)
      return said(say(desk.language, 'outputs', { names: outputs.map(outputText).join(', ') || '-' }));
    const rpm = fan.rpm ? `, ${Math.round(fan.rpm)} rpm` : '';
    const isWhether = desk.language !== 'en' || /^(?:is|are|does|do|did|has|have|can)\b/.test(clause.core);
    return said(
      fan.value
        ? say(desk.language, isWhether ? 'fanOn' : 'fanAt', {
            name: fan.label,
            value: percent(fan.value),
            rpm,
          })
        : say(desk.language, 'fanOff', { name: fan.label }),
    );
  }),
  outputs_state: online((desk, { clause }) => {
    const { outputs, powerDevices } = snapshotOf(desk)!;
    const ofPower = has(clause, 'power') || /\b(?:power|psu|plug|mains)\b/.test(clause.folded);
    const named = references(clause, 'output').flatMap((item) =>
      outputs.filter((output) => output.id === item.id),
    );
    const chosen = named.length
      ? named
      : has(clause, 'light')
        ? outputs.filter((item) => item.kind === 'led' || /light|led|lamp/i.test(item.id))
        : ofPower
          ? []
          : outputs;
    const wantedPower = references(clause, 'power').map((item) => item.id);
    const power = powerDevices.filter((device) =>
      wantedPower.length
        ? wantedPower.includes(device.name)
        : ofPower || (has(clause, 'light') && /light|lamp/i.test(device.name)),
    );
    const names = [
      ...chosen.map(outputText),
      ...power.map((device) => `${device.name}: ${device.on === null ? '?' : device.on ? 'on' : 'off'}`),
    ];
    return said(
      names.length
        ? say(desk.language, 'outputs', { names: [...new Set(names)].join(', ') })
        : say(desk.language, has(clause, 'light') ? 'noLight' : 'noPower'),
    );
  }),
  limits: online((desk) => {
    const { toolhead } = snapshotOf(desk)!;
    return said(
      say(desk.language, 'limits', {
        accel: toolhead.maxAccelMillimetresPerSecond2,
        velocity: toolhead.maxVelocityMillimetresPerSecond,
        corner: toolhead.squareCornerVelocityMillimetresPerSecond,
      }),
    );
  }),
  pressure_advance_value: online((desk) =>
    said(
      say(desk.language, 'pressureAdvance', {
        value: number(snapshotOf(desk)!.toolhead.pressureAdvance ?? 0, desk.language, 4),
      }),
    ),
  ),
  z_offset_value: online((desk, { clause }) => {
    const live = number(snapshotOf(desk)!.toolhead.zOffsetMillimetres ?? 0, desk.language, 3);
    const probe = has(clause, 'babystep') ? null : probeOffset(desk);
    return said(
      say(desk.language, 'zOffset', {
        live: `${live} mm`,
        probe: probe ? say(desk.language, 'probeOffset', probe) : '',
      }),
    );
  }),
  host_health: online((desk, { clause }) => {
    const { host, sensors } = snapshotOf(desk)!;
    const own = sensors.filter((sensor) => sensor.kind === 'host');
    const facts = [
      host.celsius !== null
        ? `${number(host.celsius, desk.language)} °C`
        : own.map((sensor) => reading(desk, sensor)).join(', '),
      host.cpuPercent !== null ? `CPU ${Math.round(host.cpuPercent)} %` : '',
      host.load !== null ? `load ${number(host.load, desk.language, 2)}` : '',
      host.memoryUsedBytes !== null && host.memoryTotalBytes !== null
        ? `memory ${bytes(host.memoryUsedBytes)} of ${bytes(host.memoryTotalBytes)}`
        : '',
      host.diskFreeBytes !== null
        ? `disk ${bytes(host.diskFreeBytes)} free`
        : has(clause, 'disk')
          ? 'the free disk space is not known'
          : '',
      host.throttled.length ? list(host.throttled, desk.language) : '',
    ].filter(Boolean);
    const warnings = host.warnings.map((warning) => ` ${warning.cause} ${warning.remedy}`).join('');
    return said(say(desk.language, 'host', { facts: facts.join(', ') || '?', warnings }));
  }),
  versions: online((desk) => {
    const { versions } = snapshotOf(desk)!;
    return said(
      say(desk.language, 'versions', {
        klipper: versions.klipper ?? '?',
        moonraker: versions.moonraker ?? '?',
      }),
    );
  }),
  mesh_state: online((desk, { clause }) => {
    const { mesh } = snapshotOf(desk)!;
    const profiles = mesh.profiles.join(', ') || '-';
    if (!mesh.profileName) return said(say(desk.language, 'noMesh', { profiles }));
    const shape = asksForShape(clause) ? extremesOf(read(desk, READS.mesh())?.data.matrix) : null;
    const known = mesh.rangeMillimetres ?? rangeOf(read(desk, READS.mesh())?.data);
    const range = known === null ? '' : `, range ${number(known, desk.language, 3)} mm`;
    const lies = shape ? [say(desk.language, 'meshShape', shape)] : [];
    return said(say(desk.language, 'mesh', { name: mesh.profileName, range, profiles }), ...lies);
  }),
  display_message: online((desk) => {
    const text = snapshotOf(desk)!.displayMessage;
    const isDown = /^(?:shutdown|error)$/.test(snapshotOf(desk)!.klippy.state);
    if (isDown && !text) return TROUBLE_HANDLERS.what_wrong!(desk, desk.frames[0]!); // the screen shows the fault
    return said(text ? say(desk.language, 'display', { text }) : say(desk.language, 'noDisplay'));
  }),
  objects: online((desk) => {
    const { job } = snapshotOf(desk)!;
    if (!job.objects.length) return said(say(desk.language, 'noObjects'));
    const excluded = job.excludedObjects.length
      ? say(desk.language, 'objectsExcluded', { names: list(job.excludedObjects, desk.language) })
      : '';
    return said(say(desk.language, 'objects', { names: list(job.objects, desk.language), excluded }));
  }),
  build_volume: online((desk) => {
    const { toolhead, limits } = snapshotOf(desk)!;
    const { axisMinimumMillimetres: min, axisMaximumMillimetres: max } = toolhead;
    const span = (axis: 'x' | 'y' | 'z'): string => (min && max ? `${min[axis]} – ${max[axis]}` : '?');
    return said(
      say(desk.language, 'buildVolume', {
        x: span('x'),
        y: span('y'),
        z: span('z'),
        kinematics: limits.kinematics ? `, ${limits.kinematics}` : '',
      }),
    );
  }),
  nozzle_diameter: online((desk) => {
    const { limits } = snapshotOf(desk)!;
    const several = nozzles(snapshotOf(desk)!).length > 1 ? nozzleSizes(desk) : '';
    if (several) return said(say(desk.language, 'nozzleSizes', { names: several }));
    return said(
      say(desk.language, 'nozzleSize', {
        nozzle: limits.nozzleDiameterMillimetres ?? '?',
        filament: limits.filamentDiameterMillimetres ?? '?',
      }),
    );
  }),
  active_tool: online((desk) => {
    const nozzle = activeNozzle(snapshotOf(desk)!);
    if (!nozzle) return said(say(desk.language, 'noSensor', { what: 'extruder', names: '' }));
    const index = nozzles(snapshotOf(desk)!).indexOf(nozzle);
    return said(
      say(desk.language, 'activeTool', { name: nozzle.id, label: nozzle.label, number: `T${index}` }),
    );
  }),
  resonances: online((desk) => {
    const file = desk.exchange.attachments.find((item) => item.kind === 'csv')?.name;
    const result = desk.tools.has('get_resonances') ? read(desk, READS.resonances(file)) : null;
    const measured = typeof result?.data.shapers === 'object' || /\d\s?Hz/.test(result?.text ?? '');
    const configured = measured ? '' : shaperInConfig(desk);
    return said(result?.text || say(desk.language, 'noResonances'), configured);
  }),
  runout_sensor: online((desk) => {
    const sensors = snapshotOf(desk)!.filamentSensors;
    if (!sensors.length) return said(say(desk.language, 'noRunout'));
    return said(
      ...sensors.map((sensor) =>
        say(desk.language, sensor.detected ? 'runoutYes' : 'runoutNo', {
          name: sensor.label,
          off: say(desk.language, sensor.enabled ? 'sensorEnabled' : 'sensorDisabled'),
        }),
      ),
    );
  }),
  filament_left: online((desk, frame) => {
    const { job, filamentSensors } = snapshotOf(desk)!;
    const needs =
      job.state === 'printing' && job.filamentTotalMillimetres
        ? ` This print still needs ${number((job.filamentTotalMillimetres - job.filamentUsedMillimetres) / 1000, desk.language, 1)} m.`
        : '';
    const sensed = filamentSensors.length ? READING_HANDLERS.runout_sensor!(desk, frame).say : [];
    return said(say(desk.language, 'spoolUnknown') + needs, ...sensed);
  }),
  connection: online((desk) => {
    const snapshot = snapshotOf(desk)!;
    return said(
      say(desk.language, 'connectionOk', {
        printer: snapshot.name,
        age: duration(desk.state.ageSeconds ?? 0),
        klippy: snapshot.klippy.state,
      }),
      statusText(desk, snapshot),
    );
  }),
  endstops: online((desk) => said(say(desk.language, 'endstops'))),
  which_printer: (desk) => {
    const names = desk.state.printers.map(({ snapshot }) =>
      offline({ ...desk, printer: desk.state.printers.find((item) => item.snapshot === snapshot) ?? null })
        ? `${snapshot.name} is offline`
        : statusText(desk, snapshot).replace(/\.$/, ''),
    );
    return said(say(desk.language, 'printers', { names: names.join('. ') }));
  },
};

const outputText = (output: { label: string; value: number | null }): string =>
  `${output.label}: ${output.value === null ? '?' : percent(output.value)}`;

const PROBE_SECTIONS = ['bltouch', 'probe', 'smart_effector', 'probe_eddy_current'];

function probeOffset(desk: Desk): { value: string; section: string } | null {
  if (!snapshotOf(desk)!.limits.hasProbe) return null;
  const text = configText(read(desk, READS.config('printer.cfg'))?.data) ?? '';
  for (const section of PROBE_SECTIONS) {
    const body = new RegExp(`\\[${section}[^\\]]*\\]([^\\[]*)`).exec(text)?.[1];
    const value = body ? /^z_offset\s*[:=]\s*(-?[\d.]+)/m.exec(body)?.[1] : undefined;
    if (value) return { value, section };
  }
  const saved = /^#\*#\s*z_offset\s*=\s*(-?[\d.]+)/m.exec(text)?.[1];
  return saved ? { value: saved, section: 'saved' } : null;
}

/** The text of a get_config result. */
export function configText(data: Record<string, unknown> | undefined): string | null {
  const text = data?.text ?? data?.content;
  return typeof text === 'string' ? text : null;
}

function rangeOf(data: Record<string, unknown> | undefined): number | null {
  return typeof data?.range_mm === 'number' ? data.range_mm : null;
}
