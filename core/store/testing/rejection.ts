import { KnowledgeError, type Failure } from '../../failure.ts';

/** The failure with which a promise is rejected; what is no expected failure, or no failure at all, is thrown. */
export async function rejection(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (caught) {
    if (caught instanceof KnowledgeError) return caught.failure;
    throw caught;
  }
  throw new Error('It was expected to fail, and it succeeded.');
}
