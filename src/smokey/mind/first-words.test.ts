import { describe, expect, it } from 'vitest';
import { talk } from './testing/scene.ts';

/** What newcomers write first must never be met with "I do not understand that". */
describe('the first words of a newcomer', () => {
  it.each(['hello', 'hi there', 'hey smokey', 'good morning'])('"%s" is greeted', async (text) => {
    const { text: reply } = await talk([text]);
    expect(reply).toMatch(/^(hello|hi)\b/i);
  });

  it.each([
    'what can you do?',
    'hi, what can you do?',
    'what are you able to do',
    'help',
    'can you help me?',
  ])('"%s" tells what Smokey does', async (text) => {
    const { text: reply } = await talk([text]);
    expect(reply).toMatch(/print, pause, resume/);
  });

  it('"who are you?" is answered', async () => {
    const { text: reply } = await talk(['who are you?']);
    expect(reply).toMatch(/Smokey/);
  });
});
