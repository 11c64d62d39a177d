import type { Picture } from '../../../../src/klipper/index.ts';
import type { Printer } from './klipper.ts';

const FRESH_MS = 500;

/** Pictures of cameras, shared: however many tabs look, a camera is asked at most twice a second. */
export function createCameraPictures(now: () => number = Date.now) {
  const recent = new Map<string, { atMs: number; picture: Promise<Picture> }>();
  return {
    take(printer: Printer, name: string | undefined): Promise<Picture> {
      const key = `${printer.id}\n${name ?? ''}`;
      const known = recent.get(key);
      if (known && now() - known.atMs < FRESH_MS) return known.picture;
      const picture = printer.cameras.snapshot(name);
      recent.set(key, { atMs: now(), picture });
      if (recent.size > 200) forgetOld(recent, now());
      return picture;
    },
  };
}

function forgetOld(recent: Map<string, { atMs: number }>, nowMs: number): void {
  for (const [key, { atMs }] of recent) if (nowMs - atMs > FRESH_MS) recent.delete(key);
}
