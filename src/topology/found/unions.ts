/** Sets of keys that grow together (union-find). */
export class Unions {
  readonly #parent = new Map<string, string>();

  /** The key that stands for the set that a key is in. */
  root(key: string): string {
    const parent = this.#parent.get(key);
    if (parent === undefined || parent === key) return key;
    const root = this.root(parent);
    this.#parent.set(key, root);
    return root;
  }

  join(a: string, b: string): void {
    const [x, y] = [this.root(a), this.root(b)];
    if (x !== y) this.#parent.set(x, y);
  }
}
