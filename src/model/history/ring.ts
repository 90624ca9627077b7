/** How many points a series keeps: five minutes at one a second. */
export const CAPACITY = 300;

export interface Point {
  /** ms since 1970. */
  readonly at: number;
  /** NaN: nothing is known of this moment. */
  readonly value: number;
}

/** A series as it travels: JSON knows no NaN, so a gap is `null`. Oldest first. */
export interface SeriesData {
  /** ms since 1970. */
  readonly at: readonly number[];
  readonly value: readonly (number | null)[];
}

/** The newest points of one figure over time; older ones make room. The extension and its page use the same. */
export class Ring implements Iterable<Point> {
  readonly #at = new Float64Array(CAPACITY);
  readonly #value = new Float64Array(CAPACITY);
  #next = 0;
  #length = 0;

  static from(data: SeriesData): Ring {
    const ring = new Ring();
    ring.append(data);
    return ring;
  }

  get length(): number {
    return this.#length;
  }

  get last(): Point | undefined {
    return this.#length === 0 ? undefined : this.#point(this.#length - 1);
  }

  /** Adds a point; one that is not newer than the last is passed over, so that repeating does no harm. */
  push(at: number, value: number): void {
    const { last } = this;
    if (last && at <= last.at) return;
    this.#at[this.#next] = at;
    this.#value[this.#next] = value;
    this.#next = (this.#next + 1) % CAPACITY;
    this.#length = Math.min(this.#length + 1, CAPACITY);
  }

  /** Adds what another ring gave away. */
  append({ at, value }: SeriesData): void {
    for (const [i, time] of at.entries()) this.push(time, value[i] ?? Number.NaN);
  }

  *[Symbol.iterator](): Iterator<Point> {
    for (let i = 0; i < this.#length; i++) yield this.#point(i);
  }

  /**
   * The highest value of a time, which begins after `from`; undefined: nothing is known of it. No point is made for
   * it: this is asked of every replica each second.
   * @param from ms since 1970
   */
  highest(from = 0, to = Number.POSITIVE_INFINITY): number | undefined {
    let highest: number | undefined;
    for (let slot = 0; slot < this.#length; slot++) {
      const at = this.#at[slot] ?? 0;
      const value = this.#value[slot] ?? Number.NaN;
      if (at > from && at <= to && value > (highest ?? Number.NEGATIVE_INFINITY)) highest = value;
    }
    return highest;
  }

  /** The points after a moment, oldest first. @param after ms since 1970 */
  lastOf(after: number): Point[] {
    let first = this.#length;
    while (first > 0 && this.#point(first - 1).at > after) first--;
    return Array.from({ length: this.#length - first }, (_, i) => this.#point(first + i));
  }

  /** The transfer form: all of it, or what is newer than a moment. @param after ms since 1970 */
  toJSON(after?: unknown): SeriesData {
    // JSON.stringify passes the key, which is no moment.
    const points = typeof after === 'number' ? this.lastOf(after) : [...this];
    return {
      at: points.map((p) => p.at),
      value: points.map((p) => (Number.isFinite(p.value) ? p.value : null)),
    };
  }

  #point(i: number): Point {
    const slot = (this.#next - this.#length + i + CAPACITY) % CAPACITY;
    return { at: this.#at[slot] ?? 0, value: this.#value[slot] ?? Number.NaN };
  }
}
