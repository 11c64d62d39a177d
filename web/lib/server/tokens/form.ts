import { DEFAULT_TOOLSETS, type Toolset } from '../../../../mcp-server/index.ts';
import { allowedTo, type OfferSettings } from '../programs/offer.ts';

const SCOPES = ['read', 'control', 'config'] as const;

/** The tool sets a new token may have; what goes deeper than usual is to be ticked. */
export function toolsetChoices(settings: OfferSettings): { name: Toolset; usual: boolean }[] {
  const { toolsets } = allowedTo(settings, { toolsets: null });
  return toolsets.map((name) => ({ name, usual: DEFAULT_TOOLSETS.includes(name) }));
}

/** What a person has ticked for a new token. Reading and the first set are always part of it; a printer that is not theirs is none. */
export function tokenFromForm(form: FormData, settings: OfferSettings, roles: ReadonlyMap<string, unknown>) {
  const ticked = (name: string, value: string) => form.getAll(name).includes(value);
  const printer = String(form.get('printer') ?? '');
  const days = Number(form.get('days'));
  return {
    scopes: SCOPES.filter((scope) => ticked('scopes', scope)),
    printerIds: printer === '' ? null : [printer].filter((id) => roles.has(id)),
    toolsets: toolsetChoices(settings)
      .map(({ name }) => name)
      .filter((name) => name === 'core' || ticked('toolsets', name)),
    expiresInDays: days > 0 ? days : null,
  };
}
