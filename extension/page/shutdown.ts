// Everything that must end when the script ends is registered here.

export class Shutdown {
  private readonly endings: (() => void)[] = [];
  private readonly over = new AbortController();

  get isOver(): boolean {
    return this.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.over.signal;
  }

  /** Runs `ending` at the end; at once if the end has been. */
  atEnd(ending: () => void): void {
    if (this.isOver) {
      ending();
    } else {
      this.endings.push(ending);
    }
  }

  listen<E extends Event>(target: EventTarget, type: string, heard: (event: E) => void, capture = false): void {
    target.addEventListener(type, heard as EventListener, { capture, signal: this.signal });
  }

  end(): void {
    this.over.abort();
    for (const ending of this.endings.splice(0).reverse()) {
      try {
        ending();
      } catch {
        // One ending that fails must not keep the others from happening.
      }
    }
  }
}
