/** Smokey's built-in mind. */
export { createBuiltinModel } from './model.ts';
