// Everything that must end when the script ends is registered here.

export class Shutdown {
  private readonly endings: (() => void)[] = [];
  private over = false;

  get isOver(): boolean {
    return this.over;
  }

  /** Runs `ending` at the end; at once if the end has been. */
  atEnd(ending: () => void): void {
    if (this.over) {
      ending();
    } else {
      this.endings.push(ending);
    }
  }

  listen<E extends Event>(target: EventTarget, type: string, heard: (event: E) => void, capture = false): void {
    const listener = heard as EventListener;
    target.addEventListener(type, listener, capture);
    this.atEnd(() => target.removeEventListener(type, listener, capture));
  }

  end(): void {
    this.over = true;
    for (const ending of this.endings.splice(0).reverse()) {
      try {
        ending();
      } catch {
        // One ending that fails must not keep the others from happening.
      }
    }
  }
}
