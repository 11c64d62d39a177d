import { join } from 'node:path';
import { createHub } from '../../../src/klipper/index.ts';
import { createAddressTestLimits } from './address/limits.ts';
import { createAccounts } from './accounts/accounts.ts';
import { createVault, readKeyFile } from './crypto/vault.ts';
import { openDatabase } from './database/open.ts';
import { frontLink } from './front-link.ts';
import { startGate } from './gate/start.ts';
import { createRateLimit, MINUTE_MS } from './http/rate-limit.ts';
import { isSecure } from './http/session-cookie.ts';
import { createLive } from './live/live.ts';
import { createHostRules } from './network/hosts.ts';
import { createOpenAnswers } from './open-answers.ts';
import { createPracticePrinters } from './practice/practice.ts';
import { startSimulated } from './practice/simulated.ts';
import { createCameraPictures } from './printers/camera-pictures.ts';
import { createCameraStreams } from './printers/camera-streams.ts';
import { createFindings } from './printers/findings.ts';
import { createPendingPrinter } from './printers/pending.ts';
import { createPrinters } from './printers/printers.ts';
import { readSettings, type Settings } from './settings.ts';
import { connectSmokey } from './smokey.ts';
import { createKeptResonances } from './resonance/kept.ts';
import { createTokens } from './tokens/tokens.ts';
import { startUploads } from './uploads/start.ts';
import { createPictures } from './uploads/pictures.ts';

/*
 * The one place where everything is put together. Parts do not know each other beyond what they are given here.
 */

export type App = Awaited<ReturnType<typeof createApp>>;

/** Builds and starts all parts. Whatever it starts, its `stop` ends. */
export async function createApp(settings: Settings) {
  const { database, close } = openDatabase(join(settings.dataDirectory, 'cloud-print.sqlite'));
  const vault = createVault(readKeyFile(settings.keyFile));
  const accounts = createAccounts({
    database,
    registration: settings.registration,
    setupCode: settings.setupCode,
  });
  const practice = settings.practice.enabled
    ? createPracticePrinters(settings.dataDirectory, startSimulated(settings.practice))
    : null;
  const printers = createPrinters({
    database,
    vault,
    settings,
    practice,
    blackBoxes: join(settings.dataDirectory, 'black-boxes'),
  });
  const tokens = createTokens({ database, rolesOf: printers.rolesOf });
  const hub = createHub();
  const gateParts = startGate({
    database,
    printers,
    // Called only once everything stands: uploads tell the live stream, which tells of the gate's actions.
    services: {
      attachment: (...wanted) => uploading.attachment(...wanted),
      uploadSlot: async (wanted) => uploading.slots.open(wanted),
    },
  });
  const { gate, store, directory, actions } = gateParts;
  const resonances = createKeptResonances(join(settings.dataDirectory, 'resonances'));
  actions.onSettled(
    (action) =>
      void resonances
        .take(action, Date.now())
        .catch((error: unknown) => console.error('Failed while keeping measured resonances.', error)),
  );
  const live = createLive({ hub, printers, waitingFor: actions.waitingFor });
  const stopFollowing = live.follow(gate);
  const pictures = createPictures(database, join(settings.dataDirectory, 'pictures'));
  const uploading = startUploads({ database, settings, printers, live });
  const { uploads } = uploading;
  const openAnswers = createOpenAnswers();

  const sessionsTimer = setInterval(
    () => void accounts.sessions.deleteExpired().catch(console.error),
    3_600_000,
  );
  sessionsTimer.unref();

  await printers.start();
  live.refresh();
  await uploading.recover();
  const chat = connectSmokey({
    database,
    settings,
    accounts,
    printers,
    gate: gateParts,
    live,
    uploads,
    pictures,
    resonances,
  });

  return {
    settings,
    database,
    vault,
    hosts: createHostRules(settings),
    accounts,
    printers,
    pending: createPendingPrinter(vault, (url) => isSecure(url, settings)),
    addressTests: createAddressTestLimits(),
    findings: createFindings(),
    cameraPictures: createCameraPictures(),
    cameraStreams: createCameraStreams(openAnswers),
    tokens,
    mcpLimit: createRateLimit([{ limit: 240, windowMs: MINUTE_MS }]),
    hub,
    directory,
    gate,
    actions,
    audit: store.trail,
    uploads,
    tus: uploading.tus,
    uploadSlots: uploading.slots,
    pictures,
    resonances,
    chat,
    live,
    openAnswers,
    /** Ends the live streams of a person, or of one of their sessions. */
    endStreamsOf: (userId: string, sessionId?: string) => live.endOf(userId, sessionId),
    /** Ends everything without an end of its own, so that connections can close. */
    endStreams(): void {
      live.stop();
      openAnswers.endAll();
    },
    async stop(): Promise<void> {
      this.endStreams();
      await chat.close();
      uploading.stop();
      clearInterval(sessionsTimer);
      gateParts.stopSweeping();
      stopFollowing();
      hub.stop();
      await printers.stop();
      tokens.stop();
      close();
    },
  };
}

const KEY = Symbol.for('cloud-print.app');
const holder = globalThis as { [KEY]?: App };

/** The running app. Kept outside the module, so that reloading code in development does not start a second one. */
export function app(): App {
  const running = holder[KEY];
  if (!running) throw new Error('The app has not been started yet.');
  return running;
}

/** Makes this the running app. */
export function installApp(started: App): void {
  holder[KEY] = started;
  frontLink().app = {
    setupCode: started.accounts.setupCode,
    endStreams: () => started.endStreams(),
    stop: () => started.stop(),
  };
}

/** For tests, which start one app after another. */
export function uninstallApp(): void {
  delete holder[KEY];
  delete frontLink().app;
}

/** Called once by the hooks before the first request. */
export async function startApp(): Promise<void> {
  if (holder[KEY]) return;
  const started = await createApp(readSettings());
  installApp(started);
  const code = started.accounts.setupCode();
  if (frontLink().development && code) console.log(`Set-up code for the first account: ${code}`);
}
