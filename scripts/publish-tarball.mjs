// npm takes the page that it shows from what it publishes: from the folder that would be the repository's README.
console.error('Publish what "npm pack" makes: npm publish loopforge-<version>.tgz. See CONTRIBUTING.md.');
process.exitCode = 1;
