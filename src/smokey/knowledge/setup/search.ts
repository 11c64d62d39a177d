import type { KnowledgePassage } from '../search.ts';
import { readBoards, readFlashMethods, readPrinters, setupNames } from './load.ts';
import {
  boardDoubts,
  boardText,
  choiceText,
  facetsOf,
  fitted,
  printerDoubts,
  printerText,
  safetyText,
  sourcesText,
  titleOf,
  type Facet,
} from './tell.ts';
import type { Board, FlashMethod, PrinterModel } from './types.ts';

/** Words without which a name is a name only: "print the octopus" asks nothing about a board. */
const ABOUT_SETUP =
  /menuconfig|kconfig|\bflash|firmware|bootloader|board|\bchip\b|\bmcu\b|controller|klipper|\bconfig|\.cfg|\bdfu\b|serial|offset|crystal|\bbuild (?:volume|size|area)|\b(?:bed|plate) size|\b(?:what size|how (?:big|large)) (?:is|are|can)\b|install|\bscreen\b|kinematic|moderkort|hauptplatine|placa|carte m/;

const ID_PREFIX = 'setup-';
const CERTAIN_SCORE = 1_000;

/** Exact facts about a board or printer a message names; empty when it names none or asks something else. */
export function searchSetup(query: string): KnowledgePassage[] {
  const message = query.slice(0, 400);
  if (!ABOUT_SETUP.test(message.toLowerCase())) return [];
  const names = setupNames();
  const board = names.boards.find(message);
  const printer = names.printers.find(message);
  const facets = facetsOf(message);
  if (
    board &&
    (!printer || board.length > printer.length || (board.length === printer.length && !facets.has('board')))
  )
    return boardHits(board.ids, facets, board.loose);
  if (printer) return printerHits(printer.ids, facets);
  return [];
}

/** The whole entry a citation names, for the page that shows sources; null when there is none. */
export function findSetupEntry(id: string): KnowledgePassage | null {
  if (!id.startsWith(ID_PREFIX)) return null;
  const entry = id.slice(ID_PREFIX.length);
  const methods = readFlashMethods();
  const boards = readBoards();
  const board = boards.find((item) => item.id === entry);
  if (board) return boardPassage(board, new Set<Facet>(), methods);
  const printer = readPrinters().find((item) => item.id === entry);
  return printer ? printerPassage(printer, boards, new Set<Facet>(), methods) : null;
}

function boardHits(ids: readonly string[], facets: ReadonlySet<Facet>, loose: boolean): KnowledgePassage[] {
  const boards = readBoards().filter(({ id }) => ids.includes(id));
  const methods = readFlashMethods();
  const [first] = boards;
  if (!first) return [];
  if (boards.length === 1) return [boardPassage(first, facets, methods)];
  const family = loose ? boards : boards.slice(0, 4);
  const flashing: ReadonlySet<Facet> | null =
    sameWay(family) && facets.has('flash') ? new Set<Facet>(['back']) : null;
  const shared = flashing ? boardText(first, flashing, methods) : '';
  return [
    {
      ...boardPassage(first, facets, methods),
      title: `${family.length} boards: ${family.map(({ names: [name] }) => name).join(', ')}`,
      text: fitted(
        [choiceText(family), shared].filter(Boolean).join('\n\n'),
        flashing && boardDoubts(first, flashing),
      ),
      sources: [...new Set(family.flatMap(({ sources }) => sourcesText(sources)))].slice(0, 6),
    },
  ];
}

const sameWay = (boards: readonly Board[]): boolean =>
  new Set(boards.map(({ flash, rename }) => `${flash[0]?.method}${rename?.final_name}`)).size === 1;

function boardPassage(
  board: Board,
  facets: ReadonlySet<Facet>,
  methods: readonly FlashMethod[],
): KnowledgePassage {
  const isPhysical = facets.size === 0 || facets.has('flash') || facets.has('back') || facets.has('menu');
  return {
    id: ID_PREFIX + board.id,
    topic: ID_PREFIX + board.id,
    title: titleOf(board),
    text: fitted(boardText(board, facets, methods), boardDoubts(board, facets)),
    sources: sourcesText(board.sources),
    safety: isPhysical ? safetyText([board], methods) : null,
    score: CERTAIN_SCORE,
    likeness: 0,
  };
}

function printerHits(ids: readonly string[], facets: ReadonlySet<Facet>): KnowledgePassage[] {
  const boards = readBoards();
  const methods = readFlashMethods();
  return readPrinters()
    .filter(({ id }) => ids.includes(id))
    .slice(0, 2)
    .flatMap((printer) => {
      const own = boards.filter(({ id }) => printer.boards.some(({ board }) => board === id));
      const passage = printerPassage(printer, boards, facets, methods);
      const [only] = own;
      const wantsMore = facets.has('menu') || facets.has('flash');
      return only && own.length === 1 && wantsMore
        ? [passage, boardPassage(only, facets, methods)]
        : [passage];
    });
}

function printerPassage(
  printer: PrinterModel,
  boards: readonly Board[],
  facets: ReadonlySet<Facet>,
  methods: readonly FlashMethod[],
): KnowledgePassage {
  const own = boards.filter(({ id }) => printer.boards.some(({ board }) => board === id));
  const text = printerText(printer, boards, facets);
  const ask = own.length > 1 && (facets.has('menu') || facets.has('flash')) ? `\n\n${choiceText(own)}` : '';
  return {
    id: ID_PREFIX + printer.id,
    topic: ID_PREFIX + printer.id,
    title: `${printer.vendor} ${printer.names[0]}`,
    text: fitted(text + ask, printerDoubts(printer, facets)),
    sources: sourcesText(printer.sources),
    safety: safetyText(facets.has('flash') ? own : [], methods),
    score: CERTAIN_SCORE,
    likeness: 0,
  };
}
