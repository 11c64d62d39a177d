const LAYER = /^;\s*(?:LAYER_CHANGE\b|CHANGE_LAYER\b|LAYER:\s*-?\d+|layer \d+\b)/i;
const PHASE = /^;\s*(?:TYPE|FEATURE):\s*(.+?)\s*$/i;
const OBJECT = /^;\s*printing object (.+?)(?: id:\S+.*)?\s*$/;
const MOST_NAMES = 500;
const BEFORE = 'Preparation';

/** What slicers write into comments: layers, kinds of lines, objects. */
export class SlicerComments {
  layers = 0;
  readonly objects = new Set<string>();
  readonly phases: string[] = [BEFORE];
  private readonly numbers = new Map<string, number>([[BEFORE, 0]]);

  /** Reads one comment; the number of the kind of line that starts here, or null. */
  read(text: string): number | null {
    if (LAYER.test(text)) {
      this.layers++;
      return null;
    }
    const object = OBJECT.exec(text)?.[1];
    if (object !== undefined) this.addObject(object);
    const phase = PHASE.exec(text)?.[1];
    return phase === undefined ? null : this.numberOf(phase);
  }

  addObject(name: string): void {
    if (this.objects.size < MOST_NAMES) this.objects.add(name.slice(0, 100));
  }

  private numberOf(phase: string): number {
    const name = phase.slice(0, 60);
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    if (this.phases.length >= MOST_NAMES) return 0;
    this.numbers.set(name, this.phases.length);
    return this.phases.push(name) - 1;
  }
}
