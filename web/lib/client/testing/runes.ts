/** To be imported first. Runes are compiled for the browser; in a test of plain logic a state is its value. */
const plain = <T>(value: T): T => value;
Object.assign(globalThis, { $state: Object.assign(plain, { raw: plain }) });
