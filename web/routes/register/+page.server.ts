import { entryActions, loadEntry } from '#lib/server/entry.ts';
import type { Actions, PageServerLoad } from './$types';

export const _access = 'public';
export const load: PageServerLoad = (event) => loadEntry(event);
export const actions: Actions = entryActions;
