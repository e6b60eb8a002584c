export { quoted, readCatalogue, type Table } from './catalogue.ts';
export { bindExports, sweepExports } from './exports.ts';
export { backUpNightly, newestBackup, readNightly, type Nightly } from './nightly.ts';
export { openArchive } from './read.ts';
export { restoredFile, restoreInstallation } from './restore.ts';
export { restoreWorkspace, type Arrived } from './restoreWorkspace.ts';
export { checkRecipient, readIdentity, readPassphrase, type Lock, type Opener } from './secrecy.ts';
export { writeBackup, type Source } from './write.ts';
