import { expect, it } from 'vitest';
import { readSettings } from '../settings.ts';

it('what Smokey may use comes from the settings, and a bad one is named', () => {
  expect(readSettings({})).toMatchObject({
    smokeyToolsets: undefined,
    smokey: { turnTokens: 120_000, dayTokens: 1_000_000, turnDollars: null, dayDollars: null, price: null },
  });
  const set = readSettings({
    SMOKEY_TOOLSETS: 'core,config',
    SMOKEY_DAY_DOLLARS: '0.5',
    SMOKEY_INPUT_DOLLARS: '0.25',
    SMOKEY_OUTPUT_DOLLARS: '2',
  });
  expect(set.smokeyToolsets).toEqual(['core', 'config']);
  expect(set.smokey).toMatchObject({ dayDollars: 0.5, price: { inputDollarsPerMillion: 0.25 } });
  expect(() => readSettings({ SMOKEY_TOOLSETS: 'core,everything' })).toThrow(
    /SMOKEY_TOOLSETS.*core,everything/,
  );
  expect(() => readSettings({ SMOKEY_DAY_DOLLARS: '1', SMOKEY_INPUT_DOLLARS: '2' })).toThrow(
    /SMOKEY_DAY_DOLLARS.*SMOKEY_OUTPUT_DOLLARS/,
  );
  expect(() => readSettings({ SMOKEY_TURN_DOLLARS: '1' })).toThrow(/SMOKEY_TURN_DOLLARS/);
  expect(() => readSettings({ SMOKEY_DAY_TOKENS: 'many' })).toThrow(/SMOKEY_DAY_TOKENS/);
});

it('a public address makes its own machine a trusted proxy where nothing else is said', () => {
  expect(readSettings({ PUBLIC_URL: 'https://print.example.com' }).trustedProxies).toEqual([
    '127.0.0.0/8',
    '::1',
  ]);
  expect(readSettings({}).trustedProxies).toEqual([]);
});
