/** A signed-in program: what a browser would send, without a browser. */
export interface Session {
  /** Sends with the session's cookies and a same-origin header. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** What a browser needs to be this person. */
  cookies: ReadonlyMap<string, string>;
}

/** Registers the first account with a printer, as the forms of the pages do. */
export async function registerWithPrinter(
  url: string,
  setupCode: string,
  printer: { address: string } | 'practice',
): Promise<Session> {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('origin', url);
    const response = await fetch(`${url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return response;
  };
  const form = async (path: string, fields: Record<string, string>) => {
    const response = await send(path, { method: 'POST', body: new URLSearchParams(fields) });
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
  };
  if (printer === 'practice') await form('/?/practice', {});
  else await form('/?/address', { address: printer.address, tested: 'yes' });
  await form('/register?/register', {
    email: 'bench@example.org',
    password: 'three green printers',
    setupCode,
    code: setupCode,
  });
  return { fetch: send, cookies };
}
