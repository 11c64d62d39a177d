/** Smokey's built-in mind. */
export { takeLearned } from './likeness/likeness.ts';
export { createBuiltinModel } from './model.ts';
export { warmBuiltinModel } from './warm.ts';
