#!/usr/bin/env node
// Read by every Node there is, however old: no import but the one below, which is reached by those that can read what it
// brings, and no syntax that is newer than 2015. What is newer begins behind it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const inJapanese = /^ja/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? process.argv.indexOf('en') === -1 : process.argv.indexOf('ja') !== -1;

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    inJapanese
      ? `\n✖ boyacky-lab には Node 20.19 以上が必要です。この Node は ${process.versions.node} です\n  次に: nvm install 22 （または https://nodejs.org/ から入れます）\n`
      : `\n✖ boyacky-lab needs Node 20.19 or newer; this is Node ${process.versions.node}\n  next: nvm install 22 (or get it from https://nodejs.org/)\n`,
  );
  process.exitCode = 3;
} else {
  // Should the program end before it has said how, it did not end well; 13 is Node's own word for that.
  process.exitCode = 13;
  // The only place that sets an exit code. Nothing calls process.exit: what is open is closed by its owner.
  void import('./cli/run.js').then(({ run }) => run(process.argv.slice(2))).then((code) => {
    process.exitCode = code;
  });
}
