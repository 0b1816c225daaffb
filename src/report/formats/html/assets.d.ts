/** Files that a build embeds as text: see `scripts/embed.mjs`. */
declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*.browser.js" {
  const text: string;
  export default text;
}
