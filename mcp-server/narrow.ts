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

/** With these headers, or as `?toolsets=` and `?readonly=`, a request may ask for less than it is allowed. */
export const TOOLSETS_HEADER = 'x-mcp-toolsets';
export const READ_ONLY_HEADER = 'x-mcp-readonly';

/** What is allowed, made smaller by what a request asks for; never larger. */
export function narrowOffer(
  allowed: Partial<Offer>,
  { headers, url }: Pick<Request, 'headers' | 'url'>,
): Offer {
  const { toolsets = DEFAULT_TOOLSETS, readOnly = false } = allowed;
  const query = new URL(url).searchParams;
  const wishes = [headers.get(TOOLSETS_HEADER), query.get('toolsets')]
    .filter((wish) => wish !== null)
    .map((wish) => wish.split(',').map((name) => name.trim().toLowerCase()));
  const wantsReadOnly = [headers.get(READ_ONLY_HEADER), query.get('readonly')].some((wish) =>
    /^(1|true|yes|on)$/i.test(wish ?? ''),
  );
  return {
    toolsets: toolsets.filter((name) => wishes.every((wish) => wish.includes(name))),
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
