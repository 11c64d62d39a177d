import { describe, expect, it } from 'vitest';
import { withPlainQuestions } from './only-asking.ts';

describe('questions behind words that only say so', () => {
  it.each([
    ['Do not heat it, I merely wondered what it is at', 'Do not heat it. Tell me what it is at'],
    ['i only want to see that both temps are right', 'Tell me both temps are right'],
    [
      'I am not telling to start, only I am asking whether it fits',
      'I am not telling to start. Tell me whether it fits',
    ],
    ['leave the heaters alone, just what are we at', 'leave the heaters alone. what are we at'],
    ['need the percentage, nothing else', 'need the percentage'],
  ])('%s', (text, plain) => expect(withPlainQuestions(text)).toBe(plain));

  it.each(['just home X', 'I only want the fan on', 'only tell the bed from the nozzle'])(
    'leaves a wish as it is: %s',
    (text) => expect(withPlainQuestions(text)).toBe(text),
  );
});
