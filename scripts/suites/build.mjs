import { ensureBuild } from '../steps/build.mjs';

export async function main() {
  ensureBuild();
  return 0;
}
