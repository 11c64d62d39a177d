import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 256 random bits for cookies, tokens and links, in characters that fit an address. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A short id for rows: 96 random bits. */
export function randomId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('base64url').replaceAll('-', 'a').replaceAll('_', 'b')}`;
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Compares two secrets in a time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Without 0/O and 1/I, which people mix up when they type it from a console. */
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Such as `K7QM-2XVB`: 40 bits, enough behind a rate limit. */
export function randomSetupCode(): string {
  const four = () => Array.from({ length: 4 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
  return `${four()}-${four()}`;
}
