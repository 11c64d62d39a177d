import { hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for Argon2id (the package's default algorithm): 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At most this many at once: each takes 19 MiB, and a Pi has four cores. */
const MOST_AT_ONCE = 2;

export type Passwords = ReturnType<typeof createPasswords>;

/** Hashing and checking, a few at a time. */
export function createPasswords() {
  const limited = createSemaphore(MOST_AT_ONCE);
  const nobody = limited(() => hash('a password that nobody has', OPTIONS));
  return {
    hash: (password: string) => limited(() => hash(normal(password), OPTIONS)),
    /** With `null` for an unknown person the same work is done, and the answer is no. */
    async verify(stored: string | null, password: string): Promise<boolean> {
      const against = stored ?? (await nobody);
      const right = await limited(() => verify(against, normal(password)));
      return right && stored !== null;
    },
  };
}

/** The same password typed on another keyboard must be the same characters. */
function normal(password: string): string {
  return password.normalize('NFKC');
}

function createSemaphore(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    while (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
