import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault, readKeyFile } from './vault.ts';

const place = { table: 'printer', row: 'p1', column: 'credentials' };

describe('the vault', () => {
  const vault = createVault(Buffer.alloc(32, 7));

  it('opens what it sealed, and seals differently every time', () => {
    const sealed = vault.seal('{"apiKey":"secret"}', place);
    expect(vault.open(sealed, place)).toBe('{"apiKey":"secret"}');
    expect(vault.seal('{"apiKey":"secret"}', place)).not.toBe(sealed);
    expect(sealed).not.toContain('secret');
  });

  it.each([
    ['another row', { ...place, row: 'p2' }],
    ['another table', { ...place, table: 'token' }],
    ['another column', { ...place, column: 'name' }],
  ])('does not open a value moved to %s', (_name, elsewhere) => {
    expect(() => vault.open(vault.seal('x', place), elsewhere)).toThrow();
  });

  it('does not open what was changed, cut or sealed with another key', () => {
    const sealed = vault.seal('some secret', place);
    const parts = sealed.split('.');
    const flipped = Buffer.from(parts[3] ?? '', 'base64url');
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    expect(() =>
      vault.open([...parts.slice(0, 3), flipped.toString('base64url')].join('.'), place),
    ).toThrow();
    expect(() =>
      vault.open([parts[0], parts[1], parts[2]?.slice(0, 6), parts[3]].join('.'), place),
    ).toThrow();
    expect(() => createVault(Buffer.alloc(32, 8)).open(sealed, place)).toThrow();
  });
});

describe('the key file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, readable by its owner alone', () => {
    const file = join(folder, 'deep', 'secret.key');
    const key = readKeyFile(file);
    expect(key).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readKeyFile(file)).toEqual(key);
  });

  it('is closed again when others could read it', () => {
    const file = join(folder, 'secret.key');
    readKeyFile(file);
    chmodSync(file, 0o644);
    readKeyFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is never replaced when it is damaged: that would lose every credential', () => {
    const file = join(folder, 'secret.key');
    writeFileSync(file, 'short');
    expect(() => readKeyFile(file)).toThrow(/damaged/);
    expect(readFileSync(file, 'utf8')).toBe('short');
  });
});
