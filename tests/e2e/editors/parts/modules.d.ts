declare module "*.css" {
  const css: string;
  // biome-ignore lint/style/noDefaultExport: what esbuild's text loader gives
  export default css;
}

/** Quill 1.3.7 under an alias; what the tests use of it is as in Quill 2. */
declare module "quill1" {
  import Quill from "quill";
  // biome-ignore lint/style/noDefaultExport: as in Quill 2
  export default Quill;
}
