import type { ClientInit } from '@sveltejs/kit/hooks';
import { getLocale } from '#lib/paraglide/runtime.js';
import { loadPhrases } from '#lib/said/said.ts';

/** Once, before the page comes alive: what the server says, in the language of the page. */
export const init: ClientInit = () => loadPhrases(getLocale());
