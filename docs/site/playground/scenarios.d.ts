/** The scenarios of `examples/scenarios`, each as its text by the name of its file; put in when the site is built. */
declare module 'examples:scenarios' {
  export const scenarios: Readonly<Record<string, string>>
}
