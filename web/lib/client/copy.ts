/**
 * Puts words on the clipboard. A page over plain HTTP, as in most workshops, has none: there what is shown is marked and
 * copied the old way, and stays marked when even that is refused.
 * @returns false when nothing was copied
 */
export async function copyWords(text: string, shown: Node): Promise<boolean> {
  const { clipboard } = navigator as Partial<Navigator>;
  try {
    if (clipboard) {
      await clipboard.writeText(text);
      return true;
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  getSelection()?.selectAllChildren(shown);
  return document.execCommand('copy');
}
