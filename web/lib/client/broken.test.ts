import { expect, it, vi } from 'vitest';
import { whenBroken } from './broken.ts';

const pictureWith = (state: { complete: boolean; naturalWidth: number }) =>
  Object.assign(new EventTarget(), state) as HTMLImageElement;

it('tells of a picture that fails, until it is taken away', () => {
  const tell = vi.fn();
  const picture = pictureWith({ complete: false, naturalWidth: 0 });
  const stop = whenBroken(tell)(picture);
  expect(tell).not.toHaveBeenCalled();
  picture.dispatchEvent(new Event('error'));
  expect(tell).toHaveBeenCalledTimes(1);
  stop();
  picture.dispatchEvent(new Event('error'));
  expect(tell).toHaveBeenCalledTimes(1);
});

it('tells of one that had failed before the page came alive, and not of one that is there', () => {
  const tell = vi.fn();
  whenBroken(tell)(pictureWith({ complete: true, naturalWidth: 300 }));
  expect(tell).not.toHaveBeenCalled();
  whenBroken(tell)(pictureWith({ complete: true, naturalWidth: 0 }));
  expect(tell).toHaveBeenCalledTimes(1);
});
