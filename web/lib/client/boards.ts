import { m } from '#lib/paraglide/messages.js';
import type { PrinterSnapshot } from '#lib/contracts.ts';
import { percent, visible } from './format.ts';

type Board = PrinterSnapshot['boards'][number];

/** From here on a board has little time left for what may still come. */
const BUSY = 0.5;
/** From here on a cable is worth a look. */
const NOISY = 0.02;

/** The board that runs the printer, or the name another one has in the configuration. */
export const boardName = ({ id, name }: Board): string => (id === 'mcu' ? m.board_main() : visible(name));

/** What the figures of the boards mean: the worst first, a word of calm where all is well. Empty without figures. */
export function boardWords(boards: readonly Board[]): string {
  const noisy = boards.filter(({ sentAgain }) => sentAgain >= NOISY);
  const busy = boards.filter(({ load }) => load !== null && load >= BUSY);
  if (noisy.length + busy.length > 0) {
    const twice = (board: Board) =>
      m.board_noisy({ board: boardName(board), percent: percent(board.sentAgain) });
    return [...busy.map((board) => m.board_busy({ board: boardName(board) })), ...noisy.map(twice)].join(' ');
  }
  return boards.some(({ load }) => load !== null) ? m.board_fine() : '';
}
