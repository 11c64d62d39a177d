import { EXPLANATIONS } from './explanations.ts';
import { said, type Desk, type Outcome } from './desk.ts';

/** What people call the actions that can be told apart. */
const CALLED: readonly [RegExp, string][] = [
  [/\b(?:emergency stop|e-?stop|m112)\b/, 'emergency_stop'],
  [/\bfirmware[_ ]restart\b/, 'firmware_restart'],
  [/\b(?:klipper )?restart\b/, 'restart'],
  [/\breboot\w*\b/, 'reboot_host'],
  [/\bpaus\w+\b/, 'pause'],
  [/\b(?:cancel|abort)\w*\b/, 'cancel'],
  [/\bresum\w+\b/, 'resume'],
  [/\bhom(?:e|ing)\b/, 'home'],
  [/\b(?:bed )?mesh\b/, 'bed_mesh'],
  [/\bscrews? tilt\b/, 'screws_tilt'],
];
const DIFFERENCE =
  /\bdifferen(?:ce|t)\b.{0,20}\b(?:between|from|to|than)\b(.*)|\b(.{3,40}) (?:vs\.?|versus) (.{3,40})/;

/** "what is the difference between pause and cancel": what each of them does; null for other differences. */
export function differenceOf(desk: Desk): Outcome | null {
  if (desk.language !== 'en' || desk.paste) return null;
  const found = DIFFERENCE.exec(desk.exchange.text.toLowerCase());
  if (!found) return null;
  let text = found.slice(1).filter(Boolean).join(' ');
  const keys: string[] = [];
  for (const [called, key] of CALLED) {
    if (called.test(text)) keys.push(key);
    text = text.replace(called, ' ');
  }
  return keys.length === 2 ? said(...keys.map((key) => EXPLANATIONS[key]!)) : null;
}
