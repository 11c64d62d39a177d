import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Machine } from '../machine/machine.ts';
import { createCamera } from './camera.ts';

const boundary = 'boundarydonotcross';
const frameMilliseconds = 500;

export interface Webcam {
  /** Answers `/webcam/…`; false for any other address. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  stop(): void;
}

/** Snapshots and a slow MJPEG stream of the scene. */
export function createWebcam(machine: Machine, name: string): Webcam {
  const camera = createCamera(machine, name);
  const viewers = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | null = null;

  function sendFrame(response: ServerResponse): void {
    const frame = camera.frame();
    if (response.writableLength > 1_000_000) return;
    response.write(`--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: ${frame.length}\r\n\r\n`);
    response.write(frame);
    response.write('\r\n');
  }

  function addViewer(response: ServerResponse): void {
    response.writeHead(200, {
      'Content-Type': `multipart/x-mixed-replace;boundary=${boundary}`,
      'Cache-Control': 'no-store',
      Connection: 'close',
    });
    viewers.add(response);
    sendFrame(response);
    timer ??= setInterval(() => viewers.forEach(sendFrame), frameMilliseconds);
    response.on('close', () => {
      viewers.delete(response);
      if (viewers.size === 0 && timer) {
        clearInterval(timer);
        timer = null;
      }
    });
  }

  return {
    answer(request, response) {
      const url = new URL(request.url ?? '/', 'http://printer');
      if (!/^\/webcam\d*\/?$/.test(url.pathname)) return false;
      if (machine.faults.has('webcam-dead')) {
        response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
        return true;
      }
      if (url.searchParams.get('action') === 'stream') addViewer(response);
      else {
        const frame = camera.frame();
        response
          .writeHead(200, {
            'Content-Type': 'image/jpeg',
            'Content-Length': frame.length,
            'Cache-Control': 'no-store',
          })
          .end(frame);
      }
      return true;
    },
    stop() {
      if (timer) clearInterval(timer);
      for (const viewer of viewers) viewer.end();
    },
  };
}
