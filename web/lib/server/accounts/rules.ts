import { z } from 'zod';

/** What is wrong with a form, at which field, and what will do. */
export interface FieldProblem {
  ok: false;
  field: 'name' | 'email' | 'password' | 'setupCode' | 'invite' | 'form';
  message: string;
  /** Set when it was refused for too many tries. */
  retryAfterSeconds?: number;
}

export function problem(field: FieldProblem['field'], message: string): FieldProblem {
  return { ok: false, field, message };
}

export function tooMany(waitMs: number): FieldProblem {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const wait =
    retryAfterSeconds < 90 ? `${retryAfterSeconds} seconds` : `${Math.ceil(retryAfterSeconds / 60)} minutes`;
  return {
    ok: false,
    field: 'form',
    message: `Too many tries. Wait ${wait}, then try again.`,
    retryAfterSeconds,
  };
}

const emailSchema = z.email().max(254);

/** Lower case and trimmed, or null when it is none. */
export function parseEmail(text: string): string | null {
  const parsed = emailSchema.safeParse(text.trim().toLowerCase());
  return parsed.success ? parsed.data : null;
}

const SHORTEST = 8;
const LONGEST = 256;

/** Those that lists of leaked passwords begin with, longer than the shortest allowed. */
const COMMON = new Set(
  (
    'password password1 password12 password123 passw0rd 12345678 123456789 1234567890 qwertyui qwertyuiop ' +
    'qwerty123 1q2w3e4r 11111111 00000000 88888888 87654321 iloveyou sunshine princess football baseball ' +
    'superman trustno1 abcd1234 letmein1 welcome1 administrator cloudprint klipper3d raspberry'
  ).split(' '),
);

/** Null when the password will do, else what is wrong with it. */
export function passwordProblem(password: string, email: string): string | null {
  if (password.length < SHORTEST) return `Use at least ${SHORTEST} characters.`;
  if (password.length > LONGEST) return `Use at most ${LONGEST} characters.`;
  const plain = password.toLowerCase();
  if (COMMON.has(plain) || new Set(plain).size < 3) return 'This is one of the first that others would try.';
  if (plain === email || plain === email.split('@')[0]) return 'Use something else than your address.';
  return null;
}

/** A name as shown to others: the one given, else what stands before the @. */
export function displayName(name: string | undefined, email: string): string {
  const given = (name ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 80);
  return given === '' ? (email.split('@')[0] ?? email) : given;
}
