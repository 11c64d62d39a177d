// Bundles the MCP server over stdio, as one file, into the folder that the argument names.
import { build } from 'vite';
import { root } from './process.mjs';

await build({
  root,
  configFile: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: 'mcp-server/stdio.ts',
    outDir: process.argv[2],
    minify: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
