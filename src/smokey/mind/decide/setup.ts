import { searchSetup } from '../../knowledge/setup/search.ts';
import { say } from '../answer/say.ts';
import { namesOption } from './config/lookup.ts';
import { OF_FILE } from './config/words.ts';
import { READS } from './deeds.ts';
import { read, said, type Desk, type Outcome } from './desk.ts';
import { foldedOf } from '../understand/frames.ts';

/** Said of boards only, so that the message cannot be a wish to this printer. */
const OF_BOARDS =
  /menuconfig|kconfig|bootloader|\b(?:which|what) (?:main|mother)?board|\bflash(?!light)|example config|motherboard|mainboard|moderkort|hauptplatine/i;
/** Asked of a model by name; "the steps to get Klipper on an Ender 3" is a matter of the topics. */
const OF_MODELS =
  /board|\bchip\b|\bmcu\b|\bconfig|\.cfg|build volume|\bserial|firmware (?:file|name)|\bplaca\b|\bcarte m/i;
const MOST_SOURCES = 4;

/** Exact questions about a board or model ("menuconfig for my SKR Mini E3 V2?"), answered from the set-up data. */
export function setupAnswer(desk: Desk): Outcome | null {
  const { text } = desk.exchange;
  if (text.length > 400) return null;
  const wishes = desk.frames.some((frame) => frame.role === 'do' && !frame.clause.asks);
  if (!OF_BOARDS.test(text) && (wishes || !OF_MODELS.test(text))) return null;
  const folded = foldedOf(desk.frames);
  if (!OF_BOARDS.test(text) && OF_FILE.test(folded) && namesOption(folded)) return null; // a value of this printer's file
  const passages = searchSetup(text);
  if (!passages.length) return null;
  if (desk.tools.has('search_knowledge')) read(desk, READS.knowledge(text.slice(0, 300))); // so that the person sees what was looked up
  const told = passages.map(({ id, title, text: facts, safety, sources }) =>
    [
      `${title} [${id}]`,
      facts,
      safety ? `Safety: ${safety}` : '',
      `Sources: ${sources.slice(0, MOST_SOURCES).join('; ')}`,
    ]
      .filter(Boolean)
      .join('\n'),
  );
  return said(...(desk.language === 'en' ? [] : [say(desk.language, 'onlyEnglish')]), ...told);
}
