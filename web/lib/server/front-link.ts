/*
 * What the front server and the app inside the build share. They are two bundles in one process, so the link is
 * a global under a registered symbol; everything that goes over it is listed here.
 */

export interface FrontLink {
  /** Set by the front server (or the development plugin): our origin headers can be believed. */
  headersArePrepared?: boolean;
  /** Set by the development plugin: nobody else prints the set-up code then. */
  development?: boolean;
  /** Set by the front server: the file with what the built-in mind has learned when this was built. */
  learnedMind?: URL;
  /** Set by the app once it serves. */
  app?: {
    setupCode(): string | null;
    /** Ends live streams at once, so that connections can close. */
    endStreams(): void;
    stop(): Promise<void>;
  };
}

const KEY = Symbol.for('cloud-print.front-link');

export function frontLink(): FrontLink {
  const holder = globalThis as { [KEY]?: FrontLink };
  return (holder[KEY] ??= {});
}
