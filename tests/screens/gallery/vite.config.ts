import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Components with made-up data, in every state, for looking at. Never part of the app. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    tailwindcss(),
    paraglideVitePlugin({
      project: `${import.meta.dirname}/../../../project.inlang`,
      outdir: `${import.meta.dirname}/../../../web/lib/paraglide`,
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
    }),
    svelte({ configFile: false, compilerOptions: { runes: true } }),
  ],
  resolve: {
    alias: {
      '$app/forms': `${import.meta.dirname}/forms.js`,
      '$app/navigation': `${import.meta.dirname}/navigation.js`,
    },
  },
  server: { fs: { allow: [`${import.meta.dirname}/../../..`] } },
  cacheDir: `${import.meta.dirname}/../../../.cache/gallery`,
  logLevel: 'error',
});
