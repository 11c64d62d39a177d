import type { Language } from '../language/lexicon/types.ts';
import { duration } from './format.ts';

const HERE: Record<Language, string> = {
  en: '{own} on this printer, {slicer} by the slicer',
  sv: '{own} på den här skrivaren, {slicer} enligt slicern',
  de: '{own} auf diesem Drucker, {slicer} laut Slicer',
  es: '{own} en esta impresora, {slicer} según el laminador',
  fr: '{own} sur cette imprimante, {slicer} selon le slicer',
};

/** How long a file prints: worked out for this printer beside the slicer's guess; empty where neither is known. */
export function fileTime(
  { seconds, printerSeconds }: { seconds: number | null; printerSeconds: number | null },
  language: Language,
): string {
  if (seconds === null) return printerSeconds === null ? '' : duration(printerSeconds);
  if (printerSeconds === null || duration(printerSeconds) === duration(seconds)) return duration(seconds);
  return HERE[language].replace('{own}', duration(printerSeconds)).replace('{slicer}', duration(seconds));
}
