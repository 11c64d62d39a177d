import { expect, it } from 'vitest';
import { aboveKeyboard } from './keyboard.ts';

/** A window of 800 px whose visible part is what the test says. */
function opened() {
  const viewport = Object.assign(new EventTarget(), { height: 800, offsetTop: 0, scale: 1 });
  const style = { height: '', translate: '' };
  const attach = aboveKeyboard(viewport as unknown as VisualViewport, () => 800);
  const stop = attach({ style } as unknown as HTMLElement);
  const show = (height: number, offsetTop: number, scale = 1) => {
    Object.assign(viewport, { height, offsetTop, scale });
    viewport.dispatchEvent(new Event('resize'));
    return style;
  };
  return { show, stop };
}

it('the frame takes what a keyboard leaves, and all of it when the keyboard goes', () => {
  const { show } = opened();
  expect(show(460, 120)).toEqual({ height: '460px', translate: '0 120px' });
  expect(show(800, 0)).toEqual({ height: '', translate: '' });
});

it('neither the bars of the browser nor a zoomed page are a keyboard', () => {
  const { show } = opened();
  expect(show(720, 0).height).toBe('');
  expect(show(400, 200, 2).height).toBe('');
});

it('stops listening', () => {
  const { show, stop } = opened();
  if (stop) stop();
  expect(show(460, 0).height).toBe('');
});
