import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --config web/lib/server/database/drizzle.config.ts --name what_changed` */
export default defineConfig({
  dialect: 'sqlite',
  schema: './web/lib/server/database/schema/index.ts',
  out: './web/lib/server/database/migrations',
});
