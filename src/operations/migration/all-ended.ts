/**
 * Waits until everything has ended, however it did, and then throws the first error: nothing goes on behind the caller's
 * back, as it would with Promise.all.
 */
export async function allEnded<T>(under: Iterable<Promise<T>>): Promise<T[]> {
  const ended = await Promise.allSettled(under);
  return ended.map((r) => {
    if (r.status === 'rejected') throw r.reason;
    return r.value;
  });
}
