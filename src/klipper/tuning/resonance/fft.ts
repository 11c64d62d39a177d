/**
 * Power |X_k|² of the discrete Fourier transform of real input, for a fixed even power-of-two length.
 *
 * The input is read as length/2 complex numbers, transformed with an iterative radix-2 Cooley-Tukey, and separated
 * into the spectrum of the real signal.
 */
export class RealPowerTransform {
  readonly length: number;
  private readonly half: number;
  private readonly real: Float64Array;
  private readonly imaginary: Float64Array;
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;
  private readonly reversed: Uint32Array;

  constructor(length: number) {
    if (length < 4 || (length & (length - 1)) !== 0) {
      throw new RangeError(`A transform needs a power of two of at least 4, not ${length}.`);
    }
    this.length = length;
    this.half = length / 2;
    this.real = new Float64Array(this.half);
    this.imaginary = new Float64Array(this.half);
    this.cosines = Float64Array.from({ length: this.half }, (_, k) => Math.cos((2 * Math.PI * k) / length));
    this.sines = Float64Array.from({ length: this.half }, (_, k) => -Math.sin((2 * Math.PI * k) / length));
    this.reversed = bitReversal(this.half);
  }

  /** Adds |X_k|² of `input` (length samples) to `power[k]`, k = 0 … length/2. */
  addPower(input: Float64Array, power: Float64Array): void {
    const { half, real, imaginary, reversed } = this;
    for (let i = 0; i < half; i++) {
      const target = reversed[i]!;
      real[target] = input[2 * i]!;
      imaginary[target] = input[2 * i + 1]!;
    }
    this.transform();
    this.addSeparated(power);
  }

  private transform(): void {
    const { half, real, imaginary, cosines, sines } = this;
    for (let size = 2; size <= half; size *= 2) {
      const reach = size / 2;
      const stride = this.length / size;
      for (let k = 0; k < reach; k++) {
        const c = cosines[k * stride]!;
        const s = sines[k * stride]!;
        for (let low = k; low < half; low += size) {
          const high = low + reach;
          const re = real[high]! * c - imaginary[high]! * s;
          const im = real[high]! * s + imaginary[high]! * c;
          real[high] = real[low]! - re;
          imaginary[high] = imaginary[low]! - im;
          real[low] = real[low]! + re;
          imaginary[low] = imaginary[low]! + im;
        }
      }
    }
  }

  private addSeparated(power: Float64Array): void {
    const { half, real, imaginary, cosines, sines } = this;
    const sum = real[0]! + imaginary[0]!;
    const difference = real[0]! - imaginary[0]!;
    power[0] = power[0]! + sum * sum;
    power[half] = power[half]! + difference * difference;
    for (let k = 1; k < half; k++) {
      const mirror = half - k;
      const evenRe = (real[k]! + real[mirror]!) / 2;
      const evenIm = (imaginary[k]! - imaginary[mirror]!) / 2;
      const oddRe = (imaginary[k]! + imaginary[mirror]!) / 2;
      const oddIm = (real[mirror]! - real[k]!) / 2;
      const c = cosines[k]!;
      const s = sines[k]!;
      const re = evenRe + oddRe * c - oddIm * s;
      const im = evenIm + oddRe * s + oddIm * c;
      power[k] = power[k]! + re * re + im * im;
    }
  }
}

function bitReversal(length: number): Uint32Array {
  const bits = Math.log2(length);
  return Uint32Array.from({ length }, (_, index) => {
    let result = 0;
    for (let bit = 0; bit < bits; bit++) {
      result = (result << 1) | ((index >> bit) & 1);
    }
    return result;
  });
}
