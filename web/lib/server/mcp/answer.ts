import { handleMcpRequest } from '../../../../mcp-server/index.ts';
import type { App } from '../app.ts';
import { approvalPath } from '../paths.ts';
import { allowedTo } from '../programs/offer.ts';
import type { VerifiedToken } from '../tokens/tokens.ts';

/** One MCP request of the person a token speaks for. Changes wait on the approvals page. */
export function answerMcp(
  app: Pick<App, 'gate' | 'directory' | 'mcpLimit' | 'settings'>,
  token: VerifiedToken,
  request: Request,
  url: URL,
): Promise<Response> {
  const origin = app.settings.publicUrls[0] ?? url.origin;
  return handleMcpRequest(request, {
    principal: token.principal,
    printers: app.directory,
    gate: app.gate,
    ...allowedTo(app.settings, token),
    links: { approval: ({ id }) => origin + approvalPath(id) },
    spend() {
      const waitMs = app.mcpLimit.take(token.id);
      return waitMs === 0 ? { ok: true } : { ok: false, retryAfterSeconds: Math.ceil(waitMs / 1000) };
    },
  });
}
