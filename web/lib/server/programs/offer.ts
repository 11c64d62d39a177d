import {
  DEFAULT_TOOLSETS,
  narrowOffer,
  type Offer,
  offeredTools,
  type Principal,
  publish,
  registry,
  type Tool,
} from '../../../../mcp-server/index.ts';
import type { Settings } from '../settings.ts';
import type { VerifiedToken } from '../tokens/tokens.ts';

export type OfferSettings = Pick<Settings, 'mcp'>;

export interface ProgramOffer {
  principal: Principal;
  tools: Tool[];
}

/** The sets a token reaches: those the server has turned on, less where the token was made for fewer. */
export function allowedTo(settings: OfferSettings, token: Pick<VerifiedToken, 'toolsets'>): Offer {
  const { toolsets = DEFAULT_TOOLSETS, readOnly } = settings.mcp;
  const { toolsets: own } = token;
  return { toolsets: own === null ? toolsets : toolsets.filter((set) => own.includes(set)), readOnly };
}

/** What a program may call: by server, token and its scopes, and less where the request says so. */
export function offerTo(settings: OfferSettings, token: VerifiedToken, request: Request): ProgramOffer {
  const principal: Principal = { ...token.principal, door: 'api' };
  const offer = narrowOffer(allowedTo(settings, token), request);
  return { principal, tools: offeredTools({ principal, ...offer }) };
}

/** The tools this server has turned on, whoever asks: what its documents describe. */
export function toolsOf(settings: OfferSettings): Tool[] {
  const { toolsets = DEFAULT_TOOLSETS, readOnly } = settings.mcp;
  return registry.all.filter(
    (tool) => toolsets.includes(tool.toolset) && (!readOnly || tool.effect === 'reads'),
  );
}

/** A tool as `GET /api/tools` lists it: as over MCP, and where to call it. */
export function listed(tool: Tool) {
  return { ...publish(tool), effect: tool.effect, toolset: tool.toolset, path: pathOf(tool) };
}

export function pathOf(tool: Tool): string {
  return `/api/tools/${tool.name}`;
}
