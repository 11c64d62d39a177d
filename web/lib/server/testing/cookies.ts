import type { Cookies } from '@sveltejs/kit';

/** A browser's cookies for one visit: what was sent, and what the answer sets. */
export function cookieJar(jar: Map<string, string>): Cookies {
  return {
    get: (name) => jar.get(name),
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
    set: (name, value) => void jar.set(name, value),
    delete: (name) => void jar.delete(name),
    parse: () => ({ name: '', value: '' }),
    serialize: (name, value) => `${name}=${value}`,
  };
}
