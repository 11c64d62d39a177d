import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
  closeSync,
  fsyncSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Where a secret is stored; part of the seal, so that a value moved to another row does not open. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

export interface Vault {
  seal(plain: string, place: Place): string;
  /** Throws when the text was changed, moved, or sealed with another key. */
  open(sealed: string, place: Place): string;
  /** A keyed hash for cookies, so that they cannot be made up. */
  sign(text: string, purpose: string): string;
}

const VERSION = 'v1';

/** AES-256-GCM with a random 96-bit nonce; the key lies in a file of its own with mode 0600. */
export function createVault(key: Buffer): Vault {
  if (key.length !== 32) throw new Error('The key must be 32 bytes long.');
  return {
    seal(plain, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(place));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [VERSION, nonce, cipher.getAuthTag(), sealed]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed, place) {
      const [version, nonce = '', tag = '', text = ''] = sealed.split('.');
      if (version !== VERSION) throw new Error(`A sealed value has the unknown version ${version}.`);
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
        authTagLength: 16,
      });
      decipher.setAAD(aad(place)).setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString(
        'utf8',
      );
    },
    sign: (text, purpose) => createHmac('sha256', key).update(`${purpose}|${text}`).digest('base64url'),
  };
}

function aad({ table, row, column }: Place): Buffer {
  return Buffer.from(`${table}|${row}|${column}`);
}

/** Reads the key file or makes it. Throws when it has a wrong length or others can read it and that cannot be mended. */
export function readKeyFile(file: string): Buffer {
  try {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
    if (key.length !== 32)
      throw new Error(`The key file ${file} is damaged: it must hold 32 bytes as base64.`);
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return makeKeyFile(file);
  }
}

function makeKeyFile(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, `${key.toString('base64')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return key;
}
