import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import config from './svelte.config.js';
import { originHeaders } from './web/front/vite-plugin.ts';
import { completeLanguages } from './web/messages/compare.ts';

export default defineConfig(({ command }) => ({
  root: import.meta.dirname + '/web',
  // Hundreds of small files of these packages cost a second and 100 MB at start; in one piece they do not.
  // What holds native code stays outside. While developing, packages are loaded as they are.
  ssr:
    command === 'build'
      ? {
          noExternal: ['ai', /^@ai-sdk\//, /^@modelcontextprotocol\//, 'zod', 'drizzle-orm', /^@?lucia/],
          external: ['better-sqlite3', '@node-rs/argon2', 'ws'],
        }
      : {},
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              // Few requests on a first visit: without groups, each icon-sized component becomes a file of its own.
              groups: [
                {
                  name: 'shared',
                  test: /web[\\/]lib[\\/]|node_modules[\\/](svelte|esm-env|clsx)[\\/]/,
                  minShareCount: 2,
                },
              ],
            },
          },
        },
      },
    },
  },
  plugins: [
    tailwindcss(),
    paraglideVitePlugin({
      project: import.meta.dirname + '/project.inlang',
      outdir: import.meta.dirname + '/web/lib/paraglide',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
    }),
    completeLanguages(),
    originHeaders(),
    sveltekit(config),
  ],
}));
