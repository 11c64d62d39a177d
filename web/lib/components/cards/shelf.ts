/** Cards that few conversations show: fetched together when the first of them is. */
export { default as ChecklistCard } from './ChecklistCard.svelte';
export { default as FilesCard } from './FilesCard.svelte';
export { default as FindingsCard } from './FindingsCard.svelte';
export { default as Growing } from '../tuning/Growing.svelte';
export { default as HistoryCard } from './HistoryCard.svelte';
export { default as MeshCard } from './MeshCard.svelte';
export { default as OutcomeCard } from './OutcomeCard.svelte';
export { default as ResonanceCard } from './ResonanceCard.svelte';
