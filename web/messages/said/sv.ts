/** The Swedish phrases, by the ring that says them. */
export { default as printers } from './sv/printers.json' with { type: 'json' };
export { default as tools } from './sv/tools.json' with { type: 'json' };
export { default as site } from './sv/site.json' with { type: 'json' };
export { default as smokey } from './sv/smokey.json' with { type: 'json' };
