// Runs on whatever Node there is, so it uses nothing that an old one lacks.
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  console.error(
    `This needs Node 24, and this is ${process.version}. Node 24 comes with "npm ci" as a development dependency, ` +
      'but not with "--ignore-scripts": run "npm ci" again without it, or put Node 24 on the PATH.',
  );
  process.exitCode = 1;
}
