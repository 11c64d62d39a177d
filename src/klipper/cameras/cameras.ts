import { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { PrinterAddress } from '../egress/address.ts';
import { messageOf, PrinterError } from '../errors.ts';
import { MAX_PICTURE_BYTES, toPicture } from '../files/pictures.ts';
import type { HttpReply, HttpSend } from '../moonraker/http.ts';
import { readBody } from '../moonraker/http.ts';
import type { WebcamAnswer } from '../moonraker/schemas.ts';
import type { CallOptions, Picture, PrinterCameras } from '../printer.ts';
import { firstFrame } from './first-frame.ts';
import { cameraTargets, isUsable } from './targets.ts';

const SNAPSHOT_MS = 8_000;

export interface CameraOptions {
  address: PrinterAddress;
  clock: Clock;
  /** Sends only where the policy allows, with any port on the printer's own host. */
  send: HttpSend;
  /** Headers for the printer's own host (a tunnel's token), never sent to another one. */
  ownHeaders(): Promise<Record<string, string>>;
  list(): WebcamAnswer[];
}

export function createCameras(options: CameraOptions): PrinterCameras {
  const find = (name: string | undefined, asked: string): WebcamAnswer => {
    const cameras = options.list().filter(isUsable);
    const found = name === undefined ? cameras[0] : cameras.find((camera) => camera.name === name);
    if (found) return found;
    throw new PrinterError({
      kind: 'not-found',
      asked,
      wrong: name === undefined ? 'the printer has no camera set up' : `there is no camera named “${name}”`,
      tryThis: ['Add a camera in Mainsail or Fluidd, or as [webcam …] in moonraker.conf.'],
    });
  };

  /** Tries the places one after the other; the first 200 wins. */
  const fetchFirst = async (targets: URL[], asked: string, call: CallOptions): Promise<HttpReply> => {
    let last = 'it has no address';
    let cause: unknown;
    for (const url of targets) {
      try {
        const own = url.hostname.replace(/^\[|\]$/g, '') === options.address.host;
        const reply = await options.send({
          method: 'GET',
          url: url.href,
          headers: own ? await options.ownHeaders() : {},
          timeoutMs: call.timeoutMs ?? SNAPSHOT_MS,
          ...(call.signal ? { signal: call.signal } : {}),
        });
        if (reply.status === 200) return reply;
        reply.body.destroy();
        last = `${url.host} answered HTTP ${String(reply.status)}`;
      } catch (error) {
        last = `${url.host}: ${messageOf(error)}`;
        cause = error;
      }
    }
    throw unreachable(asked, last, cause);
  };

  const fromSnapshot = async (camera: WebcamAnswer, asked: string, call: CallOptions): Promise<Picture> => {
    const targets = cameraTargets(options.address, camera.snapshot_url);
    const reply = await fetchFirst(targets, asked, call);
    return toPicture(await readBody(reply, MAX_PICTURE_BYTES), options.clock.nowMs(), asked);
  };

  const fromStream = async (camera: WebcamAnswer, asked: string, call: CallOptions): Promise<Picture> => {
    const reply = await fetchFirst(cameraTargets(options.address, camera.stream_url), asked, call);
    try {
      return toPicture(await firstFrame(reply.body, asked), options.clock.nowMs(), asked);
    } finally {
      reply.body.destroy();
    }
  };

  return {
    async snapshot(name, call = {}) {
      const asked = name === undefined ? 'Take a camera picture' : `Take a picture with ${name}`;
      const camera = find(name, asked);
      return camera.snapshot_url === '' ? fromStream(camera, asked, call) : fromSnapshot(camera, asked, call);
    },
    async stream(name, call) {
      const asked = name === undefined ? 'Open the camera' : `Open the camera ${name}`;
      const camera = find(name, asked);
      const reply = await fetchFirst(cameraTargets(options.address, camera.stream_url), asked, call);
      const contentType = reply.headers['content-type'] ?? '';
      if (!contentType.startsWith('multipart/x-mixed-replace')) {
        reply.body.destroy();
        throw unreachable(asked, `the stream is “${contentType}”, not MJPEG; use single pictures`, undefined);
      }
      return { contentType, body: Readable.toWeb(reply.body) as ReadableStream<Uint8Array> };
    },
  };
}

function unreachable(asked: string, wrong: string, cause: unknown): PrinterError {
  return new PrinterError({
    kind: 'unreachable',
    asked,
    wrong,
    tryThis: [
      'Check that the camera is plugged in and its program (such as Crowsnest) runs.',
      'Compare the camera’s address in Mainsail or Fluidd with the one that works in a browser.',
    ],
    cause,
  });
}
