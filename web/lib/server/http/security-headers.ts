/** Carried by every answer, static files included. */
export const ALWAYS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), payment=(), usb=(), microphone=(self)',
};

/** For answers that are data: nothing in them may run, even when opened as a page. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Adds the headers every answer carries. Pages have their own policy with nonces from Kit. */
export function withSecurityHeaders(
  response: Response,
  url: URL,
  options: { personal?: boolean } = {},
): Response {
  const mutable = canChange(response) ? response : new Response(response.body, response);
  const { headers } = mutable;
  for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
  if (url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000');
  if (options.personal && !headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!isPage && !headers.has('content-security-policy')) headers.set('content-security-policy', DATA_POLICY);
  return mutable;
}

/** Answers passed on from `fetch` have headers that cannot be changed. */
function canChange(response: Response): boolean {
  try {
    response.headers.set('x-content-type-options', 'nosniff');
    return true;
  } catch {
    return false;
  }
}
