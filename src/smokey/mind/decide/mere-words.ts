import { has, isFiller, type Clause } from '../understand/clause.ts';
import { beginsWithVerb, type Frame } from '../understand/frames.ts';
import type { Desk } from './desk.ts';

/** "three kinds of restart, when do i take which?": the subject of a question about how, not a wish. */
export const isOnlySubject = (desk: Desk, { clause }: Frame): boolean =>
  desk.frames.some((other) => other.clause.mood === 'howto') &&
  !beginsWithVerb(clause) &&
  !clause.polite &&
  !has(clause, 'on', 'off', 'please') &&
  !clause.terms.some((term) => term.quantity);

/** A yes or a greeting beside something that is really wanted. */
export const isMerelyYes = (frame: Frame, all: readonly Frame[]): boolean =>
  all.length > 1 &&
  ['yes', 'no', 'nevermind', 'thanks', 'greeting'].includes(frame.intent?.id ?? '') &&
  all.some((other) => !['yes', 'no', 'nevermind', 'thanks', 'greeting'].includes(other.intent?.id ?? ''));

const MOST_SWITCH_WORDS = 6;
/** "turn it off": a switch and hardly anything else. */
export const isBareSwitch = ({ terms }: Clause): boolean =>
  terms.filter((term) => term.kind !== 'punctuation').length <= MOST_SWITCH_WORDS &&
  !terms.some((term) => term.unknown && term.text.length > 4 && !isFiller(term));
