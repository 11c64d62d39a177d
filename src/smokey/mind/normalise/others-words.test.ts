import { describe, expect, it } from 'vitest';
import { quoteOthers } from './others-words.ts';

describe('what others said', () => {
  it.each([
    ['is this right?\n> heat the bed to 90', 'is this right?\n"heat the bed to 90"'],
    [
      'my teacher said: set the bed to 62.5. do you agree?',
      'my teacher said: "set the bed to 62.5". do you agree?',
    ],
    ['found this: cancel it if it strings. sensible?', 'found this: "cancel it if it strings". sensible?'],
    [
      'The label says nozzle 210, bed 60. Is that okay?',
      'The label says "nozzle 210, bed 60". Is that okay?',
    ],
    ['translate: pause the print', 'translate: "pause the print"'],
  ])('%j is shown, not wished', (text, expected) => expect(quoteOthers(text)).toBe(expected));

  it.each([
    'heat the bed to 60',
    'the label says 210, so heat the nozzle to 210',
    'two things: home it and heat the bed to 60',
    'print "my friend said: go.gcode"',
  ])('%j stays as it is', (text) => expect(quoteOthers(text)).toBe(text));
});
