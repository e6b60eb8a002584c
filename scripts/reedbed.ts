// npm run -s reedbed -- …: the command line of this checkout. npm changes into the checkout; files are meant as seen
// from where the person stands.
if (process.env.INIT_CWD !== undefined) process.chdir(process.env.INIT_CWD);
await import('../src/cli/main.ts');
