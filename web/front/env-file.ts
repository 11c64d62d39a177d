import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Settings may stand in a file called `.env` where the program is started; real environment variables win. */
export function loadEnvFile(file = resolve('.env')): void {
  if (existsSync(file)) process.loadEnvFile(file);
}
