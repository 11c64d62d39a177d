/** What the card of a tool's result is given. */
export interface CardProps {
  result: unknown;
  /** When it was true, epoch milliseconds. */
  atMs: number;
  /** The printer it is about; null where it is not among this person's any more. */
  printerId: string | null;
}

/** A card that offers to ask about what it shows. */
export interface AskingCardProps extends CardProps {
  onAsk?: (text: string) => void;
}
