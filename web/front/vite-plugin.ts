import type { IncomingMessage } from 'node:http';
import { frontLink } from '../lib/server/front-link.ts';
import { loadEnvFile } from './env-file.ts';
import { createHeaderRules } from './origin-headers.ts';

/** Just enough of Vite's plugin type, so that this file needs no Vite. */
interface DevelopmentServer {
  middlewares: {
    use(handle: (request: IncomingMessage, response: unknown, next: () => void) => void): unknown;
  };
}

/** In development the same origin headers are set that the front server sets, so the same routes work. */
export function originHeaders() {
  return {
    name: 'cloud-print-origin-headers',
    configureServer(server: DevelopmentServer): void {
      loadEnvFile();
      const prepare = createHeaderRules([]);
      frontLink().headersArePrepared = true;
      frontLink().development = true;
      server.middlewares.use((request, _response, next) => {
        prepare(request);
        next();
      });
    },
  };
}
