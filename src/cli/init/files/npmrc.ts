/** `.npmrc` of a new site. */

export const npmrc = `# Some packages warn that they want Node 22. On Linux it comes with edgefeed, which runs everything with it; elsewhere
# edgefeed names the version that is missing. Errors are shown.
loglevel=error
`;
