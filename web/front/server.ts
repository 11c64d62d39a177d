import type { Server } from 'node:http';
import { frontLink } from '../lib/server/front-link.ts';
import { readSettings, type Settings, SettingsError } from '../lib/server/settings.ts';
import { announce } from './announce.ts';
import { LARGEST_BODY_BYTES } from './body-limits.ts';
import { loadEnvFile } from './env-file.ts';
import { createFront, type Handler } from './front.ts';
import { ADDRESS_HEADER, HOST_HEADER, PROTOCOL_HEADER } from './origin-headers.ts';
import { installStop } from './stop.ts';

/* The program behind `npm start`: settings, listening, the built app, and what is printed. */

async function main(): Promise<void> {
  const settings = settingsOrExit();
  const front = createFront(settings);
  installStop(front, settings.shutdownSeconds);
  await listenOrExit(front.server, settings);
  front.serve(await loadAppOrExit());
  announce(front.server, settings, frontLink().app?.setupCode() ?? null);
}

function settingsOrExit(): Settings {
  try {
    loadEnvFile();
    return readSettings();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`${error.message}\nNothing was started. .env.example lists all settings.`);
    process.exit(2);
  }
}

function listenOrExit(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      console.error(whyNotListening(error, host, port));
      process.exit(2);
    });
    server.listen(port, host, resolve);
  });
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Set PORT to a free one, such as PORT=${port + 1}, or end that program.`;
  }
  if (error.code === 'EACCES') return `Port ${port} may only be used by root. Set PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL') return `This machine has no address ${host}. Correct the setting HOST.`;
  return `Cannot listen on ${host}, port ${port}: ${error.message}. Look at the settings HOST and PORT.`;
}

async function loadAppOrExit(): Promise<Handler> {
  // The built handler reads these once, when it is loaded.
  process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
  process.env.HOST_HEADER = HOST_HEADER;
  process.env.ADDRESS_HEADER = ADDRESS_HEADER;
  process.env.BODY_SIZE_LIMIT = String(LARGEST_BODY_BYTES);
  frontLink().headersArePrepared = true;
  frontLink().learnedMind = new URL('../../build/learned-mind.bin', import.meta.url);
  const built = new URL('../../build/handler.js', import.meta.url);
  try {
    const { handler } = (await import(built.href)) as { handler: Handler };
    return handler;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    if (missing && String(error).includes('handler.js')) {
      console.error('The app is not built. Run `npm run build`.');
    } else if (isUnwritable(error)) {
      console.error(
        `The data directory cannot be written: ${String(error)}. Correct the setting DATA_DIRECTORY.`,
      );
    } else {
      console.error('The app could not be started.', error);
    }
    process.exit(2);
  }
}

function isUnwritable(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOSPC', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(
    code,
  );
}

await main();
