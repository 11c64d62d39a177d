import { type Access, stricter } from './access.ts';

const declarations = {
  ...import.meta.glob<Access | undefined>('../../../routes/**/+page.server.ts', { import: '_access' }),
  ...import.meta.glob<Access | undefined>('../../../routes/**/+server.ts', { import: '_access' }),
};

const known = new Map<string, Access | undefined>();

/** What the route with this id declares. Read once per route. */
export async function accessOf(routeId: string): Promise<Access | undefined> {
  if (!known.has(routeId) || import.meta.env.DEV) {
    const folder = `../../../routes${routeId === '/' ? '' : routeId}`;
    const page = await declarations[`${folder}/+page.server.ts`]?.();
    const endpoint = await declarations[`${folder}/+server.ts`]?.();
    known.set(routeId, stricter(page, endpoint));
  }
  return known.get(routeId);
}
