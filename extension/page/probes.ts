// Looks which site this is, until one of the probes fits.

import type { Probe } from "../generated/messages";
import { accepted } from "./plan";

/** Milliseconds between two looks over a page that keeps changing. */
const LOOK_EVERY = 250;

export class Probes {
  private probes: Probe[] = [];
  private looked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly detected: (profile: string) => void) {}

  start(probes: Probe[]): void {
    this.stop();
    this.probes = probes.filter((probe) => accepted(probe.detect) !== undefined);
    this.looked = 0;
    this.look();
  }

  stop(): void {
    this.probes = [];
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  look(): void {
    if (this.probes.length === 0) {
      return;
    }
    const wait = this.looked + LOOK_EVERY - performance.now();
    if (this.looked > 0 && wait > 0) {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.look();
      }, wait);
      return;
    }
    this.looked = performance.now();
    const found = this.probes.find((probe) => document.querySelector(probe.detect) !== null);
    if (found !== undefined) {
      this.stop();
      this.detected(found.profile);
    }
  }
}
