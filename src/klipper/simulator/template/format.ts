import { show } from './filters.ts';

/** Python's `text % values`: %s, %d, %i, %f, %.1f, %5.2f, %02d, %x, %%. */
export function formatPercent(text: string, values: unknown[]): string {
  let next = 0;
  return text.replace(
    /%(-?)(0?)(\d*)(?:\.(\d+))?([sdifxgr%])/g,
    (_whole, left: string, zero: string, width: string, digits: string | undefined, kind: string) => {
      if (kind === '%') return '%';
      const value = values[next++];
      let out: string;
      if (kind === 'd' || kind === 'i') out = String(Math.trunc(Number(value)));
      else if (kind === 'f') out = Number(value).toFixed(digits === undefined ? 6 : Number(digits));
      else if (kind === 'g')
        out = String(Number(Number(value).toPrecision(digits === undefined ? 6 : Number(digits))));
      else if (kind === 'x') out = Math.trunc(Number(value)).toString(16);
      else out = show(value);
      if (!width) return out;
      return left ? out.padEnd(Number(width)) : out.padStart(Number(width), zero ? '0' : ' ');
    },
  );
}
