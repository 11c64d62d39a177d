import { randomUUID } from 'node:crypto';
import { text, type Arguments } from './arguments.ts';
import { MoonrakerError } from './errors.ts';
import type { CallContext, Moonraker } from './moonraker.ts';
import { changes, reads, resource, type Endpoint } from './registry.ts';

export interface WebcamEntry extends Record<string, unknown> {
  name: string;
  source: 'config' | 'database';
  uid: string;
}

export type Webcams = WebcamEntry[];

/** A camera with Moonraker's defaults. */
export function webcamEntry(
  given: Record<string, unknown> & { name: string },
  source: 'config' | 'database',
): WebcamEntry {
  return {
    enabled: true,
    icon: 'mdiWebcam',
    aspect_ratio: '4:3',
    target_fps: 15,
    target_fps_idle: 5,
    location: 'printer',
    service: 'mjpegstreamer',
    stream_url: '/webcam/?action=stream',
    snapshot_url: '/webcam/?action=snapshot',
    flip_horizontal: false,
    flip_vertical: false,
    rotation: 0,
    ...given,
    source,
    extra_data: {},
    uid: randomUUID(),
  };
}

function find(moonraker: Moonraker, args: Arguments): WebcamEntry {
  const wanted = args.uid === undefined ? text(args, 'name') : text(args, 'uid');
  const webcam = moonraker.webcams.find((one) => one.name === wanted || one.uid === wanted);
  if (!webcam) throw new MoonrakerError(404, `Webcam ${wanted} not found`);
  return webcam;
}

function noteWebcams(moonraker: Moonraker): void {
  moonraker.notify('notify_webcams_changed', [{ webcams: moonraker.webcams }]);
}

const settable = [
  'enabled',
  'icon',
  'aspect_ratio',
  'target_fps',
  'target_fps_idle',
  'location',
  'service',
  'stream_url',
  'snapshot_url',
  'flip_horizontal',
  'flip_vertical',
  'rotation',
];

function store({ moonraker }: CallContext, args: Arguments): unknown {
  const name = text(args, 'name');
  const before = moonraker.webcams.find((one) => one.name === name || one.uid === args.uid);
  if (before?.source === 'config')
    throw new MoonrakerError(400, `Cannot overwrite webcam '${name}' sourced from Moonraker configuration`);
  const rotation = Number(args.rotation ?? 0);
  if (![0, 90, 180, 270].includes(rotation))
    throw new MoonrakerError(400, `Invalid value for rotation: ${String(args.rotation)}`);
  const given = Object.fromEntries(
    settable.filter((key) => args[key] !== undefined).map((key) => [key, args[key]]),
  );
  if (!before) for (const url of ['stream_url', 'snapshot_url']) text(args, url);
  const webcam = before
    ? Object.assign(before, given, { name })
    : webcamEntry({ ...given, name }, 'database');
  if (!before) moonraker.webcams.push(webcam);
  noteWebcams(moonraker);
  return { webcam };
}

function remove({ moonraker }: CallContext, args: Arguments): unknown {
  const webcam = find(moonraker, args);
  if (webcam.source === 'config')
    throw new MoonrakerError(
      400,
      `Cannot delete webcam '${webcam.name}' sourced from Moonraker configuration`,
    );
  moonraker.webcams.splice(moonraker.webcams.indexOf(webcam), 1);
  noteWebcams(moonraker);
  return { webcam };
}

function test({ moonraker }: CallContext, args: Arguments): unknown {
  const { name, snapshot_url, stream_url } = find(moonraker, args);
  return {
    name,
    snapshot_reachable: !moonraker.host.machine.faults.has('webcam-dead'),
    snapshot_url,
    stream_url,
  };
}

export const webcamEndpoints: Endpoint[] = [
  reads('/server/webcams/list', ({ moonraker }) => ({ webcams: moonraker.webcams })),
  resource('/server/webcams/item', {
    GET: ({ moonraker }, args) => ({ webcam: find(moonraker, args) }),
    POST: store,
    DELETE: remove,
  }),
  changes('/server/webcams/test', test),
];
