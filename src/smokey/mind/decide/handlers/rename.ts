import { say } from '../../answer/say.ts';
import type { Clause } from '../../understand/clause.ts';
import { chooseFile } from '../choose-file.ts';
import { CHANGES } from '../deeds.ts';
import { filePaths } from '../file-search.ts';
import { proposed, said, type Desk, type Outcome } from '../desk.ts';
import { offline } from '../guards.ts';

const TO = /\b(?:to|into|as|in|till|nach|zu|in|a|en|um in|called|named)\b/;

/** Gives a file another name or folder, or asks which. */
export function rename(desk: Desk, clause: Clause): Outcome {
  const away = offline(desk);
  if (away) return away;
  const second = /^mv\b/.test(clause.core)
    ? clause.terms.filter((term) => term.kind === 'file')[1]
    : undefined;
  const to = clause.terms.findIndex(
    (term, index) =>
      index > 0 &&
      TO.test(` ${term.text} `) &&
      term.kind === 'word' &&
      term.text.length <= 6 &&
      clause.terms.slice(index + 1).some((item) => item.kind !== 'punctuation'),
  );
  const at = second ? clause.terms.indexOf(second) : to;
  const same = clause.terms.findIndex(
    ({ text }, index) =>
      index > at && text === 'same' && clause.terms[index + 1]?.concepts.includes('folder'),
  );
  const before = { ...clause, terms: at > 0 ? clause.terms.slice(0, at) : clause.terms };
  const source = chooseFile(desk, before);
  if (typeof source !== 'string') return source;
  const after =
    at > 0
      ? clause.terms
          .slice(second ? at : at + 1, same > 0 ? same : undefined)
          .filter((term) => term.kind !== 'punctuation')
      : [];
  const made = desk.frames.find((frame) => frame.intent?.id === 'make_folder');
  const folder =
    made && after.length > 0 && after.every((term) => term.concepts.includes('it'))
      ? folderName(made.clause)
      : null;
  const target = folder
    ? `${folder}/${source.split('/').at(-1) ?? source}`
    : newName(
        source,
        after.map((term) => term.raw),
        after.some((term) => term.concepts.includes('folder')),
      );
  const created = target?.includes('/') ? newFolder(desk, target, made !== undefined) : null;
  if (target && created)
    return proposed(
      `${say(desk.language, 'folder', { name: created })} ${say(desk.language, 'rename', { from: source, to: target })}`,
      CHANGES.makeFolder(created),
      CHANGES.moveFile(source, target),
    );
  return target
    ? proposed(say(desk.language, 'rename', { from: source, to: target }), CHANGES.moveFile(source, target))
    : said(say(desk.language, 'renameTo', { from: source }));
}

/** The folder of a path when no file is in it yet and this message does not make it anyway. */
function newFolder(desk: Desk, path: string, isMade: boolean): string | null {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return isMade || filePaths(desk).some((item) => item.startsWith(`${folder}/`)) ? null : folder;
}

/** A new name keeps folder and ending; "the folder school" keeps the name. */
function newName(source: string, words: readonly string[], isFolder: boolean): string | null {
  const end = words.findIndex(
    (word, index) => index > 0 && /^(?:from|please|now|then|instead|thanks)$/i.test(word),
  );
  const kept = (end > 0 ? words.slice(0, end) : words).filter(
    (word) =>
      !/^(the|a|my|new|folder|directory|mappen|den|ordner|la|el|carpeta|le|dossier|please|instead|it|called|named)$/i.test(
        word,
      ),
  );
  const text = kept
    .join(kept.some((word) => /\.\w+$/.test(word)) ? '' : '_')
    .replace(/[^\p{L}\d._()/-]/gu, '');
  if (!text) return null;
  const base = source.split('/').at(-1) ?? source;
  if (isFolder || text.endsWith('/')) return `${text.replace(/\/$/, '')}/${base}`;
  const folder =
    source.includes('/') && !text.includes('/') ? `${source.slice(0, source.lastIndexOf('/'))}/` : '';
  return `${folder}${/\.\w{1,6}$/.test(text) ? text : `${text}.gcode`}`;
}

/** The name a new folder shall have; null when none is said. */
export function folderName(clause: Clause): string | null {
  const quoted = clause.terms.find((term) => term.kind === 'quoted')?.raw;
  if (quoted) return quoted.replace(/[^\p{L}\d._ -]/gu, '').trim() || null;
  const after = clause.terms.findIndex((term) =>
    /^(called|named|for|name|namens|som|heter|llamad[ao]|para|nomme|appele|fur|pour)$/.test(term.text),
  );
  const rest = (
    after >= 0
      ? clause.terms.slice(after + 1)
      : clause.terms.filter((term) => !term.concepts.includes('makefolder'))
  ).filter(
    (term) =>
      term.kind !== 'punctuation' &&
      !/^(please|the|a|my|our|som|heter|called|named|can|could|you|up|kan|du|bitte|por|favor)$/i.test(
        term.raw,
      ),
  );
  return (
    rest
      .map((term) => term.raw)
      .join('_')
      .replace(/[^\p{L}\d._-]/gu, '') || null
  );
}
