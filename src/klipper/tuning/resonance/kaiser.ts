/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

/** Symmetric Kaiser window of `length` samples with shape `beta`. */
export function kaiserWindow(length: number, beta: number): Float64Array {
  const centre = (length - 1) / 2;
  const scale = besselI0(beta);
  return Float64Array.from({ length }, (_, n) => {
    const distance = (n - centre) / centre;
    return besselI0(beta * Math.sqrt(Math.max(0, 1 - distance * distance))) / scale;
  });
}
