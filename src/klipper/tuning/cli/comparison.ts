import type { Output } from './program.ts';
import { EXIT_DONE, EXIT_FALLS_SHORT } from './program.ts';

/** Collects what a `--check` compared, what was off, and what could not be compared. */
export class Comparison {
  cases = 0;
  readonly failures: string[] = [];
  readonly skipped: string[] = [];
  readonly worst: Record<string, number> = {};

  /** One case: `differences` are the reasons why it is off, none where it agrees. */
  case(name: string, differences: string[]): void {
    this.cases++;
    if (differences.length > 0) this.failures.push(`${name}: ${differences.join('; ')}`);
  }

  /** Compares two numbers; an empty list where they agree. `scale` 1 is absolute, `wanted` relative. */
  near(what: string, got: number, wanted: number, tolerance: number, scale = 1): string[] {
    const off = got === wanted ? 0 : Math.abs(got - wanted) / (Math.abs(scale) || 1);
    this.worst[what] = Math.max(this.worst[what] ?? 0, off);
    return off <= tolerance ? [] : [`${what} is ${got}, expected ${wanted}`];
  }

  report(subject: string, json: boolean, output: Output): number {
    const { cases, failures, skipped, worst } = this;
    if (json)
      output.out(JSON.stringify({ cases, failed: failures.length, failures, skipped, worst }, null, 2));
    else {
      failures.forEach((failure) => output.error(failure));
      skipped.forEach((reason) => output.out(`skipped: ${reason}`));
      const offsets = Object.entries(worst).map(([what, off]) => `${what} ${off.toExponential(1)}`);
      output.out(`worst deviations: ${offsets.join(', ')}`);
      output.out(
        `${subject}: ${cases - failures.length} of ${cases} cases agree, ${failures.length} are off`,
      );
    }
    return failures.length === 0 && cases > 0 ? EXIT_DONE : EXIT_FALLS_SHORT;
  }
}
