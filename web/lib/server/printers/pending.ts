import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import { sameSecret } from '../crypto/secrets.ts';
import type { Vault } from '../crypto/vault.ts';

const NAME = 'cp_pending';
const MAX_AGE_SECONDS = 3_600;

const pendingSchema = z.object({
  address: z.string().max(300),
  /** True when the visitor took the practice printer instead of typing an address. */
  practice: z.boolean(),
  /** True when the address answered before signing in. */
  tested: z.boolean(),
  name: z.string().max(60).optional(),
});

export type PendingPrinter = z.infer<typeof pendingSchema>;

/** What a visitor chose before signing in: it survives registration in a signed cookie that scripts cannot read. */
export function createPendingPrinter(vault: Vault, secure: (url: URL) => boolean) {
  return {
    read(cookies: Cookies): PendingPrinter | null {
      const [body = '', signature = ''] = (cookies.get(NAME) ?? '').split('.');
      if (body === '' || !sameSecret(signature, vault.sign(body, 'pending-printer'))) return null;
      const parsed = pendingSchema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
      return parsed.success ? parsed.data : null;
    },
    write({ cookies, url }: { cookies: Cookies; url: URL }, pending: PendingPrinter): void {
      const body = Buffer.from(JSON.stringify(pendingSchema.parse(pending))).toString('base64url');
      cookies.set(NAME, `${body}.${vault.sign(body, 'pending-printer')}`, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: secure(url),
        maxAge: MAX_AGE_SECONDS,
      });
    },
    clear({ cookies, url }: { cookies: Cookies; url: URL }): void {
      cookies.delete(NAME, { path: '/', httpOnly: true, sameSite: 'lax', secure: secure(url) });
    },
  };
}
