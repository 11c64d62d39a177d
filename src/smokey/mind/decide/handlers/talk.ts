import { say } from '../../answer/say.ts';
import { said, snapshotOf } from '../desk.ts';
import { isPrinting, offline } from '../guards.ts';
import { etaText, statusText } from './progress.ts';
import type { Handlers } from './types.ts';

export const TALK_HANDLERS: Handlers = {
  thanks: (desk) => said(say(desk.language, 'thanks')),
  bye: (desk) => said(say(desk.language, 'bye')),
  greeting(desk) {
    const snapshot = snapshotOf(desk);
    const status = snapshot && !offline(desk) ? statusText(desk, snapshot) : '';
    return said(say(desk.language, 'hello', { status }).trim());
  },
  help: (desk) => said(say(desk.language, 'help')),
  trust: (desk) => said(say(desk.language, 'trust')),
  who_sees: (desk) => said(say(desk.language, 'whoSees')),
  who_are_you: (desk) => said(say(desk.language, 'who')),
  secrets: (desk) => said(say(desk.language, 'secret')),
  nevermind: (desk) => said(say(desk.language, 'leftAlone')),
  no: (desk) => said(say(desk.language, 'leftAlone')),
  manner: (desk) => said(say(desk.language, 'manner')),
  approve_by_words: (desk) => said(say(desk.language, 'approveSelf')),
  watch(desk) {
    const snapshot = snapshotOf(desk);
    const eta = snapshot && !offline(desk) && isPrinting(snapshot) ? etaText(desk, snapshot) : '';
    return said(say(desk.language, 'watch', { eta }).replace(/\s+/g, ' '));
  },
  yes(desk) {
    const open = desk.memory.changes.find((call) => call.result?.outcome === 'waiting');
    if (open)
      return said(
        say(desk.language, 'decideOnCard', { summary: String(open.result?.data.summary ?? open.tool) }),
      );
    return said(say(desk.language, 'yesWhat'));
  },
};
