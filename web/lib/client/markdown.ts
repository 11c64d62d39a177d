/** What Smokey's text may hold. No raw HTML and no pictures: what is not one of these stays text. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'break' }
  | { type: 'strong'; children: Inline[] }
  | { type: 'em'; children: Inline[] }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: 'cite'; number: number };

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; children: Inline[] }
  | { type: 'quote'; children: Inline[] }
  | { type: 'list'; ordered: boolean; start: number; items: Inline[][] }
  /** `- [ ] clean the plate`: to be ticked off by the reader. */
  | { type: 'checks'; items: { done: boolean; children: Inline[] }[] }
  | { type: 'code'; text: string; language: string }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] };

const DEEPEST = 4;

/** Only http and https leave the page, and only to where the address says. */
export function safeHref(href: string): string | null {
  const url = URL.parse(href);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

/** Adds text; a line break stays one, as people write in a chat. */
function plain(text: string, into: Inline[]): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) into.push({ type: 'break' });
    const last = into.at(-1);
    if (last?.type === 'text') last.text += line;
    else into.push({ type: 'text', text: line });
  }
}

const TOKEN =
  /`([^`\n]+)`|\*\*([^\n]+?)\*\*|\*([^*\s][^*\n]*)\*|!?\[([^\]\n]{0,500})\]\(([^)\s]{1,2000})\)|\[(\d{1,2})\]|https?:\/\/[^\s<>()"'`\]]{1,2000}/g;

/** Inline text: code, strong, emphasis, links, source numbers. Linear in its length. */
export function parseInline(text: string, depth = 0): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    plain(text.slice(at, match.index), out);
    at = match.index + match[0].length;
    const [whole, code, strong, em, label, href, cite] = match;
    if (code !== undefined) out.push({ type: 'code', text: code });
    else if (cite !== undefined) out.push({ type: 'cite', number: Number(cite) });
    else if (depth >= DEEPEST) plain(whole, out);
    else if (strong !== undefined) out.push({ type: 'strong', children: parseInline(strong, depth + 1) });
    else if (em !== undefined) out.push({ type: 'em', children: parseInline(em, depth + 1) });
    else pushLink(whole, label, href ?? whole, out);
  }
  plain(text.slice(at), out);
  return out.filter((part) => part.type !== 'text' || part.text !== '');
}

function pushLink(whole: string, label: string | undefined, href: string, out: Inline[]): void {
  const trail = label === undefined ? (/[.,;:!?]+$/.exec(href)?.[0] ?? '') : '';
  const target = safeHref(href.slice(0, href.length - trail.length));
  if (target === null || whole.startsWith('!')) {
    plain(label === undefined ? whole : label || whole, out);
    return;
  }
  out.push({ type: 'link', href: target, children: [{ type: 'text', text: label || target }] });
  if (trail) plain(trail, out);
}

const ITEM = /^\s{0,6}(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;
const FENCE = /^\s{0,3}(?:```|~~~)\s*([\w+-]{0,20})/;
const RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;

const cells = (line: string): Inline[][] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => parseInline(cell.trim()));

/** Markdown to blocks. Half a table, an open fence and endless lines come out as what they are so far. */
export function parseMarkdown(source: string): Block[] {
  const lines = source.replaceAll('\r', '').split('\n');
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ type: 'paragraph', children: parseInline(paragraph.join('\n')) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const fence = FENCE.exec(line);
    const item = ITEM.exec(line);
    if (fence) {
      flush();
      const end = lines.findIndex((other, index) => index > at && FENCE.test(other));
      const until = end < 0 ? lines.length : end;
      blocks.push({ type: 'code', text: lines.slice(at + 1, until).join('\n'), language: fence[1] ?? '' });
      at = until;
    } else if (item) {
      flush();
      takeItem(item, blocks);
    } else if (line.includes('|') && RULE.test(lines[at + 1] ?? '')) {
      flush();
      const rest = lines.slice(at + 2);
      const length = rest.findIndex((other) => !other.includes('|'));
      const rows = rest.slice(0, length < 0 ? rest.length : length);
      blocks.push({ type: 'table', head: cells(line), rows: rows.map(cells) });
      at += 1 + rows.length;
    } else if (/^\s*$/.test(line)) flush();
    else if (/^#{1,6}\s/.test(line)) {
      flush();
      blocks.push({ type: 'heading', children: parseInline(line.replace(/^#+\s+/, '')) });
    } else if (line.startsWith('>')) {
      flush();
      blocks.push({ type: 'quote', children: parseInline(line.replace(/^>\s?/, '')) });
    } else if (!/^\s*(?:-{3,}|\*{3,})\s*$/.test(line)) paragraph.push(line);
  }
  flush();
  return blocks;
}

const CHECK = /^\[([ xX])\]\s+(.*)$/;

function takeItem(item: RegExpExecArray, blocks: Block[]): void {
  const check = CHECK.exec(item[2] ?? '');
  if (check) return takeCheck({ done: check[1] !== ' ', children: parseInline(check[2] ?? '') }, blocks);
  const ordered = item[1] !== undefined;
  const last = blocks.at(-1);
  const children = parseInline(item[2] ?? '');
  if (last?.type === 'list' && last.ordered === ordered) last.items.push(children);
  else blocks.push({ type: 'list', ordered, start: Number(item[1] ?? 1), items: [children] });
}

function takeCheck(check: { done: boolean; children: Inline[] }, blocks: Block[]): void {
  const last = blocks.at(-1);
  if (last?.type === 'checks') last.items.push(check);
  else blocks.push({ type: 'checks', items: [check] });
}
