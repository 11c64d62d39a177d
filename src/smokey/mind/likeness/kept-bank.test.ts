import { beforeAll, describe, expect, it } from 'vitest';
import { learningBank, type Bank } from './bank.ts';
import { straight } from './breaks.ts';
import { plainFeatures } from './features.ts';
import { packBank, unpackBank } from './kept-bank.ts';
import { probabilities } from './learn.ts';

let bank: Bank;
let bytes: Uint8Array;
beforeAll(() => {
  bank = straight(learningBank());
  bytes = packBank(bank);
});

describe('what was learned, kept in a file', () => {
  it('is the same when it is read again, wherever it lies in memory', () => {
    const moved = new Uint8Array(bytes.length + 1);
    moved.set(bytes, 1);
    for (const again of [unpackBank(bytes), unpackBank(moved.subarray(1))]) {
      expect(again?.lore.vocabulary).toEqual(bank.lore.vocabulary);
      expect(again?.lore.counts).toEqual(bank.lore.counts);
      expect(again?.indirect).toEqual(bank.indirect);
      const features = plainFeatures('give the job a little breather');
      expect(probabilities(again!.learned, features)).toEqual(probabilities(bank.learned, features));
    }
  });

  it('is not taken when it is cut off, empty, or of other examples', () => {
    const others = Buffer.from(bytes);
    others[others.indexOf('"of":"') + 6]! ^= 1;
    for (const bad of [
      bytes.subarray(0, 1000),
      bytes.subarray(0, bytes.length - 4),
      new Uint8Array(),
      others,
    ])
      expect(unpackBank(bad)).toBeNull();
  });
});
