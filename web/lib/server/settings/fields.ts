import { z } from 'zod';

/** `on`/`off` and their relatives. */
export const onOff = () =>
  z
    .enum(['on', 'off', 'true', 'false', 'yes', 'no', '1', '0'], {
      error: 'is neither on nor off. Write on or off.',
    })
    .transform((value) => ['on', 'true', 'yes', '1'].includes(value));

export const switchField = (whenEmpty: boolean) => onOff().default(whenEmpty);

/** A whole number with bounds and a unit for the message. */
export const wholeNumber = (least: number, most: number, whenEmpty: number) =>
  z
    .string()
    .regex(/^\d+$/, `is not a whole number. Write a number from ${least} to ${most}.`)
    .transform(Number)
    .pipe(
      z
        .number()
        .min(least, `is below ${least}. Write a number from ${least} to ${most}.`)
        .max(most, `is above ${most}. Write a number from ${least} to ${most}.`),
    )
    .default(whenEmpty);

/** An amount of US dollars, such as 0.25. */
export const dollars = () =>
  z
    .string()
    .regex(/^\d{1,6}(\.\d{1,6})?$/, 'is not an amount of US dollars. Write a number such as 2 or 0.25.')
    .transform(Number);

/** Text separated by commas; empty parts are left out. */
export const list = () =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .default([]);

/** An http or https address without user and password. */
export const webAddress = (example: string) =>
  z.string().refine(isWebAddress, `is not a web address. Write one such as ${example}.`);

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}
