import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import config from './svelte.config.js';
import { originHeaders } from './web/front/vite-plugin.ts';

export default defineConfig({
  root: import.meta.dirname + '/web',
  plugins: [
    tailwindcss(),
    paraglideVitePlugin({
      project: import.meta.dirname + '/project.inlang',
      outdir: import.meta.dirname + '/web/lib/paraglide',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
    }),
    originHeaders(),
    sveltekit(config),
  ],
});
