/** Counts work under way, so that tests and shutdown can wait until there is none. */
export class Activity {
  #count = 0;
  #waiting: { readonly besides: () => number; readonly resolve: () => void }[] = [];

  get busy(): boolean {
    return this.#count > 0;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#count++;
    try {
      return await work();
    } finally {
      this.#count--;
      this.#tell();
    }
  }

  /** Resolves when nothing is under way but so much as waits for the caller (for a virtual clock to move on, say). */
  whenIdle(besides = () => 0): Promise<void> {
    if (this.#count <= besides()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ besides, resolve }));
  }

  #tell(): void {
    const idle = this.#waiting.filter(({ besides }) => this.#count <= besides());
    this.#waiting = this.#waiting.filter((each) => !idle.includes(each));
    for (const { resolve } of idle) resolve();
  }
}
