import { number } from '../../answer/format.ts';
import { say } from '../../answer/say.ts';
import type { Attachment } from '../../prompt/state.ts';
import { CHANGES } from '../deeds.ts';
import { proposed, said, snapshotOf, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';
import { uploadAndPrint } from './job.ts';
import type { Handlers } from './types.ts';
import { foldedOf } from '../../understand/frames.ts';

export const UPLOAD_HANDLERS: Handlers = {
  upload(desk) {
    const attached = desk.exchange.attachments[0] ?? desk.memory.attachments[0];
    if (!attached) return said(say(desk.language, 'nothingToUpload'));
    if (attached.kind === 'model') return explainModel(desk, attached);
    const away = offline(desk);
    if (away) return away;
    if (attached.path)
      return said(say(desk.language, 'alreadyUploaded', { name: attached.name, path: attached.path }));
    if (desk.frames.some((frame) => frame.role === 'do' && frame.intent?.id === 'start_print'))
      return uploadAndPrint(desk);
    return proposed(
      say(desk.language, 'upload', { name: attached.name }),
      CHANGES.upload(attached.name, attached),
    );
  },
  upload_and_print: (desk) => uploadAndPrint(desk),
};

const STORES =
  /\b(?:put|save|stash|keep|store|stick|pop|load|drop|park|copy|transfer|upload|add|shove|bung|leave|hold|send|chuck|file)\b/;
/** "do not upload it": what is negated is the keeping. */
const NOT_KEPT = new RegExp(`\\b(?:do not|never|not|no need to|without) (?:\\w+ )?${STORES.source}`);
const PRINTS = /\b(?:print\w*|run\w*|start\w*|go(?:ing)?|begin)\b/;
const NOT_YET =
  /\b(?:do not|not|no|without|never)\b.{0,20}\b(?:print\w*|run\w*|start\w*|begin)\b|\b(?:later|tomorrow\w*|for now|only|yet)\b/;
const FOLDER =
  /\b(?:in(?:to)?|inside|under) (?:the |my |our )?(?:folder |directory )?([\w-]+)(?: (?:folder|directory|drawer|dir))\b|\bfolder (?:called |named )?([\w-]+)\b/;

/** An attached file that is to be kept and not printed yet, in whatever words; null for all other messages. */
export function keptAttachment(desk: Desk): Outcome | null {
  const [attached] = desk.exchange.attachments;
  if (attached?.kind !== 'gcode' || attached.path || desk.language !== 'en') return null;
  const text = foldedOf(desk.frames);
  if (!STORES.test(text) || NOT_KEPT.test(text) || (PRINTS.test(text) && !NOT_YET.test(text))) return null;
  if (desk.frames.some(({ clause }) => clause.asks && !clause.polite)) return null;
  const away = offline(desk);
  if (away) return away;
  const [, behind, before] = FOLDER.exec(text) ?? [];
  const folder = behind ?? before;
  const name = folder ? `${folder}/${attached.name}` : attached.name;
  return proposed(say(desk.language, 'upload', { name }), CHANGES.upload(name, attached));
}

/** What a model file is, and with which settings it should be sliced for this printer. */
export function explainModel(desk: Desk, attached: Attachment): Outcome {
  const snapshot = snapshotOf(desk);
  const { language } = desk;
  const nozzle = snapshot?.limits.nozzleDiameterMillimetres ?? 0.4;
  const max = snapshot?.toolhead.axisMaximumMillimetres;
  const min = snapshot?.toolhead.axisMinimumMillimetres;
  const settings = [
    `nozzle ${number(nozzle, language, 2)} mm`,
    `layer height ${number(nozzle / 2, language, 2)} mm`,
    max
      ? `bed ${number(max.x - Math.min(0, min?.x ?? 0), language, 0)} × ${number(max.y - Math.min(0, min?.y ?? 0), language, 0)} mm, height ${number(max.z, language, 0)} mm`
      : null,
    'G-code flavour Klipper (or Marlin)',
    'PLA 205 °C nozzle, 60 °C bed',
  ].filter(Boolean);
  return said(say(language, 'modelFile', { name: attached.name, settings: settings.join(', ') }));
}

/** An attachment that came without words, or with words that name nothing to do. */
export function aboutAttachment(desk: Desk): Outcome | null {
  const attached = desk.exchange.attachments[0];
  if (!attached) return null;
  if (attached.kind === 'model' || /\.(stl|3mf|step|stp|obj)$/i.test(attached.name))
    return explainModel(desk, attached);
  if (attached.kind === 'image') return said(say(desk.language, 'cannotSeePicture'));
  if (attached.kind === 'gcode')
    return attached.path
      ? said(say(desk.language, 'gotFile', { name: attached.path, facts: '' }))
      : proposed(
          say(desk.language, 'upload', { name: attached.name }),
          CHANGES.upload(attached.name, attached),
        );
  return null;
}
