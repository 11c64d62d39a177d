import adapter from '@sveltejs/adapter-node';

/**
 * Kit's options. They stay at the repository's root; vite.config.ts imports them, because Kit 3 refuses a
 * svelte.config.js inside the Vite root (web/).
 * @type {import('@sveltejs/kit').Config}
 */
export default {
  adapter: adapter({ out: 'build', precompress: true }),
  compilerOptions: { runes: true },
  // The page of a refusal is made under another address than it is shown at: its files are named from the root.
  paths: { relative: false },
  files: { src: '.', assets: 'static' },
  csp: {
    mode: 'auto',
    directives: {
      'default-src': ['self'],
      'script-src': ['self'],
      'style-src': ['self', 'unsafe-inline'],
      'img-src': ['self', 'data:', 'blob:'],
      'connect-src': ['self'],
      'worker-src': ['self', 'blob:'],
      'object-src': ['none'],
      'base-uri': ['none'],
      'frame-ancestors': ['none'],
      'form-action': ['self'],
    },
  },
  // The stricter check of hooks.server.ts replaces Kit's: Kit's covers forms only.
  csrf: { trustedOrigins: ['*'] },
};
