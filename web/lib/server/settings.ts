import { join, resolve } from 'node:path';
import { type RawSettings, settingsSchema } from './settings/schema.ts';

/** A setting that cannot be used. The program stops with this message and exit code 2. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

export type Settings = ReturnType<typeof derive>;

/**
 * Reads all settings from environment variables, once. Throws a `SettingsError` that names every bad one.
 * An empty variable counts as one that is not set.
 */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(
    Object.entries(environment)
      .filter(([name, value]) => name in settingsSchema.shape && value !== undefined && value.trim() !== '')
      .map(([name, value]) => [name, value?.trim()]),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `The setting ${name} ${message} It is ${quoted(name, given[name])}.`;
    });
    throw new SettingsError(lines.join('\n'));
  }
  if (parsed.data.OPENAI_BASE_URL && !parsed.data.OPENAI_MODEL) {
    throw new SettingsError(
      'The setting OPENAI_MODEL is missing: OPENAI_BASE_URL is set. Name the model that server should use.',
    );
  }
  const unpriced = boundWithoutPrice(parsed.data);
  if (unpriced) throw new SettingsError(unpriced);
  return derive(parsed.data);
}

/** A bound in dollars would silently not hold where the prices are unknown. */
function boundWithoutPrice(raw: RawSettings): string | null {
  if (raw.SMOKEY_INPUT_DOLLARS !== undefined && raw.SMOKEY_OUTPUT_DOLLARS !== undefined) return null;
  const bounds = ['SMOKEY_TURN_DOLLARS', 'SMOKEY_DAY_DOLLARS'] as const;
  const bound = bounds.find((name) => raw[name] !== undefined);
  if (!bound) return null;
  return `The setting ${bound} cannot hold without prices: set SMOKEY_INPUT_DOLLARS and SMOKEY_OUTPUT_DOLLARS as well.`;
}

function derive(raw: RawSettings) {
  const dataDirectory = resolve(raw.DATA_DIRECTORY);
  const publicUrls = raw.PUBLIC_URL.map((address) => new URL(address).origin);
  return {
    host: raw.HOST,
    port: raw.PORT,
    mode: raw.MODE,
    dataDirectory,
    keyFile: raw.KEY_FILE ? resolve(raw.KEY_FILE) : join(dataDirectory, 'secret.key'),
    allowedHosts: raw.ALLOWED_HOSTS.map((name) => name.toLowerCase()),
    /** With a public address the tunnel's own machine is trusted unless something else is said. */
    trustedProxies: raw.TRUSTED_PROXIES?.length
      ? raw.TRUSTED_PROXIES
      : publicUrls.length > 0
        ? ['127.0.0.0/8', '::1']
        : [],
    publicUrls,
    cookieSecure: raw.COOKIE_SECURE,
    registration: raw.REGISTRATION,
    setupCode: raw.SETUP_CODE ?? null,
    model: {
      apiKey: raw.OPENAI_API_KEY ?? null,
      baseUrl: raw.OPENAI_BASE_URL ?? null,
      name: raw.OPENAI_MODEL ?? null,
      api: raw.OPENAI_API ?? (raw.OPENAI_BASE_URL ? ('chat' as const) : ('responses' as const)),
      vision: raw.OPENAI_VISION,
    },
    /** Sets of tools that Smokey may use; undefined for the usual ones. */
    smokeyToolsets: raw.SMOKEY_TOOLSETS.length > 0 ? raw.SMOKEY_TOOLSETS : undefined,
    /** What other assistants and programs are offered at most; tokens and requests only narrow it. */
    mcp: {
      toolsets: raw.MCP_TOOLSETS.length > 0 ? raw.MCP_TOOLSETS : undefined,
      readOnly: raw.MCP_READ_ONLY,
    },
    smokey: {
      turnTokens: raw.SMOKEY_TURN_TOKENS,
      dayTokens: raw.SMOKEY_DAY_TOKENS,
      turnDollars: raw.SMOKEY_TURN_DOLLARS ?? null,
      dayDollars: raw.SMOKEY_DAY_DOLLARS ?? null,
      /** Per million tokens; without both, no money is counted. */
      price:
        raw.SMOKEY_INPUT_DOLLARS !== undefined && raw.SMOKEY_OUTPUT_DOLLARS !== undefined
          ? {
              inputDollarsPerMillion: raw.SMOKEY_INPUT_DOLLARS,
              outputDollarsPerMillion: raw.SMOKEY_OUTPUT_DOLLARS,
            }
          : null,
    },
    practice: {
      enabled: raw.PRACTICE_PRINTER,
      preset: raw.PRACTICE_PRESET ?? null,
      speed: raw.PRACTICE_SPEED,
    },
    egress: {
      loopback: raw.ALLOW_LOOPBACK_PRINTERS,
      public: raw.ALLOW_PUBLIC_PRINTERS,
      tailscale: raw.ALLOW_TAILSCALE_PRINTERS,
      ports: raw.PRINTER_PORTS.map(Number),
      hosts: raw.PRINTER_HOSTS,
    },
    maxUploadBytes: raw.MAX_UPLOAD_MEGABYTES * 1024 * 1024,
    shutdownSeconds: raw.SHUTDOWN_SECONDS,
  };
}

/** Secrets are not repeated on a console. */
function quoted(name: string, value: string | undefined): string {
  return /(^|_)(KEY|CODE)$/.test(name) ? 'not shown here' : JSON.stringify(value ?? '');
}
