// How often something may happen before it is too often.

export class Allowance {
  private times: number[] = [];

  /** `atMost` times within `lately` milliseconds. */
  constructor(
    private readonly atMost: number,
    private readonly lately: number,
  ) {}

  /** Whether it may happen once more; it then has. */
  take(): boolean {
    const now = performance.now();
    this.times = this.times.filter((time) => now - time < this.lately);
    if (this.times.length === this.atMost) {
      return false;
    }
    this.times.push(now);
    return true;
  }
}
