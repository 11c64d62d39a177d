import type { WebSocket } from 'ws';
import { createKlippySession } from '../klippy/session.ts';
import type { Moonraker } from './moonraker.ts';

/** `/klippysocket`: Klipper's own API, message by message, over a WebSocket. */
export function openBridge(moonraker: Moonraker, webSocket: WebSocket): void {
  const session = createKlippySession(moonraker.host, {
    send: (message) => {
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(JSON.stringify(message));
    },
    waitForStatusTick: () => moonraker.waitForStatusTick(),
  });
  webSocket.on('message', (data) => session.receive(String(data as Buffer)));
  webSocket.on('close', () => session.close());
  webSocket.on('error', () => webSocket.terminate());
}
