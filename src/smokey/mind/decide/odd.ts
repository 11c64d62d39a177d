import { withoutFileNames } from '../normalise/file-names.ts';
import { say } from '../answer/say.ts';
import { said, type Desk, type Outcome } from './desk.ts';
import { pastedError } from './handlers/trouble.ts';
import { aboutPastedGcode } from './pasted-gcode.ts';

const ABUSE =
  /\b(idiot|stupid (bot|robot|assistant|thing|ai)|you suck|moron|dumbass|fuck (you|off)|useless (bot|thing|assistant)|piece of (shit|crap)|shut up|i hate you|asshole|du suger|arschloch|gilipollas|connard)\b/i;

/** Words by which a text poses as an order of somebody above the person. */
const POSES =
  /\b(?:assistant|system|developer|admin|smokey) ?: |\bignore (?:the owner|all|any|your|previous|prior|everything)\b.{0,30}\b(?:instructions?|rules|prompts?|and (?:set|start|print|turn|heat|delete))\b|\bdisregard (?:all|your|previous)\b/i;

/** Messages that are no sentence: empty, only signs, pasted G-code, abuse. Null for everything else. */
export function odd(desk: Desk): Outcome | null {
  const { text, attachments } = desk.exchange;
  if (!text.trim()) return attachments.length ? null : said(say(desk.language, 'empty'));
  if (!/[\p{L}\d]/u.test(text))
    return said(say(desk.language, 'notUnderstood', { near: say(desk.language, 'nearHelp') }));
  if (!/\p{Script=Latin}/u.test(text) && /\p{L}/u.test(text)) return said(say('en', 'otherScript'));
  if (desk.paste?.kind === 'gcode' && !pastedError(text)) return aboutPastedGcode(desk.paste, desk.language);
  const outside = withoutFileNames(text);
  if (POSES.test(outside) && !pastedError(text) && /["“”»\n]|\bsent\b|\bmean\b|\?/.test(outside))
    return said(say(desk.language, 'notMyOrder'));
  const acts = desk.frames.some((frame) => frame.role === 'do' || frame.role === 'answer');
  if (ABUSE.test(text) && !acts) return said(say(desk.language, 'abuse'));
  return null;
}
