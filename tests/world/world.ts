import { type Isso, startIsso } from "./isso";
import { type Pages, startPages } from "./server";

/** Isso and the pages around it. */
export interface World {
  isso: Isso;
  pages: Pages;
  stop(): Promise<void>;
}

/** Starts both; `assets` is the build's folder with `practice/` and `company/`. */
export async function startWorld(assets: string, port = 0): Promise<World> {
  const isso = await startIsso();
  try {
    const pages = await startPages({ assets, isso, port });
    return {
      isso,
      pages,
      async stop() {
        await pages.stop();
        await isso.stop();
      },
    };
  } catch (error) {
    await isso.stop();
    throw error;
  }
}
