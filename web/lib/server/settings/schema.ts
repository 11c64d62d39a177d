import { z } from 'zod';
import { isAddressRange } from '../network/ranges.ts';
import { dollars, list, onOff, switchField, wholeNumber, webAddress } from './fields.ts';

const addressRanges = list().refine((parts) => parts.every(isAddressRange), {
  error: 'is not a list of IP addresses. Write them separated by commas, such as 127.0.0.1,192.168.1.0/24.',
});

const hostNames = list().refine((parts) => parts.every((part) => /^[\w.:[\]-]+$/.test(part)), {
  error: 'is not a list of host names. Write them separated by commas, such as print.example.com,pi.lan.',
});

const publicAddresses = list().refine((parts) => parts.every((part) => URL.parse(part)?.host), {
  error: 'is not a web address. Write the one people type, such as https://print.example.com.',
});

const TOOLSETS = ['core', 'control', 'files', 'calibrate', 'config', 'advanced'] as const;
const isToolset = (name: string): name is (typeof TOOLSETS)[number] =>
  TOOLSETS.some((known) => known === name);

const toolsets = list()
  .refine((names) => names.every(isToolset), `names an unknown set. Write some of ${TOOLSETS.join(',')}.`)
  .transform((names) => names.filter(isToolset));

/** Every setting, by the name of its environment variable. `.env.example` explains them to people. */
export const settingsSchema = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'is not an address to listen on. Write one such as 0.0.0.0 or 127.0.0.1.')
    .default('0.0.0.0'),
  PORT: wholeNumber(0, 65_535, 3000),
  MODE: z.enum(['home', 'cloud'], { error: 'is unknown. Write home or cloud.' }).default('home'),
  DATA_DIRECTORY: z.string().default('data'),
  ALLOWED_HOSTS: hostNames,
  TRUSTED_PROXIES: addressRanges.optional(),
  PUBLIC_URL: publicAddresses,
  COOKIE_SECURE: z.enum(['auto', 'always'], { error: 'is unknown. Write auto or always.' }).default('auto'),
  REGISTRATION: z.enum(['open', 'invite'], { error: 'is unknown. Write open or invite.' }).default('invite'),
  SETUP_CODE: z
    .string()
    .regex(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/, 'is not a set-up code. Write eight capitals or digits as XXXX-XXXX.')
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: webAddress('http://127.0.0.1:11434/v1').optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_API: z.enum(['chat', 'responses'], { error: 'is unknown. Write chat or responses.' }).optional(),
  OPENAI_VISION: onOff().optional(),
  SMOKEY_TOOLSETS: toolsets,
  MCP_TOOLSETS: toolsets,
  MCP_READ_ONLY: switchField(false),
  SMOKEY_TURN_TOKENS: wholeNumber(1_000, 10_000_000, 120_000),
  SMOKEY_DAY_TOKENS: wholeNumber(1_000, 1_000_000_000, 1_000_000),
  SMOKEY_TURN_DOLLARS: dollars().optional(),
  SMOKEY_DAY_DOLLARS: dollars().optional(),
  SMOKEY_INPUT_DOLLARS: dollars().optional(),
  SMOKEY_OUTPUT_DOLLARS: dollars().optional(),
  PRACTICE_PRINTER: switchField(true),
  PRACTICE_PRESET: z.string().optional(),
  PRACTICE_SPEED: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'is not a number. Write how many times faster than real, such as 1 or 10.')
    .transform(Number)
    .pipe(z.number().min(0.1, 'is below 0.1.').max(1000, 'is above 1000.'))
    .default(1),
  ALLOW_LOOPBACK_PRINTERS: switchField(false),
  ALLOW_PUBLIC_PRINTERS: switchField(false),
  ALLOW_TAILSCALE_PRINTERS: switchField(false),
  PRINTER_PORTS: list().refine((ports) => ports.every((port) => /^\d{1,5}$/.test(port)), {
    error: 'is not a list of ports. Write numbers separated by commas, such as 7125,7126.',
  }),
  PRINTER_HOSTS: hostNames,
  KEY_FILE: z.string().optional(),
  MAX_UPLOAD_MEGABYTES: wholeNumber(1, 16_384, 1024),
  SHUTDOWN_SECONDS: wholeNumber(1, 120, 10),
});

export type RawSettings = z.infer<typeof settingsSchema>;
