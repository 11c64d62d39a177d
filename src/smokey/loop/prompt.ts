import type { ModelMessage } from 'ai';
import type { HistoryEntry } from '../history/entries.ts';
import { toModelMessages, type LoadedPicture } from '../history/messages.ts';
import { shortenHistory } from '../history/shorten.ts';
import type { TurnContext } from './turn.ts';

/** What a failed attempt taught for the rest of the turn: go without pictures, or with less history. */
export interface Adaptation {
  withoutPictures: boolean;
  halfHistory: boolean;
}

/** Pictures are large: only the newest ones go with a prompt. */
const MOST_PICTURES = 4;

/** The messages of the next step: the history within its bound, the state of now, pictures for a model that sees. */
export async function buildPrompt(
  history: readonly HistoryEntry[],
  context: TurnContext,
  adaptation: Adaptation,
): Promise<ModelMessage[]> {
  const tokens =
    context.limits.historyTokens * (context.mind.free ? 4 : 1) * (adaptation.halfHistory ? 0.5 : 1);
  const short = shortenHistory(history, tokens);
  const canSee = context.mind.canSee && !adaptation.withoutPictures;
  const pictures = canSee ? await loadPictures(short, context) : new Map<string, LoadedPicture>();
  return toModelMessages(short, { stateBlock: context.stateBlock(), pictures, canSee });
}

async function loadPictures(history: readonly HistoryEntry[], { pictures }: TurnContext) {
  const ids = history.flatMap((entry) => {
    if (entry.kind === 'person') return entry.attachments.flatMap(({ pictureId }) => pictureId ?? []);
    return entry.kind === 'step' ? entry.calls.flatMap((call) => call.pictureIds) : [];
  });
  const loaded = new Map<string, LoadedPicture>();
  for (const id of ids.slice(-MOST_PICTURES)) {
    const picture = await pictures.load(id);
    if (picture) loaded.set(id, picture);
  }
  return loaded;
}
