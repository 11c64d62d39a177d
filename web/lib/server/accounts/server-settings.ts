import { eq } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { serverSetting } from '../database/schema/index.ts';

export type RegistrationMode = 'open' | 'invite';

/** Settings that the server's owner changes on a page; they win over the environment's. */
export function createServerSettings(database: Database, defaults: { registration: RegistrationMode }) {
  const read = (name: string): unknown =>
    database.select().from(serverSetting).where(eq(serverSetting.name, name)).get()?.valueJson;
  return {
    registration: (): RegistrationMode => {
      const stored = read('registration');
      return stored === 'open' || stored === 'invite' ? stored : defaults.registration;
    },
    setRegistration(mode: RegistrationMode): void {
      const row = { name: 'registration', valueJson: mode };
      database
        .insert(serverSetting)
        .values(row)
        .onConflictDoUpdate({ target: serverSetting.name, set: { valueJson: mode } })
        .run();
    },
  };
}
