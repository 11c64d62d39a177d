import { DEFAULT_TOOLSETS } from './server.ts';
import type { Toolset } from './tool.ts';

export const ALL_TOOLSETS: readonly Toolset[] = [
  'core',
  'control',
  'files',
  'calibrate',
  'config',
  'advanced',
];

export interface Offer {
  toolsets: readonly Toolset[];
  readOnly: boolean;
}

/** Headers with which a request may ask for less than it is allowed. */
export const TOOLSETS_HEADER = 'x-mcp-toolsets';
export const READ_ONLY_HEADER = 'x-mcp-readonly';

/** What is allowed, made smaller by what a request asks for; never larger. */
export function narrowOffer(allowed: Partial<Offer>, headers: Headers): Offer {
  const { toolsets = DEFAULT_TOOLSETS, readOnly = false } = allowed;
  const asked = headers.get(TOOLSETS_HEADER);
  const wanted = asked === null ? null : asked.split(',').map((name) => name.trim().toLowerCase());
  const wantsReadOnly = /^(1|true|yes|on)$/i.test(headers.get(READ_ONLY_HEADER) ?? '');
  return {
    toolsets: wanted === null ? toolsets : toolsets.filter((name) => wanted.includes(name)),
    readOnly: readOnly || wantsReadOnly,
  };
}

/** Names of tool sets from a flag or a setting; the first unknown one as an error. */
export function parseToolsets(text: string): Toolset[] | { unknown: string } {
  const names = text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  if (names.includes('all')) return [...ALL_TOOLSETS];
  const unknown = names.find((name) => !(ALL_TOOLSETS as readonly string[]).includes(name));
  return unknown === undefined ? (names as Toolset[]) : { unknown };
}
