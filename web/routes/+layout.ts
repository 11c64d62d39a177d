import { getLocale } from '#lib/paraglide/runtime.js';
import { loadPhrases } from '#lib/said/said.ts';
import type { LayoutLoad } from './$types';

/** Before a page is made in a language: what the server says in it. */
export const load: LayoutLoad = async ({ data }) => {
  await loadPhrases(getLocale());
  return data;
};
