import { warmKnowledge } from '../knowledge/search.ts';
import { lexiconFor } from './language/compile.ts';
import { warmLikeness } from './likeness/likeness.ts';

/**
 * Builds what a first message would wait for: English words, the examples and the knowledge's index, with breaks
 * so that nothing else waits long. Other languages are built when somebody speaks them.
 */
export async function warmBuiltinModel(): Promise<void> {
  for (const build of [() => void lexiconFor('en'), warmLikeness, warmKnowledge]) {
    await new Promise((resolve) => setImmediate(resolve));
    await build();
  }
}
