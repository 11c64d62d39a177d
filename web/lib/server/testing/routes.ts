import type { RequestEvent } from '@sveltejs/kit';

export type Endpoint = (event: RequestEvent) => Response | Promise<Response>;
export type RouteModule = Record<string, unknown> & { _access?: string };

const endpoints = import.meta.glob<RouteModule>('../../../routes/**/+server.ts');
const pages = import.meta.glob<RouteModule>('../../../routes/**/+page.server.ts');
const views = import.meta.glob('../../../routes/**/+page.svelte');

const idOf = (file: string, end: string) =>
  file.replace('../../../routes', '').replace(new RegExp(`/${end}$`), '') || '/';

const idsOf = (files: Record<string, unknown>, end: string) =>
  Object.keys(files).map((file) => idOf(file, end));

export const endpointIds = idsOf(endpoints, '\\+server\\.ts');
export const pageIds = idsOf(pages, '\\+page\\.server\\.ts');
export const viewIds = idsOf(views, '\\+page\\.svelte');

export const loadEndpoint = async (id: string) =>
  endpoints[`../../../routes${id === '/' ? '' : id}/+server.ts`]?.();
export const loadPage = async (id: string) =>
  pages[`../../../routes${id === '/' ? '' : id}/+page.server.ts`]?.();

/** The route a path belongs to, as Kit would find it; fixed words win over parameters. */
export function matchRoute(path: string): { id: string; params: Record<string, string> } | null {
  const wanted = path.split('/').filter(Boolean);
  const ids = [...new Set([...endpointIds, ...pageIds])].sort((a, b) => countParams(a) - countParams(b));
  for (const id of ids) {
    const parts = id.split('/').filter((part) => part !== '' && !part.startsWith('('));
    if (parts.length !== wanted.length) continue;
    const params: Record<string, string> = {};
    const fits = parts.every((part, index) => {
      const name = /^\[+([^\]]+)\]+$/.exec(part)?.[1];
      if (name !== undefined) params[name] = decodeURIComponent(wanted[index] ?? '');
      return name !== undefined || part === wanted[index];
    });
    if (fits) return { id, params };
  }
  return null;
}

function countParams(id: string): number {
  return id.split('[').length;
}
