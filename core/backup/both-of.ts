/** Waits for both to end, whatever becomes of them, so that a file that one still reads is not removed when the other fails. */
export async function bothOf<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}
