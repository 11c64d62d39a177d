/** Smokey's built-in mind. */
export { createBuiltinModel } from './model.ts';
export { warmBuiltinModel } from './warm.ts';
